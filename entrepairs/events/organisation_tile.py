"""The tile of this room on the page of an organisation: its next event, and where to organise."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Said, Tile
from entrepairs.ui.formats import in_french, whole_day


def say_events(organisation: Organisation, fact: dict[str, Any]) -> Said:
    """The next one in public, for those who coordinate."""
    if not fact:
        return Said(words=_("No event to come yet."))
    title = (
        fact["title_fr"] or fact["title_en"]
        if in_french()
        else fact["title_en"] or fact["title_fr"]
    )
    day = dt.date.fromisoformat(fact["starts_on"])
    return Said(words=whole_day(day), link=(reverse("events:event", args=[fact["key"]]), title))


TILE = Tile(
    "events",
    "events",
    gettext_lazy("Events"),
    icon="presentation",
    press=gettext_lazy("Organise"),
    url_name="events:preparing",
    say=say_events,
    order=60,
    keyed=False,
)
