"""Forms of sittings: when and where, after it, a next step, a cost, an approval, for the next."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.moments import read_moment
from entrepairs.core.timezones import zone_named
from entrepairs.mandates.models import Mandate
from entrepairs.meetings import local_times
from entrepairs.sittings.actions.notes import StepTerms, Told
from entrepairs.sittings.actions.own import CostFacts
from entrepairs.sittings.actions.sittings import SittingFacts
from entrepairs.sittings.models import MOST_HALF_DAYS, Approval, Note, Sitting
from entrepairs.ui import formats, forms
from entrepairs.ui.formats import today

LENGTHS = (60, 90, 120, 150, 180, 240, 360)
LONGEST = 20_000  # characters of minutes
type People = Mapping[str, tuple[Mandate, str]]  # by key: who is in the delegation, and their name


def text_area(rows: int) -> fields.Textarea:
    return fields.Textarea(attrs={"rows": rows, "dir": "auto"})


class SittingForm(forms.Form):
    """When, how long and where, on the clocks of the town of the body."""

    day = forms.DayField(label=gettext_lazy("Day"))
    clock = forms.ClockField(label=gettext_lazy("Time"))
    minutes = fields.TypedChoiceField(label=gettext_lazy("Approximate length"), coerce=int)
    place = fields.CharField(
        label=gettext_lazy("Where"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only those who sit there for users read the time and the place."),
    )

    def __init__(self, *args: Any, time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone = time_zone
        self.initial.setdefault("minutes", 120)
        lengths = sorted({*LENGTHS, self.initial["minutes"]})
        choices = [(number, formats.minutes(number)) for number in lengths]
        self.fields["minutes"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("clock"):
            try:
                data["starts_at"] = local_times.moment(data["day"], data["clock"], self.time_zone)
            except ValidationError as error:
                self.add_error("clock", error)
        return data

    def facts(self) -> SittingFacts:
        told = self.cleaned_data
        return SittingFacts(told["starts_at"], told["minutes"], told["place"].strip())


def initial_of_sitting(sitting: Sitting) -> dict[str, Any]:
    here = sitting.starts_at.astimezone(zone_named(sitting.time_zone))
    told = {"day": here.date(), "clock": here.time()}
    return told | {"minutes": sitting.minutes, "place": sitting.place}


class NoteForm(forms.Form):
    """After a sitting, in two minutes: who came, how many were there, in words."""

    came = fields.MultipleChoiceField(
        label=gettext_lazy("Who of the delegation was there?"),
        required=False,
        widget=fields.CheckboxSelectMultiple,
    )
    present = fields.IntegerField(
        label=gettext_lazy("How many people were there in all?"),
        required=False,
        min_value=0,
        max_value=999,
    )
    words = fields.CharField(
        label=gettext_lazy("What was said, in your words"),
        required=False,
        max_length=LONGEST,
        widget=text_area(6),
        help_text=gettext_lazy("The delegation reads this text. Write nothing about a patient."),
    )
    record = fields.CharField(
        label=gettext_lazy("Minutes, as text"),
        required=False,
        max_length=10 * LONGEST,
        widget=text_area(4),
        help_text=gettext_lazy("When the minutes come, copy their text here."),
    )
    read_at = fields.CharField(required=False, widget=fields.HiddenInput)  # of the note it replaces
    show_optional = False

    def __init__(
        self, *args: Any, people: People, note: Note | None, came: set[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choices = [(key, name) for key, (_mandate, name) in people.items()]
        self.fields["came"].choices = choices  # type: ignore[attr-defined]
        self.initial["came"] = [key for key, (one, _name) in people.items() if one.pk in came]
        if note:
            for name in ("present", "words", "record"):
                self.initial[name] = getattr(note, name)
            self.initial["read_at"] = note.written_at.isoformat()

    def told(self) -> Told:
        told = self.cleaned_data
        read_at = read_moment(told["read_at"])
        return Told(told["present"], told["words"].strip(), told["record"].strip(), read_at)

    def mandates(self) -> list[Mandate]:
        return [self.people[key][0] for key in self.cleaned_data["came"]]


class StepForm(forms.Form):
    """What follows from a sitting: what, who, until when."""

    BODY = "body"
    words = fields.CharField(label=gettext_lazy("Next step"), max_length=500, widget=text_area(2))
    who = fields.ChoiceField(
        label=gettext_lazy("Who does it?"), required=False, widget=fields.RadioSelect
    )
    until = forms.DayField(label=gettext_lazy("Until when?"), required=False)

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        names = [(key, name) for key, (_mandate, name) in people.items()]
        ends = [(self.BODY, _("the body")), ("", _("nobody yet"))]
        self.fields["who"].choices = [*names, *ends]  # type: ignore[attr-defined]

    def terms(self) -> StepTerms:
        told = self.cleaned_data
        found = self.people.get(told["who"])
        by_body = told["who"] == self.BODY
        return StepTerms(told["words"], found[0] if found else None, by_body, told["until"])


class CostForm(forms.Form):
    """What a day cost. Nothing but the day is compulsory, and something must be told."""

    day = forms.DayField(label=gettext_lazy("Day"))
    hours = fields.DecimalField(
        label=gettext_lazy("Hours, with preparation and travel"),
        required=False,
        min_value=0,
        max_value=24,
        decimal_places=2,
        max_digits=4,
        widget=fields.NumberInput(attrs={"step": "0.25"}),
    )
    kilometres = fields.IntegerField(
        label=gettext_lazy("Kilometres"), required=False, min_value=0, max_value=5000
    )
    euros = fields.DecimalField(
        label=gettext_lazy("Euros that nobody has paid back"),
        required=False,
        min_value=0,
        max_value=10_000,
        decimal_places=2,
        max_digits=7,
    )
    half_days = fields.TypedChoiceField(
        label=gettext_lazy("Half-days of representation leave"),
        coerce=int,
        choices=[(number, str(number)) for number in range(MOST_HALF_DAYS + 1)],
        initial=0,
        widget=fields.RadioSelect,
    )
    words = fields.CharField(label=gettext_lazy("What for?"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", today())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        names = ("hours", "kilometres", "euros", "half_days")
        if not self.errors and not any(data.get(name) for name in names):
            self.add_error(None, _("Write at least one figure."))
        return data

    def facts(self) -> CostFacts:
        told = self.cleaned_data
        return CostFacts(
            day=told["day"],
            minutes=round((told["hours"] or 0) * 60),
            kilometres=told["kilometres"] or 0,
            cents=round((told["euros"] or 0) * 100),
            half_days=told["half_days"],
            words=told["words"].strip(),
        )


class TrainingForm(forms.Form):
    """When the basic training was done; empty, not yet."""

    done_on = forms.DayField(label=gettext_lazy("Day of the basic training"), required=False)


class HandoverForm(forms.Form):
    """What the next must know, a little at a time."""

    words = fields.CharField(
        label=gettext_lazy("What the next person in this seat must know"),
        required=False,
        max_length=LONGEST,
        widget=text_area(10),
        help_text=gettext_lazy(
            "Those who sit there for users read it, now and after you. Write nothing about a "
            "person. Without any text, it is removed."
        ),
    )


class ReceivedForm(forms.Form):
    """On which day a paper came."""

    day = forms.DayField(label=gettext_lazy("On which day did the paper come?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", today())

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > today():
            raise ValidationError(_("Choose today or an earlier day."))
        return day


class ApprovalForm(forms.Form):
    """An approval of an association: level, number, last day."""

    level = fields.ChoiceField(
        label=gettext_lazy("Level"), choices=Approval.Level, widget=fields.RadioSelect
    )
    number = fields.CharField(
        label=gettext_lazy("Number of the order"), required=False, max_length=40
    )
    until = forms.DayField(label=gettext_lazy("Last day"))


class DeputyForm(forms.Form):
    """Which deputy sits, where the rule of the body lets the holder choose."""

    deputy = fields.ChoiceField(
        label=gettext_lazy("Which deputy sits in your place?"), widget=fields.RadioSelect
    )

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choices = [(key, name) for key, (_mandate, name) in people.items()]
        self.fields["deputy"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Mandate:
        return self.people[self.cleaned_data["deputy"]][0]
