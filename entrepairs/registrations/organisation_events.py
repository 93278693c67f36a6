"""Events on the pages of an organisation: the next ones for everyone, where to organise."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.bilingual import said
from entrepairs.people.hooks import NextEvent
from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Tile, TileWords
from entrepairs.ui.formats import whole_day


def title_of(row: dict[str, Any]) -> str:
    """In the language of the page, if it has a title in it."""
    return str(said(SimpleNamespace(**row), "title"))


def next_events(organisation: Organisation) -> list[NextEvent]:
    """What it holds next, for everyone. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select key, title_fr, title_en, starts_on from next_events_of(%s)", [organisation.pk]
        )
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor]
    return [
        NextEvent(reverse("events:event", args=[row["key"]]), title_of(row), row["starts_on"])
        for row in rows
    ]


def say_events(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    """The next one in public, for those who coordinate."""
    if not fact:
        return TileWords(words=_("No event to come yet."))
    day = dt.date.fromisoformat(fact["starts_on"])
    return TileWords(
        words=whole_day(day), link=(reverse("events:event", args=[fact["key"]]), title_of(fact))
    )


TILE = Tile(
    "registrations",
    "events",
    gettext_lazy("Events"),
    icon="presentation",
    press=gettext_lazy("Organise"),
    url_name="events:preparing",
    say=say_events,
    order=60,
    keyed=False,
)
