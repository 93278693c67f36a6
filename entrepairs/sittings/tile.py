"""The approval of an association, on the page of its coordinators."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Task, Tile, TileWords
from entrepairs.sittings.clocks import approval_clock, rule_of
from entrepairs.ui.formats import day_short, today


def say_approval(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    if not fact["until"]:
        return TileWords(
            words=_("No approval yet. An approval lets an association propose people.")
        )
    until = dt.date.fromisoformat(fact["until"])
    clock = approval_clock(until, today(), rule_of("approval"))
    last = {"day": day_short(until)}
    if not clock.soon and not clock.over:
        return TileWords(words=_("Approved until %(day)s") % last)
    words = _("The approval has ended: %(day)s") if clock.over else _("Approved until %(day)s")
    task = Task(
        words % last,
        _("See the approvals"),
        reverse("sittings:approvals", args=[organisation.key]),
        more=_("The file for the next one is sent about 8 months before the end."),
        icon="hourglass",
        order=40,
    )
    return TileWords(words=words % last, tasks=(task,))


TILE = Tile(
    "sittings",
    "approval",
    gettext_lazy("Approval"),
    icon="file-text",
    press=gettext_lazy("See the approvals"),
    url_name="sittings:approvals",
    say=say_approval,
    order=66,
)
