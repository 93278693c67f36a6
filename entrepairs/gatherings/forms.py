"""Forms of gatherings: when a group meets again and again, who comes, how many came."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.gatherings import rules
from entrepairs.gatherings.models import Attending, Rhythm
from entrepairs.gatherings.visits import group_named
from entrepairs.groups.models import Group
from entrepairs.meetings.forms import LENGTHS
from entrepairs.meetings.models import Meeting
from entrepairs.ui import formats, forms

EVERY = [
    (1, gettext_lazy("every week")),
    (2, gettext_lazy("every 2 weeks")),
    (3, gettext_lazy("every 3 weeks")),
    (4, gettext_lazy("every 4 weeks")),
    (0, gettext_lazy("once a month")),
]
ORDINALS = [
    (1, gettext_lazy("the first one of the month")),
    (2, gettext_lazy("the second one")),
    (3, gettext_lazy("the third one")),
    (4, gettext_lazy("the fourth one")),
    (-1, gettext_lazy("the last one")),
]


def weekdays() -> list[tuple[int, Any]]:
    return forms.choices_of(dates.WEEKDAYS.items())


class RhythmForm(forms.Form):
    """When a group meets, on the clocks of its place."""

    title = fields.CharField(
        label=gettext_lazy("What it is called"),
        max_length=80,
        help_text=gettext_lazy("For example: Tuesday coffee."),
    )
    every = fields.TypedChoiceField(
        label=gettext_lazy("How often?"), choices=EVERY, coerce=int, widget=fields.RadioSelect
    )
    weekdays = fields.TypedMultipleChoiceField(
        label=gettext_lazy("On which days?"),
        choices=weekdays,
        coerce=int,
        widget=fields.CheckboxSelectMultiple,
    )
    ordinal = fields.TypedChoiceField(
        label=gettext_lazy("Once a month: which one?"),
        choices=ORDINALS,
        coerce=int,
        help_text=gettext_lazy("Only read when you meet once a month."),
    )
    starts_on = forms.DayField(label=gettext_lazy("From which day on?"))
    clock = forms.ClockField(label=gettext_lazy("Time"))
    minutes = fields.TypedChoiceField(label=gettext_lazy("Approximate length"), coerce=int)
    until = forms.DayField(
        label=gettext_lazy("Until which day?"),
        required=False,
        help_text=gettext_lazy("Leave empty if it has no end: it continues until you stop it."),
    )
    means = fields.ChoiceField(
        label=gettext_lazy("Type of meeting"), choices=Meeting.Means, widget=fields.RadioSelect
    )
    where = fields.CharField(
        label=gettext_lazy("Where"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Everyone who sees the page of the group reads it."),
    )
    attendance = fields.ChoiceField(
        label=gettext_lazy("Do you count yourselves?"),
        choices=Rhythm.Attendance,
        widget=fields.RadioSelect,
    )

    def __init__(self, *args: Any, time_zone: str, **kwargs: Any) -> None:
        self.time_zone = time_zone
        super().__init__(*args, **kwargs)
        usual: dict[str, Any] = {
            "every": 1,
            "ordinal": 1,
            "minutes": 120,
            "means": Meeting.Means.IN_PERSON,
            "attendance": Rhythm.Attendance.COUNT,
        }
        self.initial = {**usual, **self.initial}
        lengths = sorted({*LENGTHS, self.initial["minutes"]})
        choices = [(number, formats.minutes(number)) for number in lengths]
        self.fields["minutes"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not {"every", "weekdays", "ordinal"} <= data.keys():
            return data
        days = data["weekdays"]
        if data["every"]:
            data["rule"] = rules.weekly(days, data["every"])
        elif len(days) == 1:
            data["rule"] = rules.monthly(data["ordinal"], days[0])
        else:
            self.add_error("weekdays", _("Once a month, choose one day."))
        return data

    def told(self) -> dict[str, Any]:
        """The columns, for the actions."""
        names = ("title", "rule", "starts_on", "clock", "minutes", "until", "means", "where")
        found = {name: self.cleaned_data[name] for name in (*names, "attendance")}
        clock: dt.time = found["clock"]
        return found | {"time_zone": self.time_zone, "clock": clock.replace(tzinfo=None)}


def initial_of_rhythm(rhythm: Rhythm) -> dict[str, Any]:
    """A rhythm as its form shows it."""
    names = ("title", "starts_on", "clock", "minutes", "until", "means", "where", "attendance")
    every, days, ordinal = rules.parts_of(rhythm.rule)
    found = {name: getattr(rhythm, name) for name in names}
    return found | {"every": every, "weekdays": days, "ordinal": ordinal or 1}


class ComeForm(forms.Form):
    """Who can read that I come. Nobody, until I choose otherwise; then what I chose last."""

    seen_by = fields.ChoiceField(
        label=gettext_lazy("Who can see that you come?"),
        choices=Attending.Seen,
        initial=Attending.Seen.NOBODY,
        widget=fields.RadioSelect,
    )


class InviteGroupForm(forms.Form):
    """Which group is invited: one whose page the person sees."""

    group = fields.CharField(
        label=gettext_lazy("Name of the group"),
        max_length=120,
        help_text=gettext_lazy("As it is written in the list of groups."),
    )

    def clean_group(self) -> Group:
        found = group_named(self.cleaned_data["group"])
        if found is None:
            raise fields.ValidationError(
                _("We do not know this group. Look up its name in the list.")
            )
        return found


class CountForm(forms.Form):
    """How many we were: one number."""

    number = fields.IntegerField(
        label=gettext_lazy("How many were you?"), min_value=1, max_value=5000
    )
