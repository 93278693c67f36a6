"""Forms of a report, of a decision and of an appeal. Nothing is ticked before they are opened."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms as fields
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.models import Person
from entrepairs.safeguarding import house_rules, reportable
from entrepairs.safeguarding.actions.helps_me import HelpingWords
from entrepairs.safeguarding.actions.on_call import Span
from entrepairs.safeguarding.actions.reports import ReportWords
from entrepairs.safeguarding.actions.rulings import RulingWords
from entrepairs.safeguarding.helps_me_queries import tell_apart
from entrepairs.safeguarding.models import DATED, MOST_WORDS, OF_CIRCLE, Outcome, Report, Why
from entrepairs.ui import forms
from entrepairs.ui.formats import today

DIGITS = 4  # of a number within a house
LONGEST = dt.timedelta(days=366)  # a decision is limited


class ReportForm(forms.Form):
    """Why, what one would like, and whether what stood before is shown too."""

    why = fields.ChoiceField(
        label=gettext_lazy("What is wrong?"), choices=Why.choices, widget=fields.RadioSelect
    )
    more = fields.CharField(
        label=gettext_lazy("What we should understand"),
        max_length=MOST_WORDS,
        required=False,
        widget=fields.Textarea(attrs={"rows": 3}),
    )
    wants_removed = fields.BooleanField(
        label=gettext_lazy("I would like it to be removed"), required=False
    )
    wants_talk = fields.BooleanField(
        label=gettext_lazy("I would like somebody to talk with its author"), required=False
    )
    show_before = fields.BooleanField(
        label=gettext_lazy("Show the two messages before it too"),
        help_text=gettext_lazy("Their authors will see afterwards that these were read."),
        required=False,
    )

    def __init__(self, *args: Any, reported: reportable.Reported, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reported.before:
            del self.fields["show_before"]

    def words(self) -> ReportWords:
        return ReportWords(
            **{name: value for name, value in self.cleaned_data.items() if name != "once"}
        )


def outcomes_of(report: Report) -> list[tuple[str, str]]:
    """What can be decided of such a thing."""
    kind = reportable.kind_named(report.kind)
    left_out = set()
    if not (kind and kind.hides):
        left_out.add(Outcome.HIDE)
    if not (kind and kind.returns):
        left_out.add(Outcome.RETURN)
    if report.author_id is None:
        left_out |= {Outcome.MUTE, Outcome.EXCLUDE, Outcome.SUSPEND}
    if report.circle_id is None:
        left_out |= set(OF_CIRCLE)
    return [(one.value, str(one.label)) for one in Outcome if one not in left_out]


class RulingForm(forms.Form):
    """What is decided, and the reasons that both sides will read."""

    outcome = fields.ChoiceField(
        label=gettext_lazy("What you decide"), choices=Outcome.choices, widget=fields.RadioSelect
    )
    until = forms.DayField(label=gettext_lazy("Until"), required=False)
    facts = fields.CharField(
        label=gettext_lazy("What happened"),
        max_length=MOST_WORDS,
        widget=fields.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Both sides read it. Name nobody."),
    )
    rule = fields.ChoiceField(label=gettext_lazy("The rule"), required=False)
    own_rule = fields.CharField(
        label=gettext_lazy("Or a rule of the circle’s own agreement, in its words"),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes_of(report)  # type: ignore[attr-defined]
        rules = [(one.key, str(one.title)) for one in house_rules.rules_now().rules]
        self.fields["rule"].choices = [("", "–"), *rules]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        outcome, until = told.get("outcome"), told.get("until")
        if outcome in DATED and not until and "until" not in self.errors:
            self.add_error("until", _("Say until when: a decision is limited."))
        elif outcome in DATED and until and not today() <= until <= today() + LONGEST:
            self.add_error("until", _("Choose a day within the next year."))
        elif outcome not in DATED:
            told["until"] = None
        if outcome != Outcome.NOTHING and not told.get("rule") and not told.get("own_rule"):
            self.add_error("rule", _("Say which rule."))
        return told

    def words(self) -> RulingWords:
        return RulingWords(
            **{name: value for name, value in self.cleaned_data.items() if name != "once"}
        )


class AppealForm(forms.Form):
    words = fields.CharField(
        label=gettext_lazy("What you want to say"),
        max_length=MOST_WORDS,
        required=False,
        widget=fields.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Write what you like, or nothing."),
    )


class AskRotaForm(forms.Form):
    person = fields.ModelChoiceField(
        label=gettext_lazy("Person"), queryset=Person.objects.none(), empty_label="–"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


def weekdays() -> list[tuple[int, str]]:
    return forms.choices_of(WEEKDAYS.items())


class AskHoursForm(AskRotaForm):
    """Whom, and at which hours of which day."""

    weekday = fields.TypedChoiceField(
        label=gettext_lazy("Day"), choices=weekdays, coerce=int, initial=0
    )
    begins = forms.ClockField(label=gettext_lazy("From"))
    ends = forms.ClockField(label=gettext_lazy("To"))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = told.get("begins"), told.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Choose a later hour of the same day."))
        return told

    def span(self) -> Span:
        told = self.cleaned_data
        return Span(told["weekday"], told["begins"], told["ends"])


class HelpsMeForm(forms.Form):
    """What helps, what does not, whom to call, and who reads it."""

    helps = fields.CharField(
        label=gettext_lazy("What helps me"),
        max_length=MOST_WORDS,
        required=False,
        widget=fields.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For example: walk, call my sister, a quiet place, music."),
    )
    hinders = fields.CharField(
        label=gettext_lazy("What does not help"),
        max_length=MOST_WORDS,
        required=False,
        widget=fields.Textarea(attrs={"rows": 3}),
    )
    calls = fields.CharField(
        label=gettext_lazy("Whom to call"),
        max_length=1000,
        required=False,
        widget=fields.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One person a line: a name, then a number."),
    )
    readers = fields.TypedMultipleChoiceField(
        label=gettext_lazy("Who can see this?"),
        coerce=int,
        required=False,
        widget=fields.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only you, and those you tick, while you share a circle."),
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in people}
        choices = tell_apart(self.people.values())
        self.fields["readers"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["readers"]

    def words(self) -> HelpingWords:
        told = self.cleaned_data
        return HelpingWords(told["helps"], told["hinders"], told["calls"])

    def chosen(self) -> list[Person]:
        return [self.people[one] for one in self.cleaned_data.get("readers", [])]


class OnCallForm(forms.Form):
    """The number at which somebody on call is reached."""

    number = fields.CharField(
        label=gettext_lazy("Your number"),
        max_length=40,
        widget=fields.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("The people of the organisation see it until you stop."),
    )

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        if sum(letter.isdigit() for letter in number) < DIGITS:
            raise fields.ValidationError(_("This is not a telephone number."))
        return number
