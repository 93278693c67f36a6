"""When a place is open, as it is typed: a week, and the days that are otherwise."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.utils import dates, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.plain_text import plain_line
from entrepairs.people.opening_hours import DAYS, NotUnderstood, Week, read_hours, write_hours
from entrepairs.ui import forms
from entrepairs.vocabulary.time_zones import zones_with

MORE_DAYS = 3  # empty lines for days that are otherwise

if TYPE_CHECKING:
    Base = django_forms.BaseForm
else:
    Base = object


def hours_zone() -> django_forms.ChoiceField:
    return django_forms.ChoiceField(label=gettext_lazy("Time zone of the opening hours"))


def closed_on_holidays() -> django_forms.BooleanField:
    return django_forms.BooleanField(
        label=gettext_lazy("Closed on public holidays"),
        required=False,
        help_text=gettext_lazy("A day for which you write other hours counts first."),
    )


class HoursFields(Base):
    """The fields of a week, for a form with `time_zone` and `closes_on_holidays`."""

    def add_hours(self, week: Week, time_zone: str) -> None:
        fields: Any = self.fields
        fields["time_zone"].choices = zones_with(time_zone, _("Current"))
        self._add_days(week)
        self._add_exceptions(week)

    def read_week(self, cleaned: dict[str, Any]) -> Week:
        """What was typed; what is wrong is said beside it."""
        days = tuple(tuple(self._hours_of(f"day_{number}")) for number in range(DAYS))
        exceptions = {}
        for day, name in self._exceptions(cleaned):
            if day in exceptions:
                self.add_error(name.replace("hours", "on"), _("This day is there twice."))
            exceptions[day] = tuple(self._hours_of(name))
        return Week(days, exceptions)

    def _add_days(self, week: Week) -> None:
        for number in range(DAYS):
            self.fields[f"day_{number}"] = django_forms.CharField(
                label=capfirst(str(dates.WEEKDAYS[number])),
                initial=write_hours(week.days[number]),
                required=False,
                max_length=80,
                help_text=_("For example 10:00-12:00, 14:00-18:00. Empty: closed.")
                if number == 0
                else "",
            )

    def _add_exceptions(self, week: Week) -> None:
        known = sorted(day for day in week.exceptions if day >= timezone.localdate())
        for number, day in enumerate([*known, *[None] * MORE_DAYS]):
            hours = write_hours(week.exceptions[day]) if day else ""
            self.fields[f"on_{number}"] = forms.DayField(
                label=_("Other hours on this day"), initial=day, required=False
            )
            self.fields[f"hours_{number}"] = django_forms.CharField(
                label=_("Times that day"),
                initial=hours,
                required=False,
                max_length=80,
                help_text=_("Empty: closed that day.") if number == 0 else "",
            )

    def _exceptions(self, cleaned: dict[str, Any]) -> Iterator[tuple[dt.date, str]]:
        for field in list(self.fields):
            if field.startswith("on_"):
                hours = field.replace("on_", "hours_")
                if day := cleaned.get(field):
                    yield day, hours
                elif cleaned.get(hours) and field not in self.errors:
                    self.add_error(field, _("Which day?"))

    def _hours_of(self, name: str) -> list[tuple[dt.time, dt.time]]:
        try:
            return read_hours(plain_line(self.cleaned_data.get(name) or ""))
        except NotUnderstood as wrong:
            self.add_error(name, str(wrong))
            return []
