"""Usual weeks as pages draw them: rows of the table `week` of templates/ui/charts.html."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from entrepairs.people import slots


@dataclass(frozen=True, slots=True)
class Cell:
    """One third of a day: whose it is ("", "mine", "theirs", "both"), in words; where a press on it
    leads, and what that does."""

    look: str
    words: Any
    url: str = ""
    press: str = ""


Day = tuple[Any, list[Cell]]


@dataclass(frozen=True, slots=True)
class WeekTable:
    """The table of a usual week: what it shows, its columns, and a row a day."""

    caption: str
    days: list[Day]
    thirds: tuple[Any, ...] = slots.THIRDS


def rows(cell: Callable[[int, int], Cell]) -> list[Day]:
    """Day by day, from Monday: its name and its three cells."""
    return [
        (WEEKDAYS[day], [cell(day, third) for third in range(len(slots.THIRDS))])
        for day in slots.DAYS
    ]


def week_of_one(told: int | None) -> WeekTable:
    """What one person tells of their week, as bits."""

    def cell(day: int, third: int) -> Cell:
        free = slots.has_time(told, day, third)
        return Cell("mine", _("free")) if free else Cell("", _("not chosen"))

    return WeekTable(_("A usual week"), rows(cell))


def week_of_two(
    mine: int, theirs: int, *, name: str, common: int, link: Callable[[int, int], str]
) -> WeekTable:
    """Two weeks on one table, as bits; `common` are the times at which both can meet, each leading
    where `link` says."""

    def cell(day: int, third: int) -> Cell:
        if slots.has_time(common, day, third):
            press = _("you both: suggest a meeting, %(time)s")
            named = press % {"time": slots.time_name(day, third)}
            return Cell("both", _("you both"), link(day, third), named)
        if slots.has_time(mine, day, third):
            return Cell("mine", _("you"))
        if slots.has_time(theirs, day, third):
            return Cell("theirs", name)
        return Cell("", _("nobody"))

    return WeekTable(_("Free at the same time: %(name)s and you") % {"name": name}, rows(cell))


def initials() -> list[str]:
    """The first letters of the seven days, Monday's first."""
    return [str(WEEKDAYS[day])[0].upper() for day in slots.DAYS]
