"""Co-reflection groups: what their page has more, and what an organisation is told of them."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrepairs.gatherings.models import ToldOrganisation
from entrepairs.groups.models import Group
from entrepairs.groups.page_hooks import GroupSection
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.people.models import Affiliation, Organisation
from entrepairs.people.my_organisation import Tile, TileWords


def section_of_told(standing: GroupStanding) -> GroupSection | None:
    """Beside the members: which organisations know that the group met."""
    if standing.group.kind != Group.Kind.REFLECTION:
        return None
    told = ToldOrganisation.objects.filter(circle=standing.circle).select_related("organisation")
    rows = list(told.order_by("organisation__name", "pk"))
    mine = Affiliation.objects.current().filter(person=standing.me).select_related("organisation")
    known = {row.organisation_id for row in rows}
    free = [row.organisation for row in mine if row.organisation_id not in known]
    here = {"told": rows, "free": free if standing.decides else [], "standing": standing}
    return GroupSection("gatherings/_told.html", here)


def read_met(organisation: Organisation) -> dict[str, list[Any]]:
    """By group, the days on which it met, the latest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, day from met_in_co_reflection(%s) order by 1, 2 desc", [organisation.pk]
        )
        found: dict[str, list[Any]] = {}
        for name, day in cursor.fetchall():
            found.setdefault(name, []).append(day)
        return found


def say_met(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    if not fact["groups"]:
        return TileWords(words=_("No group has told this organisation that it met."))
    days = fact["days"]
    unit = ngettext("meeting in 3 months", "meetings in 3 months", days)
    return TileWords(
        str(days), unit, _("You see on which days. Nothing of who, nor of what is said.")
    )


TILE = Tile(
    "gatherings",
    "co_reflection",
    gettext_lazy("Co-reflection"),
    icon="message-circle",
    press=gettext_lazy("See the dates"),
    url_name="gatherings:met",
    say=say_met,
    order=55,
)
