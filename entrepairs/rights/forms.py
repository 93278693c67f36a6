"""Forms of requests about data: one's own, and those that came on paper."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.models import Person
from entrepairs.rights.actions.requests import PaperRequest
from entrepairs.rights.models import DataRequest
from entrepairs.ui import forms
from entrepairs.ui.formats import today

MOST_WORDS = 2000
HERE = (DataRequest.Kind.CORRECT, DataRequest.Kind.OBJECT)
A_MONTH = dt.timedelta(days=30)  # a paper that is older has been late already


class RequestForm(forms.Form):
    """What I ask that has no button of its own."""

    kind = fields.ChoiceField(
        label=gettext_lazy("What you ask"),
        choices=[(kind.value, kind.label) for kind in HERE],
        widget=fields.RadioSelect,
    )
    words = fields.CharField(
        label=gettext_lazy("In your words"),
        max_length=MOST_WORDS,
        widget=fields.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Which data, and what should change. You do not have to say why."),
    )


class PaperRequestForm(forms.Form):
    """What a paper asks: for whom, by whom, since when. No copy of it is sent."""

    person = fields.ModelChoiceField(
        label=gettext_lazy("Person"), queryset=Person.objects.none(), empty_label="–"
    )
    standing = fields.ChoiceField(
        label=gettext_lazy("Who signed the paper"), choices=DataRequest.Standing.choices
    )
    kind = fields.ChoiceField(label=gettext_lazy("What is asked"), choices=DataRequest.Kind.choices)
    came_on = forms.DayField(label=gettext_lazy("The day the paper came"))
    words = fields.CharField(
        label=gettext_lazy("In their words"),
        max_length=MOST_WORDS,
        required=False,
        widget=fields.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only what is needed to answer. The person reads it."),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean_came_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["came_on"]
        if not today() - A_MONTH <= day <= today():
            raise fields.ValidationError(_("Choose a day of the last 30 days."))
        return day

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        died = told.get("kind") == DataRequest.Kind.DIED
        if died != (told.get("standing") == DataRequest.Standing.RELATIVE):
            both = _(
                "Choose “The person has died” and “A relative of a person who has died” together."
            )
            self.add_error("kind", both)
        return told

    def asked(self) -> PaperRequest:
        told = self.cleaned_data
        came = dt.datetime.combine(told["came_on"], dt.time(), timezone.get_current_timezone())
        return PaperRequest(told["kind"], told["standing"], came, told["words"])
