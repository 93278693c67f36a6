"""Forms of a poll for a date: what would take place and when, and which dates suit me."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.decisions.actions.polls import Gathering
from entrepairs.decisions.forms import at_hour
from entrepairs.decisions.models import LEAST_TO_ANSWER, Coming
from entrepairs.meetings import local_times
from entrepairs.meetings.forms import MeetingForm
from entrepairs.ui import formats, forms

MOST_DATES = 5
LEAST_DATES = 2


class AskDatesForm(MeetingForm):
    """A meeting, but for its date: two to five of them."""

    closes_on = forms.DayField(
        label=gettext_lazy("Answers until"),
        help_text=gettext_lazy("At 18:00. Then a member chooses a date."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["day"], self.fields["clock"]
        self.fields["title"].required = True
        for number in range(1, MOST_DATES + 1):
            needed = number <= LEAST_DATES
            values = {"number": number}
            self.fields[f"day_{number}"] = forms.DayField(
                label=_("Date %(number)s") % values, required=needed
            )
            self.fields[f"clock_{number}"] = forms.ClockField(
                label=_("Time of date %(number)s") % values, required=needed
            )

    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each date."""
        numbers = range(1, MOST_DATES + 1)
        return [(self[f"day_{number}"], self[f"clock_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["dates"] = [at for n in range(1, MOST_DATES + 1) if (at := self._moment(data, n))]
        closes = at_hour(data["closes_on"]) if data.get("closes_on") else None
        if closes and closes < timezone.now() + LEAST_TO_ANSWER:
            self.add_error("closes_on", _("Leave at least half a day to answer."))
        elif closes and data["dates"] and closes >= max(data["dates"]):
            self.add_error("closes_on", _("Choose a day before the last date."))
        if not self.errors and len(set(data["dates"])) < LEAST_DATES:
            self.add_error("day_2", _("Choose another date."))
        return data

    def _moment(self, data: dict[str, Any], number: int) -> dt.datetime | None:
        """One date, in the time zone of who asks."""
        day, clock = data.get(f"day_{number}"), data.get(f"clock_{number}")
        if day is None or clock is None:
            if (day is None) is not (clock is None) and not self.errors:
                name = "clock" if clock is None else "day"
                self.add_error(f"{name}_{number}", _("Enter the day and the time, or neither."))
            return None
        try:
            at = local_times.moment(day, clock, self.time_zone)
            local_times.check_plausible(at, data.get("minutes", 60), self.circle.started_at)
        except ValidationError as error:
            self.add_error(f"day_{number}", error)
            return None
        if at <= timezone.now():
            self.add_error(f"day_{number}", _("Choose a day in the future."))
        return at

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        names = ("title", "minutes", "means", "where")
        gathering = Gathering(**{n: data[n] for n in names}, time_zone=self.time_zone)
        closes = at_hour(data["closes_on"])
        return {"gathering": gathering, "dates": data["dates"], "closes_at": closes}


class SayDatesForm(forms.Form):
    """Whether each date suits me."""

    def __init__(self, *args: Any, dates: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for date in dates:
            self.fields[f"date_{date.pk}"] = fields.ChoiceField(
                label=formats.day_clock(date.starts_at),
                choices=Coming.Fits.choices,
                widget=fields.RadioSelect,
                initial=date.mine,
            )

    def answers(self) -> dict[int, str]:
        return {
            int(name.removeprefix("date_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("date_")
        }
