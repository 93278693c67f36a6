"""Forms of those who prepare the event, and of those who read for it."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.calls import decision_letters
from entrepairs.calls.models import (
    LONGEST,
    Call,
    Question,
    Review,
    SubmissionDecision,
    SubmissionKind,
)
from entrepairs.core.timezones import zone_named
from entrepairs.events.forms import line_in, text_in
from entrepairs.events.models import Event, Session
from entrepairs.meetings.local_times import moment
from entrepairs.ui import forms

EVENING = dt.time(23, 59)
SESSION_KINDS = [(kind.value, kind.label) for kind in Session.Kind if kind != Session.Kind.BREAK]


class Dated(forms.Form):
    """Days and hours on the clocks of the event."""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def moment_of(self, name: str) -> dt.datetime | None:
        day, clock = self.cleaned_data.get(f"{name}_on"), self.cleaned_data.get(f"{name}_clock")
        if day is None or clock is None:
            return None
        try:
            return moment(day, clock, self.event.time_zone)
        except ValidationError as error:
            self.add_error(f"{name}_clock", error)
            return None


class CallForm(Dated):
    words_fr = fields.CharField(
        label=_("What you are looking for, in French"),
        required=False,
        max_length=5000,
        widget=text_in("fr", 6),
    )
    words_en = fields.CharField(
        label=_("What you are looking for, in English"),
        required=False,
        max_length=5000,
        widget=text_in("en", 6),
    )
    opens_on = forms.DayField(label=_("Opening date"))
    opens_clock = forms.ClockField(label=_("at"))
    closes_on = forms.DayField(label=_("Closing date"))
    closes_clock = forms.ClockField(label=_("at"))
    longest = fields.IntegerField(
        label=_("Longest summary, in characters"),
        min_value=100,
        max_value=20000,
        initial=LONGEST,
        help_text=_("2,000 characters are about a page."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["opens_at"], data["closes_at"] = self.moment_of("opens"), self.moment_of("closes")
        if data["opens_at"] and data["closes_at"] and data["closes_at"] <= data["opens_at"]:
            self.add_error("closes_on", _("The closing date is before the opening date."))
        return data

    def call_values(self) -> dict[str, Any]:
        names = ("words_fr", "words_en", "opens_at", "closes_at", "longest")
        return {name: self.cleaned_data[name] for name in names}


def values_for_call_form(event: Event, call: Call | None) -> dict[str, Any]:
    zone = zone_named(event.time_zone)
    if call is None:
        today = timezone.now().astimezone(zone).date()
        return {"opens_on": today, "opens_clock": dt.time(), "closes_clock": EVENING}
    opens, closes = call.opens_at.astimezone(zone), call.closes_at.astimezone(zone)
    return {
        "words_fr": call.words_fr,
        "words_en": call.words_en,
        "longest": call.longest,
        "opens_on": opens.date(),
        "opens_clock": opens.time(),
        "closes_on": closes.date(),
        "closes_clock": closes.time(),
    }


class ReopenForm(Dated):
    until_on = forms.DayField(label=_("Open until"))
    until_clock = forms.ClockField(label=_("at"), initial=EVENING)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["until"] = self.moment_of("until")
        if data["until"] and data["until"] <= timezone.now():
            self.add_error("until_on", _("This date is in the past. Choose a later one."))
        return data


class KindForm(forms.ModelForm):
    class Meta:
        model = SubmissionKind
        fields = ("name_fr", "name_en", "minutes", "becomes")

    name_fr = fields.CharField(
        label=_("Name in French"), required=False, max_length=120, widget=line_in("fr")
    )
    name_en = fields.CharField(
        label=_("Name in English"), required=False, max_length=120, widget=line_in("en")
    )
    minutes = fields.IntegerField(
        label=_("How long, in minutes"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Leave empty if it has no set length."),
    )
    becomes = fields.ChoiceField(label=_("In the programme it becomes"), choices=SESSION_KINDS)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data["name_fr"] and not data["name_en"]:
            self.add_error("name_fr", _("Enter a name in at least one language."))
        return data


class QuestionForm(forms.ModelForm):
    class Meta:
        model = Question
        fields = (
            *("words_fr", "words_en", "kind", "choices_fr", "choices_en"),
            *("compulsory", "for_readers"),
        )

    words_fr = fields.CharField(
        label=_("Question in French"), required=False, max_length=300, widget=line_in("fr")
    )
    words_en = fields.CharField(
        label=_("Question in English"), required=False, max_length=300, widget=line_in("en")
    )
    kind = fields.ChoiceField(label=_("Type of answer"), choices=Question.Kind)
    choices_fr = fields.CharField(
        label=_("Choices in French, one per line"),
        required=False,
        max_length=3000,
        widget=text_in("fr", 3),
    )
    choices_en = fields.CharField(
        label=_("Choices in English, one per line"),
        required=False,
        max_length=3000,
        widget=text_in("en", 3),
    )
    compulsory = fields.BooleanField(label=_("This question is required"), required=False)
    for_readers = fields.BooleanField(
        label=_("Show the answer to reviewers"),
        required=False,
        help_text=_("Leave this off for anything that could show who wrote the contribution."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data["words_fr"] and not data["words_en"]:
            self.add_error("words_fr", _("Enter the question in at least one language."))
        if data.get("kind") == Question.Kind.CHOICE:
            self._check_choices(data)
        return data

    def _check_choices(self, data: dict[str, Any]) -> None:
        numbers = [
            sum(bool(line.strip()) for line in data.get(name, "").splitlines())
            for name in ("choices_fr", "choices_en")
        ]
        if max(numbers) < 2:
            self.add_error("choices_fr", _("Give at least two choices, each on its line."))
        elif all(numbers) and numbers[0] != numbers[1]:
            self.add_error(
                "choices_en", _("Give as many choices in both languages, in the same order.")
            )


class ReviewForm(forms.Form):
    VALUES = ("advice", "for_authors", "for_organisers")

    advice = fields.ChoiceField(
        label=_("What do you advise?"), choices=Review.Advice, widget=fields.RadioSelect
    )
    for_authors = fields.CharField(
        label=_("For the authors"),
        required=False,
        max_length=5000,
        widget=fields.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Authors read this after all decisions, without knowing who wrote it. "
            "Write as you would to a peer."
        ),
    )
    for_organisers = fields.CharField(
        label=_("For the organisers"),
        required=False,
        max_length=5000,
        widget=fields.Textarea(attrs={"rows": 3}),
        help_text=_("Authors cannot read this. The page of the call tells them that it exists."),
    )


class LettersForm(forms.Form):
    """One text for each outcome and each language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"fr": _("In French"), "en": _("In English")}
        for outcome in SubmissionDecision.Outcome.values:
            for language in decision_letters.LANGUAGES:
                self.fields[f"{outcome}_{language}"] = fields.CharField(
                    label=names[language],
                    required=False,
                    max_length=5000,
                    widget=text_in(language, 8),
                )

    def parts(self) -> list[tuple[Any, list[Any]]]:
        return [
            (label, [self[f"{outcome}_{language}"] for language in decision_letters.LANGUAGES])
            for outcome, label in SubmissionDecision.Outcome.choices
        ]

    def letters(self) -> dict[str, dict[str, str]]:
        """What is as Entrepairs proposes stays empty: it will follow."""
        data = self.cleaned_data

        def own_words(outcome: str, language: str) -> str:
            text = data[f"{outcome}_{language}"].replace("\r\n", "\n").strip()
            return "" if text == decision_letters.propose_letter(outcome, language) else text

        return {
            outcome: {
                f"words_{language}": own_words(outcome, language)
                for language in decision_letters.LANGUAGES
            }
            for outcome in SubmissionDecision.Outcome.values
        }
