"""The programme on paper: a tagged PDF, in the language of whoever prints it."""

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.markup import dates, who
from entrepairs.events.models import Event
from entrepairs.ui import formats

SHEET = Path(__file__).parent / "programme.typ"


def programme(event: Any, sessions: Sequence[Any], address: str) -> bytes:
    """`sessions` in order, with their talks."""
    with timezone.override(zone_named(event.time_zone)):
        content = {
            "language": (translation.get_language() or "fr")[:2],
            "title": said(event.title),
            "dates": dates(event),
            "place": ", ".join(part for part in (event.venue, str(event.place or "")) if part),
            "notes": notes(event),
            "about": said(event.about),
            "address": address,
            "page": _("Programme"),
            "days": days(sessions),
        }
    return drawn(json.dumps(content))


@lru_cache(maxsize=4)
def drawn(content: str) -> bytes:
    """Long programmes take a second to lay out: the last ones are kept, as long as nothing in them changes."""
    made = typst.compile(
        str(SHEET), format="pdf", sys_inputs={"data": content}, pdf_standards=["ua-1"]
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made


def said(words: Any) -> dict[str, str]:
    return {"text": words.text, "language": words.language}


def notes(event: Event) -> list[str]:
    found = []
    if event.state == Event.State.CANCELLED:
        found.append(_("This event is cancelled."))
    if event.state == Event.State.DRAFT:
        found.append(_("In preparation: this programme may change."))
    if zone_named(event.time_zone).key != str(timezone.get_default_timezone()):
        found.append(_("Hours are those of %(zone)s.") % {"zone": event.time_zone})
    return found


def days(sessions: Sequence[Any]) -> list[dict[str, Any]]:
    def date(session: Any) -> Any:
        return timezone.localtime(session.starts_at).date() if session.starts_at else None

    unknown = _("Hours to be announced") if any(session.starts_at for session in sessions) else ""
    return [
        {
            "name": formats.day(day) if day else unknown,
            "sessions": [session_of(one) for one in found],
        }
        for day, found in groupby(sessions, date)
    ]


def session_of(session: Any) -> dict[str, Any]:
    chairs = ", ".join(
        ", ".join(filter(None, (chair["name"], chair["affiliation"])))
        for chair in session.chaired_by
    )
    hours = (
        f"{formats.clock(session.starts_at)} – {formats.clock(session.ends_at)}"
        if session.starts_at
        else ""
    )
    place = [
        session.room.name if session.room else "",
        session.track.name.text if session.track else "",
    ]
    alone = len(session.said) == 1 and session.said[0].title.text == session.title.text
    return {
        "hours": hours,
        "title": said(session.title),
        "kind": str(session.get_kind_display()),
        "place": " · ".join(part for part in place if part),
        "chairs": _("Chair: %(names)s") % {"names": chairs} if chairs else "",
        "pause": session.kind == "break",
        "talks": [
            {
                "title": None if alone else said(talk.title),
                "speakers": [{"name": one.name, "who": who(one)} for one in talk.who],
            }
            for talk in session.said
        ],
    }
