"""Forms of learning: what was learned or taught, a yes to it, an attestation of it, a check."""

from decimal import Decimal
from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.learning.actions.steps import StepFacts
from entrepairs.learning.models import MOST_MINUTES, Step
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary

MOST_WORDS = 1000
LARGEST = 200_000  # a badge is a small picture with a signature
COMMON = ("title", "place", "first_day", "last_day")


class StepForm(forms.Form):
    """What both sides have: a theme, where, when, how long."""

    title = fields.CharField(max_length=160)
    place = fields.CharField(max_length=160, required=False)
    first_day = forms.DayField(label=gettext_lazy("First day"), required=False)
    last_day = forms.DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave empty if it was one day."),
    )
    hours = fields.DecimalField(
        label=gettext_lazy("How many hours in all"),
        required=False,
        min_value=Decimal("0.1"),
        max_value=MOST_MINUTES // 60,
        decimal_places=2,
        localize=True,
        help_text=gettext_lazy("For instance 1.5. An attestation needs the hours and the day."),
    )

    def __init__(self, *args: Any, step: Step | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step is not None:
            self.initial = {**self.read_step(step), **self.initial}

    def read_step(self, step: Step) -> dict[str, Any]:
        told = {name: getattr(step, name) for name in COMMON}
        return told | {"hours": step.hours and round(step.hours, 2)}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if last and (first is None or last < first):
            self.add_error("last_day", _("The last day is before the first day."))
        return data

    def common(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in COMMON}
        hours = self.cleaned_data["hours"]
        return told | {"minutes": None if hours is None else max(1, round(hours * 60))}

    def facts(self) -> StepFacts:
        raise NotImplementedError


class LearnedForm(StepForm):
    """By living, among peers, at work or at a school: each counts alike."""

    way = fields.ChoiceField(
        label=gettext_lazy("How did you learn it?"),
        choices=forms.choices_of(Step.Way.choices),
        widget=fields.RadioSelect,
    )
    path = fields.TypedChoiceField(
        label=gettext_lazy("Is it one of these paths?"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    field_order = ("title", "way", "path", "place", "first_day", "last_day", "hours")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What did you learn?")
        self.fields["title"].help_text = _("In your own words. Only you read it, until you ask.")
        self.fields["place"].label = _("Where, or with whom?")
        paths = [(one.id, one.label) for one in vocabulary.concepts("path")]
        self.fields["path"].choices = [("", _("No, or I prefer not to say")), *paths]  # type: ignore[attr-defined]

    def read_step(self, step: Step) -> dict[str, Any]:
        return super().read_step(step) | {"way": step.way, "path": step.path_id}

    def facts(self) -> StepFacts:
        told = self.cleaned_data
        return StepFacts(way=told["way"], path_id=told["path"], **self.common())


class TaughtForm(StepForm):
    """To whom, with whom, and for what: stated each time."""

    level = fields.CharField(
        label=gettext_lazy("To whom?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For instance: nursing students, 2nd year."),
    )
    together = forms.YesNoField(
        label=gettext_lazy("Alone, or with another teacher?"),
        no=gettext_lazy("Alone"),
        yes=gettext_lazy("With another teacher"),
    )
    pay = fields.ChoiceField(
        label=gettext_lazy("What did you receive?"),
        choices=forms.choices_of(Step.Pay.choices),
        widget=fields.RadioSelect,
    )
    amount = fields.DecimalField(
        label=gettext_lazy("How much, in euros"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=7,
        decimal_places=2,
        localize=True,
        help_text=gettext_lazy(
            "The person whom you ask to confirm reads it. No attestation says it."
        ),
    )
    field_order = ("title", "place", "level", "first_day", "last_day", "hours")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What did you teach?")
        self.fields["place"].label = _("Where, and for whom?")

    def read_step(self, step: Step) -> dict[str, Any]:
        names = ("level", "together", "pay", "amount")
        return super().read_step(step) | {name: getattr(step, name) for name in names}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("amount") and data.get("pay") == Step.Pay.FREE:
            self.add_error(
                "amount", _("You wrote that you received nothing: leave the amount empty.")
            )
        return data

    def facts(self) -> StepFacts:
        told = self.cleaned_data
        return StepFacts(
            level=told["level"],
            together=told["together"],
            pay=told["pay"],
            amount=told["amount"],
            **self.common(),
        )


FORMS: dict[str, type[StepForm]] = {Step.Side.LEARNED: LearnedForm, Step.Side.TAUGHT: TaughtForm}


class ConfirmForm(forms.Form):
    """A yes, under the name and the work that who confirms wants to be read."""

    asked = fields.CharField(widget=fields.HiddenInput, max_length=40)  # when it was, as read
    confirmed_as = forms.NameField(
        label=gettext_lazy("Your name and your role, as the attestation says them"),
        max_length=160,
        help_text=gettext_lazy("For instance: Claire Martin, coordinator of GEM L’Escale"),
    )
    asked_again = fields.BooleanField(
        label=gettext_lazy("I would ask this person to teach again"), required=False
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked", step.asked_at and step.asked_at.isoformat())
        if not step.taught:
            del self.fields["asked_again"]


class AttestationForm(forms.Form):
    """The name and the words on it are its person's choice."""

    name = forms.NameField(
        label=gettext_lazy("Your name, as it is to be read"),
        max_length=120,
        help_text=gettext_lazy("An employer or a jury needs your name in full."),
    )
    words = fields.CharField(
        label=gettext_lazy("Your own words"),
        required=False,
        max_length=MOST_WORDS,
        widget=fields.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "They are set apart, as yours: nobody confirms them. Nothing is said of what you lived "
            "through unless you write it."
        ),
    )


class CheckForm(forms.PlainForm):
    """A code, or the file of a badge. What is sent is kept nowhere."""

    code = fields.CharField(label=gettext_lazy("Code on the attestation"), required=False)
    badge = fields.FileField(label=gettext_lazy("Or the badge, as a file (SVG)"), required=False)

    def clean_code(self) -> str:
        return "".join(sign for sign in str(self.cleaned_data["code"]).lower() if sign.isalnum())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        badge = data.get("badge")
        if badge and badge.size > LARGEST:
            self.add_error("badge", _("This file is too large to be a badge of this site."))
        if not badge and not data.get("code") and not self.errors:
            self.add_error("code", _("Write the code, or choose the file."))
        return data
