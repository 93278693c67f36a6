"""Forms of calls and candidacies: filled in from what is known here, changed by their writer."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.person_names import split_name
from entrepairs.people.models import Organisation, Person
from entrepairs.ui import forms
from entrepairs.ui.formats import today
from entrepairs.vacancies.actions.calls import CallFacts
from entrepairs.vacancies.actions.candidacies import CandidacyFacts
from entrepairs.vacancies.models import MOST_WORDS, VacancyCall


class CallForm(forms.Form):
    """The text, the last day, and what the agency's form asks about the association."""

    words = fields.CharField(
        label=gettext_lazy("Text of the call"),
        max_length=MOST_WORDS,
        widget=fields.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What the seat is for, how much time it takes, who helps. Public."),
    )
    until = forms.DayField(label=gettext_lazy("Open until"))
    approved = fields.CharField(
        label=gettext_lazy("Approved association that proposes"), max_length=160, required=False
    )
    approval = fields.CharField(
        label=gettext_lazy("Approval number"), max_length=40, required=False
    )
    mail = fields.EmailField(label=gettext_lazy("General email of the association"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("approved", organisation.name)

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        if until < today():
            raise fields.ValidationError(_("Choose today or a later day."))
        return until

    def facts(self) -> CallFacts:
        return CallFacts(**{name: self.cleaned_data[name] for name in CallFacts.__slots__})


def initial_of_call(call: VacancyCall) -> dict[str, Any]:
    return {name: getattr(call, name) for name in CallFacts.__slots__}


class CandidacyForm(forms.Form):
    """What the agency's form asks about a candidate. Nothing is ticked before they choose."""

    given = fields.CharField(label=gettext_lazy("First name"), max_length=80)
    family = fields.CharField(label=gettext_lazy("Family name"), max_length=80)
    email = fields.EmailField(label=gettext_lazy("Email"))
    telephone = fields.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    words = fields.CharField(
        label=gettext_lazy("Why you offer yourself"),
        max_length=MOST_WORDS,
        required=False,
        widget=fields.Textarea(attrs={"rows": 4}),
    )
    publish = forms.YesNoField(
        label=gettext_lazy("If you are named, may the agency publish your name and email?"),
        help_text=gettext_lazy("Both answers are fine: a no takes nothing from your candidacy."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = split_name(person.name)
        self.initial["given"] = parts.given or parts.family
        self.initial["family"] = parts.family if parts.given else ""

    def facts(self) -> CandidacyFacts:
        return CandidacyFacts(
            **{name: self.cleaned_data[name] for name in CandidacyFacts.__slots__}
        )
