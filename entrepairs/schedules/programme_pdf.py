"""The programme as a tagged PDF, in the language of the person who prints it."""

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.markup import dates, who
from entrepairs.events.models import Event
from entrepairs.events.queries import place_of
from entrepairs.ui import formats
from entrepairs.ui.markdown import markdown_as_text
from entrepairs.ui.pdf import make_pdf


def write_programme(event: Any, sessions: Sequence[Any], address: str) -> bytes:
    """`sessions` in order, with their talks."""
    with timezone.override(zone_named(event.time_zone)):
        content = {
            "language": (translation.get_language() or "fr")[:2],
            "title": text_of(event.title),
            "dates": dates(event),
            "place": place_of(event),
            "notes": notes_on(event),
            "about": text_of(event.about) | {"text": markdown_as_text(event.about.text)},
            "address": address,
            "page": _("Programme"),
            "days": describe_days(sessions),
        }
    return lay_out(json.dumps(content))


@lru_cache(maxsize=4)
def lay_out(content: str) -> bytes:
    """Long programmes take a second to lay out: the last ones are kept, by their content."""
    return make_pdf("schedules/programme.typ", json.loads(content))


def text_of(words: Any) -> dict[str, str]:
    return {"text": words.text, "language": words.language}


def notes_on(event: Event) -> list[str]:
    found = []
    if event.state == Event.State.CANCELLED:
        found.append(_("This event is cancelled."))
    if event.state == Event.State.DRAFT:
        found.append(_("In preparation: this programme may change."))
    if zone_named(event.time_zone).key != str(timezone.get_default_timezone()):
        found.append(_("Times are shown in this time zone: %(zone)s") % {"zone": event.time_zone})
    return found


def describe_days(sessions: Sequence[Any]) -> list[dict[str, Any]]:
    def date(session: Any) -> Any:
        return timezone.localtime(session.starts_at).date() if session.starts_at else None

    unknown = _("Times to be announced") if any(session.starts_at for session in sessions) else ""
    return [
        {
            "name": formats.day(day) if day else unknown,
            "sessions": [describe_session(session) for session in found],
        }
        for day, found in groupby(sessions, date)
    ]


def describe_session(session: Any) -> dict[str, Any]:
    names = [", ".join(filter(None, (c["name"], c["affiliation"]))) for c in session.chaired_by]
    hours = ""
    if session.starts_at:
        hours = f"{formats.clock(session.starts_at)} – {formats.clock(session.ends_at)}"
    place = [
        session.room.name if session.room else "",
        session.track.name.text if session.track else "",
    ]
    alone = len(session.said) == 1 and session.said[0].title.text == session.title.text
    return {
        "hours": hours,
        "title": text_of(session.title),
        "kind": str(session.get_kind_display()),
        "place": " · ".join(part for part in place if part),
        "chairs": _("Chair: %(names)s") % {"names": ", ".join(names)} if names else "",
        "pause": session.kind == "break",
        "talks": [describe_talk(talk, alone) for talk in session.said],
    }


def describe_talk(talk: Any, alone: bool) -> dict[str, Any]:
    """`alone`: its title is that of its session, said already."""
    return {
        "title": None if alone else text_of(talk.title),
        "speakers": [{"name": speaker.name, "who": who(speaker)} for speaker in talk.who],
    }
