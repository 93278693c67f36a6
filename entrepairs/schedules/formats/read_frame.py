"""Zone and language of a file: named, known from its event, guessed and told, or asked."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from entrepairs.core.timezones import zone_named
from entrepairs.library.queries import language_name
from entrepairs.schedules.formats.read_entries import Entry
from entrepairs.schedules.formats.read_hours import known_zone
from entrepairs.schedules.formats.read_languages import OWN, guess_language, most_spoken
from entrepairs.schedules.formats.read_model import Frame
from entrepairs.schedules.formats.read_words import Reader

WITH_OFFSET = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})"
)


def settle_zone(
    reader: Reader, named: Any, where: str, frame: Frame, entries: Iterable[Entry]
) -> str:
    """The zone whose clocks the file is read on."""
    reader.read.zone = _settle_zone(reader, named, where, frame, list(entries))
    if frame.answers.zone or not known_zone(str(named or "").strip()):
        reader.read.guessed.add("zone")
    return reader.read.zone


def _settle_zone(reader: Reader, named: Any, where: str, frame: Frame, entries: list[Entry]) -> str:
    name = reader.read_line(named, where, 60)
    zone = known_zone(name)
    if name and not zone:
        reader.doubt(where, _("no time zone is called “%(name)s”") % {"name": name})
    if frame.answers.zone:
        return frame.answers.zone
    if zone:
        return zone
    if frame.time_zone:
        words = _("no time zone is named; time zone used: that of the event, %(zone)s")
        reader.guess(where, words % {"zone": frame.time_zone})
        return frame.time_zone
    here = settings.TIME_ZONE
    if fits_clocks(here, entries):
        words = _("no time zone is named; time zone of its times: %(zone)s")
        reader.guess(where, words % {"zone": here})
        return here
    if any(entry.said.get("start") or entry.said.get("date") for entry in entries):
        reader.read.asked.add("zone")
        reader.doubt(
            where, _("no time zone is named: choose the time zone of the times in the file")
        )
    return here


def fits_clocks(zone: str, entries: list[Entry]) -> bool:
    """Moments are told with how far they are from UTC, and all are as in that zone."""
    texts = [str(entry.said.get("date") or "").strip() for entry in entries]
    moments = [dt.datetime.fromisoformat(text) for text in texts if WITH_OFFSET.fullmatch(text)]
    return bool(moments) and all(
        moment.utcoffset() == moment.astimezone(zone_named(zone)).utcoffset() for moment in moments
    )


def settle_language(reader: Reader, where: str, frame: Frame, entries: Iterable[Entry]) -> str:
    """The language of what names none: chosen, most spoken in the file, the event’s, or guessed."""
    rows = list(entries)
    found = frame.answers.language or most_spoken(row.said.get("language") for row in rows)
    if not found:
        names = ("title", "subtitle", "abstract", "description")
        texts = (str(row.said.get(name) or "") for row in rows for name in names)
        found = guess_language(texts) or frame.language or "fr"
        reader.read.guessed.add("language")
        if any(row.said.get("title") for row in rows):
            words = _("no language is named: read as %(language)s")
            reader.guess(where, words % {"language": language_name(found)})
    if frame.answers.language:
        reader.read.guessed.add("language")
    if found not in OWN and any(row.said.get("title") for row in rows):
        words = _("titles in a language other than French or English are kept in that language")
        reader.guess(where, words)
    reader.read.language = found[:8]
    return found[:8]
