"""Forms of decisions: a proposal and its days, an answer, words about it."""

import datetime as dt
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.decisions.actions.answers import GivenAnswer
from entrepairs.decisions.actions.proposals import Wording
from entrepairs.decisions.models import LEAST_TO_ANSWER, Choice
from entrepairs.groups.forms import text_area
from entrepairs.ui import forms

HOUR = dt.time(18)  # answers close at the end of an afternoon
LONGEST_DAYS = 366
FOR_QUESTIONS, FOR_ANSWERS, REVIEW_MONTHS = 3, 10, 6  # what a form suggests


class Hinted(str):
    """A label with a second line."""

    hint: Any = ""


def hinted(label: Any, hint: Any) -> Any:
    found = Hinted(label)
    found.hint = hint
    return found


class WordingForm(forms.Form):
    """What is proposed, and the days."""

    words = fields.CharField(
        label=gettext_lazy("What you propose"),
        max_length=2000,
        widget=text_area(5),
        help_text=gettext_lazy("What would be done, by whom, from when, until when."),
    )
    questions_until = forms.DayField(
        label=gettext_lazy("Questions until"),
        required=False,
        help_text=gettext_lazy("Answers begin then, at 18:00. Empty: they begin at once."),
    )
    closes_on = forms.DayField(
        label=gettext_lazy("Answers until"),
        help_text=gettext_lazy("At 18:00. Nobody can close them alone before."),
    )
    review_on = forms.DayField(
        label=gettext_lazy("Adopted until"),
        help_text=gettext_lazy("That day, the group looks at it again."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        now = timezone.now()
        opens = at_hour(said["questions_until"]) if said.get("questions_until") else None
        closes = at_hour(said["closes_on"]) if said.get("closes_on") else None
        if opens and opens <= now:
            self.add_error("questions_until", _("Choose a day in the future, or none."))
        if closes and closes < (opens or now) + LEAST_TO_ANSWER:
            self.add_error("closes_on", _("Leave at least half a day to answer."))
        if closes and closes > now + dt.timedelta(days=LONGEST_DAYS):
            self.add_error("closes_on", _("Choose a day within a year."))
        review = said.get("review_on")
        if closes and review and at_hour(review) <= closes:
            self.add_error("review_on", _("Choose a day after the answers."))
        return said

    def wording(self) -> Wording:
        said = self.cleaned_data
        opens = said.get("questions_until")
        return Wording(
            words=said["words"],
            opens_at=at_hour(opens) if opens else None,
            closes_at=at_hour(said["closes_on"]),
            review_on=said["review_on"],
            changes=said.get("changes", ""),
        )


class ProposalForm(WordingForm):
    """A proposal that is new."""

    title = fields.CharField(
        label=gettext_lazy("The question, in a few words"),
        max_length=120,
        help_text=gettext_lazy("For instance: “Open on Sunday afternoons too?”"),
    )
    field_order = ("title", "words")


class AmendForm(WordingForm):
    """Other words for it."""

    changes = fields.CharField(
        label=gettext_lazy("What changes, and which objection that lifts"),
        required=False,
        max_length=500,
        widget=text_area(2),
    )
    field_order = ("words", "changes")


def at_hour(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, HOUR))


def first_days() -> dict[str, dt.date]:
    """What a new proposal suggests."""
    today = timezone.localdate()
    closes = today + dt.timedelta(days=FOR_ANSWERS)
    return {
        "questions_until": today + dt.timedelta(days=FOR_QUESTIONS),
        "closes_on": closes,
        "review_on": closes + relativedelta(months=REVIEW_MONTHS),
    }


CHOICES = {
    Choice.FINE: "",
    Choice.LIVE: gettext_lazy("Not my first choice, no objection"),
    Choice.OBJECTION: gettext_lazy(
        "Something is missing, and the group must talk about it before it is adopted"
    ),
    Choice.PASS: "",
}


class AnswerForm(forms.Form):
    """An answer. Its two buttons say under which name."""

    choice = fields.ChoiceField(
        label=gettext_lazy("And you?"), widget=fields.RadioSelect(attrs={"class": "one"})
    )
    words = fields.CharField(
        label=gettext_lazy("What you want to say to the group"),
        required=False,
        max_length=1000,
        widget=text_area(3),
        help_text=gettext_lazy("For an objection: what would lift it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["choice"]
        choice.choices = [(one.value, hinted(one.label, hint)) for one, hint in CHOICES.items()]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("choice") == Choice.OBJECTION and not str(said.get("words", "")).strip():
            self.add_error("words", _("Say what would lift your objection."))
        return said

    def said(self) -> GivenAnswer:
        return GivenAnswer(self.cleaned_data["choice"], self.cleaned_data["words"])


class RemarkForm(forms.Form):
    """A question, a reply, advice."""

    words = fields.CharField(
        label=gettext_lazy("Your question"), max_length=1000, widget=text_area(2)
    )
