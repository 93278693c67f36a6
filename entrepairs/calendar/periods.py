"""Periods of the calendar: four weeks as a list, a week, a month, a day."""

import datetime as dt
from dataclasses import dataclass

from django.utils import dates

from entrepairs.ui import formats

VIEWS = ("list", "week", "month", "day")
DAY = dt.timedelta(days=1)
WEEK = 7 * DAY
YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True)
class Period:
    """Some days, and how they are drawn. The days shown may be more than the days meant."""

    view: str
    first: dt.date
    last: dt.date

    @property
    def shown_from(self) -> dt.date:
        """A month is drawn in whole weeks."""
        return monday_of(self.first) if self.view == "month" else self.first

    @property
    def shown_until(self) -> dt.date:
        return monday_of(self.last) + 6 * DAY if self.view == "month" else self.last

    @property
    def before(self) -> dt.date:
        """A day of the period before."""
        if self.view == "month":
            return self.first - DAY
        return self.first - (self.last - self.first) - DAY

    @property
    def after(self) -> dt.date:
        return self.last + DAY

    @property
    def days(self) -> list[dt.date]:
        length = (self.shown_until - self.shown_from).days + 1
        return [self.shown_from + n * DAY for n in range(length)]

    @property
    def title(self) -> str:
        if self.view == "day":
            return formats.day(self.first)
        if self.view == "month":
            name = str(dates.MONTHS[self.first.month])
            return f"{name} {self.first.year}"
        return f"{formats.day_short(self.first)} – {formats.day_short(self.last)}"


def monday_of(day: dt.date) -> dt.date:
    return day - day.weekday() * DAY


def period_asked(view: str, on: str, today: dt.date) -> Period:
    """The period of this view that the day is in; of today, when the address says no day."""
    view = view if view in VIEWS else "list"
    day = day_asked(on) or today
    if view == "month":
        first = day.replace(day=1)
        return Period(view, first, (first + 31 * DAY).replace(day=1) - DAY)
    if view == "week":
        return Period(view, monday_of(day), monday_of(day) + 6 * DAY)
    return Period(view, day, day + (4 * WEEK - DAY if view == "list" else 0 * DAY))


def day_asked(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None
