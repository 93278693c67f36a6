"""A day and two times of a clock, as forms of a programme ask for them."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.hours import days_of
from entrepairs.events.models import Event, Session, Talk
from entrepairs.meetings.local_times import moment
from entrepairs.ui import formats, forms

NAMES = ("day", "starts", "ends")


class HoursForm(fields.Form):
    """A day among the event's, a beginning and an end; or none of them."""

    day = fields.TypedChoiceField(
        label=_("Day"), required=False, coerce=dt.date.fromisoformat, empty_value=None
    )
    starts = forms.ClockField(label=_("From"), required=False)
    ends = forms.ClockField(label=_("To"), required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        days = [(day.isoformat(), formats.day(day)) for day in days_of(event)]
        self.fields["day"].choices = [("", _("not known yet")), *days]  # type: ignore[attr-defined]
        if (row := getattr(self, "instance", None)) is not None:
            self.initial.update(hours_in_form(row, event))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = [data.get(name) is not None for name in NAMES]
        data["starts_at"] = data["ends_at"] = None
        if all(given):
            self._read_hours(data)
        elif any(given[1:]) and not set(NAMES) & set(self.errors):
            missing = NAMES[given.index(False)]
            self.add_error(missing, _("Give the day, the beginning and the end, or none of them."))
        return data

    def _read_hours(self, data: dict[str, Any]) -> None:
        """Ending before six in the morning is ending the night after."""
        clocks = {name: data[name] for name in ("starts", "ends")}
        night = (
            clocks["ends"] <= clocks["starts"]
            and clocks["ends"] < dt.time(6)
            and clocks["starts"] > dt.time(12)
        )
        for name, clock in clocks.items():
            late = dt.timedelta(days=night and name == "ends")
            try:
                data[f"{name}_at"] = moment(data["day"] + late, clock, self.event.time_zone)
            except ValidationError as error:
                self.add_error(name, error)
        if data["starts_at"] and data["ends_at"] and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends", _("The end is before the start."))


def hours_in_form(row: Session | Talk, event: Event) -> dict[str, Any]:
    """Its day and hours as the form shows them, on the clocks there."""
    if row.starts_at is None or row.ends_at is None:
        return {}
    zone = zone_named(event.time_zone)
    starts, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    return {"day": starts.date().isoformat(), "starts": starts.time(), "ends": ends.time()}
