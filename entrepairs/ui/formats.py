"""Dates, durations and figures in words, as the language of the page writes them."""

import datetime as dt
from typing import Any

from django.utils import dates, timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

NBSP = "\u00a0"
Moment = dt.date | dt.datetime


def in_french() -> bool:
    return (get_language() or "fr").startswith("fr")


def local(moment: Moment) -> Moment:
    """The same moment on the clock of the person who reads; a date stays itself."""
    return (
        timezone.localtime(moment)
        if isinstance(moment, dt.datetime) and timezone.is_aware(moment)
        else moment
    )


def as_date(moment: Moment) -> dt.date:
    here = local(moment)
    return here.date() if isinstance(here, dt.datetime) else here


def today() -> dt.date:
    return timezone.localdate()


def day_of_month(day: dt.date) -> str:
    return "1er" if in_french() and day.day == 1 else str(day.day)


def short_month(day: dt.date) -> str:
    """nov. — Nov"""
    return str(dates.MONTHS_AP[day.month]) if in_french() else str(dates.MONTHS[day.month])[:3]


def day(moment: Moment) -> str:
    """mardi 17 novembre — Tuesday 17 November; with the year when it is another one."""
    here = as_date(moment)
    words = f"{dates.WEEKDAYS[here.weekday()]} {day_of_month(here)}{NBSP}{dates.MONTHS[here.month]}"
    return words if here.year == today().year else f"{words} {here.year}"


def day_short(moment: Moment) -> str:
    """17 nov. — 17 Nov"""
    here = as_date(moment)
    words = f"{day_of_month(here)}{NBSP}{short_month(here)}"
    return words if here.year == today().year else f"{words}{NBSP}{here.year}"


def whole_day(day: dt.date) -> str:
    """12 May 2027"""
    return f"{day_of_month(day)}{NBSP}{dates.MONTHS[day.month]} {day.year}"


def weekday(day: dt.date) -> str:
    """Wed 12 May — mer. 12 mai"""
    month = short_month(day)
    return f"{dates.WEEKDAYS_ABBR[day.weekday()]} {day_of_month(day)}{NBSP}{month}"


def clock(moment: dt.datetime | dt.time) -> str:
    """18 h 04, 14 h — 18:04, 14:00"""
    return on_clock(local(moment) if isinstance(moment, dt.datetime) else moment, in_french())


def on_clock(here: Any, french: bool) -> str:
    """The same of what is local already, for many in one language."""
    if not french:
        return f"{here:%H:%M}"
    return f"{here.hour}{NBSP}h" + (f"{NBSP}{here.minute:02}" if here.minute else "")


def day_clock(moment: dt.datetime) -> str:
    """mardi 17 novembre à 18 h 04 — Tuesday 17 November at 18:04"""
    return _("%(day)s at %(clock)s") % {"day": day(moment), "clock": clock(moment)}


def near(moment: Moment) -> str:
    """18 h 04 when today; hier, 18 h 04; demain, 9 h; else mardi 17 novembre, 18 h 04."""
    here = as_date(moment)
    named = {0: "", -1: _("yesterday"), 1: _("tomorrow")}
    date = named.get((here - today()).days, day(here))
    if not isinstance(moment, dt.datetime):
        return date or _("today")
    return f"{date}, {clock(moment)}" if date else clock(moment)


def minutes(amount: float | None) -> str:
    """45 min, 2 h 15, 11 h"""
    hours, rest = divmod(round(amount or 0), 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02}" if rest else "")


def length(seconds: float) -> str:
    """Of a recording: 5 s, 45 min, 2 h 15"""
    if seconds < 59.5:
        return f"{max(round(seconds), 1)}{NBSP}s"
    return minutes(seconds / 60)


def percent(share: float) -> str:
    """46 % — 46%"""
    return f"{round(share)}{NBSP}%" if in_french() else f"{round(share)}%"


def size(number: int) -> str:
    """Of a file: 850 ko, 2,3 Mo — 850 kB, 2.3 MB"""
    unit = "o" if in_french() else "B"
    for factor, letter in ((10**9, "G"), (10**6, "M")):
        if number >= factor * 0.9995:
            words = f"{number / factor:.1f}".removesuffix(".0")
            return f"{words.replace('.', ',') if in_french() else words}{NBSP}{letter}{unit}"
    return f"{max(round(number / 1000), 1)}{NBSP}k{unit}"


def span(seconds: float) -> str:
    """A length of time in its largest unit: 40 minutes, 3 days, 7 months."""
    days = seconds / 86400
    if days < 1:
        whole = round(seconds / 60)
        if whole < 60:
            return ngettext("%(n)d minute", "%(n)d minutes", max(whole, 1)) % {"n": max(whole, 1)}
        return ngettext("%(n)d hour", "%(n)d hours", round(whole / 60)) % {"n": round(whole / 60)}
    return long_span(round(days))


def long_span(days: int) -> str:
    if days < 14:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if days < 61:
        return ngettext("%(n)d week", "%(n)d weeks", days // 7) % {"n": days // 7}
    months = round(days / 30.44)
    if months < 24:
        return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
    years = round(days / 365.25)
    return ngettext("%(n)d year", "%(n)d years", years) % {"n": years}


def seconds_until(moment: Moment) -> float:
    if isinstance(moment, dt.datetime):
        now = timezone.now() if timezone.is_aware(moment) else dt.datetime.now()  # noqa: DTZ005
        return (moment - now).total_seconds()
    return (moment - today()).days * 86400.0


def lasting(moment: Moment) -> str:
    """7 mois: since then, or until then."""
    return span(abs(seconds_until(moment)))


def ago(moment: Moment) -> str:
    """à l'instant, il y a 5 minutes, hier, il y a 7 mois, demain, dans 2 jours."""
    seconds = seconds_until(moment)
    days = (as_date(moment) - today()).days
    if isinstance(moment, dt.datetime) and abs(seconds) < 60:
        return _("just now")
    if days in (-1, 1):
        return _("yesterday") if days < 0 else _("tomorrow")
    if days == 0 and not isinstance(moment, dt.datetime):
        return _("today")
    length = span(abs(seconds)) if days == 0 else long_span(abs(days))
    template = (
        pgettext("in the past", "%(length)s ago")
        if seconds < 0
        else pgettext("in the future", "in %(length)s")
    )
    return template % {"length": length}


def time_code(second: int) -> str:
    """Where in a recording: 12:34, or 1:02:03."""
    hours, minutes = second // 3600, second // 60 % 60
    return f"{hours}:{minutes:02}:{second % 60:02}" if hours else f"{minutes}:{second % 60:02}"
