"""Words of the programme: in the language they were written in, on the clock of the place."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrepairs.core.bilingual import said as said_in
from entrepairs.library.queries import language_name
from entrepairs.ui import formats
from entrepairs.ui.formats import weekday, whole_day
from entrepairs.ui.spoken import spoken, spoken_text
from entrepairs.vocabulary.queries import country_name


def named(row: Any) -> SafeString:
    """A track, read from JSON."""
    return spoken(said_in(SimpleNamespace(**row), "name"))


def named_plain(row: Any) -> str:
    """The same where no markup may be: in a choice."""
    return said_in(SimpleNamespace(**row), "name").text


def shows(picture: Any) -> Any:
    """What a picture shows, read from JSON, and its language."""
    return said_in(SimpleNamespace(**picture), "shows")


def who(speaker: Any) -> str:
    """What is said of a speaker after their name: discipline, position, affiliation, country."""
    names = ("discipline", "position", "affiliation", "country")
    parts: list[str] = [
        speaker[name] if isinstance(speaker, dict) else getattr(speaker, name) for name in names
    ]
    parts[-1] = country_name(parts[-1])
    return ", ".join(part for part in parts if part)


def hours(row: Any) -> SafeString:
    """9:30 – 10:15, on the clock of the place."""
    if row.starts_at is None:
        return mark_safe("")
    return format_html(
        '<time datetime="{}">{}</time> – <time datetime="{}">{}</time>',
        stamp(row.starts_at),
        formats.clock(row.starts_at),
        stamp(row.ends_at),
        formats.clock(row.ends_at),
    )


def stamp(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="minutes")


def hours_there(row: Any, zone: Any) -> str:
    """The same hours on the clock of the reader; with the day, when it is another one."""
    if row.starts_at is None or not zone:
        return ""
    day = timezone.localtime(row.starts_at).date()
    with timezone.override(zone):
        here = f"{formats.clock(row.starts_at)} – {formats.clock(row.ends_at)}"
        if timezone.localtime(row.starts_at).date() != day:
            here = f"{formats.day_short(row.starts_at)}, {here}"
    return _("%(hours)s your time") % {"hours": here}


def dates(event: Any) -> str:
    """12 May 2027; 12 and 13 May 2027; from 30 April to 2 May 2027."""
    first, last = event.starts_on, event.ends_on
    if first == last:
        return whole_day(last)
    day = formats.day_of_month(first)
    if (first.year, first.month) == (last.year, last.month):
        if (last - first).days == 1:
            return _("%(first)s and %(last)s") % {"first": day, "last": whole_day(last)}
        return _("from %(first)s to %(last)s") % {"first": day, "last": whole_day(last)}
    begin = whole_day(first) if first.year != last.year else whole_day(first).rpartition(" ")[0]
    return _("from %(first)s to %(last)s") % {"first": begin, "last": whole_day(last)}


def hue(track: int | None) -> str:
    """The class of a colour, always the same for a track."""
    return f"hue-{(track * 7) % 18}" if track is not None else ""


def city(zone: str) -> str:
    """Europe/Paris: Paris."""
    return get_timezone_location(zone, locale=(get_language() or "fr")[:2], return_city=True)


def day_or_none(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localtime(moment).date() if moment else None


FILTERS: dict[str, Any] = {
    function.__name__: function
    for function in (
        *(spoken, spoken_text, named, named_plain, shows, country_name, language_name, who, hours),
        *(dates, weekday, hue, city, day_or_none),
    )
}
FUNCTIONS: dict[str, Any] = {"hours_there": hours_there, "day_or_none": day_or_none}
