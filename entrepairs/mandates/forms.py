"""Forms of bodies and mandates."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.mandates.actions.bodies import BodyFacts
from entrepairs.mandates.models import MOST_DEPUTIES, Body, Term
from entrepairs.mandates.queries import terms_to_fill
from entrepairs.ui import forms
from entrepairs.ui.formats import day_short, today
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.clocks import last_day_of_term
from entrepairs.vocabulary.queries import Term as KindOfBody
from entrepairs.vocabulary.town_fields import add_place

FINESS = RegexValidator(
    r"^[0-9][0-9AB][0-9]{7}$",
    gettext_lazy("A FINESS number has 9 signs: 9 digits, or 2A and 2B for Corsica."),
)


class BodyForm(forms.Form):
    """The name of a body, where it is, the number of its facility."""

    name = fields.CharField(
        label=gettext_lazy("Name of the body"),
        max_length=160,
        help_text=gettext_lazy("For instance: Users’ commission of the hospital of Tours."),
    )
    town = fields.CharField(
        label=gettext_lazy("Town or village"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Of the facility, or where it sits. It says the region."),
    )
    finess = fields.CharField(
        label=gettext_lazy("FINESS number of the facility"),
        required=False,
        max_length=9,
        validators=[FINESS],
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        add_place(self, data)
        return data

    def facts(self) -> BodyFacts:
        told = self.cleaned_data
        return BodyFacts(told["name"], told["place"], told["finess"])


class NewBodyForm(BodyForm):
    """The same, with its kind, which does not change."""

    kind = fields.TypedChoiceField(label=gettext_lazy("Kind of body"), coerce=int)
    field_order = ("kind", "name", "town", "finess")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.id, one.label) for one in vocabulary.concepts("body")]
        self.fields["kind"].choices = [("", "–"), *kinds]  # type: ignore[attr-defined]


def initial_of_body(body: Body) -> dict[str, Any]:
    town = vocabulary.place_label(body.place) if body.place else ""
    return {"name": body.name, "town": town, "finess": body.finess}


class TermForm(forms.Form):
    """The first and last day of a term; the last is worked out where the law says how long."""

    since = forms.DayField(label=gettext_lazy("First day"))
    until = forms.DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave empty to count it from the length that the law gives."),
    )

    def __init__(self, *args: Any, kind: KindOfBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months = kind.data.get("term_months")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and not until and not self.errors:
            if not self.months:
                self.add_error("until", _("The law gives no length here. Write the last day."))
            else:
                data["until"] = last_day_of_term(since, self.months)
        elif since and until and until < since:
            self.add_error("until", _("The last day is before the first day."))
        return data


class LastDayForm(forms.Form):
    """Another last day of a term."""

    until = forms.DayField(label=gettext_lazy("Last day"))

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term
        self.initial.setdefault("until", term.until)

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        if until < self.term.since:
            raise fields.ValidationError(_("The last day is before the first day."))
        return until


class GoOnForm(forms.Form):
    """Who says that the seats go on until a new order."""

    source = fields.CharField(
        label=gettext_lazy("Who says so?"), max_length=300, widget=fields.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, term: Term, latest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("source", term.goes_on_source)
        words = _(
            "A letter, an order, a page, and its date. The seats are extended until, at the latest:"
        )
        self.fields["source"].help_text = f"{words} {day_short(latest)}"


class SeatForm(forms.Form):
    """A full seat for users, and how many deputies it has."""

    since = forms.DayField(label=gettext_lazy("Since when does this seat exist?"))
    deputies = fields.TypedChoiceField(
        label=gettext_lazy("How many deputies has it?"),
        coerce=int,
        choices=[(number, str(number)) for number in range(MOST_DEPUTIES + 1)],
        widget=fields.RadioSelect,
        help_text=gettext_lazy("In their order: the first is asked first."),
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("deputies", body.what.data.get("deputies_each", 0))
        self.initial.setdefault("since", today())

    def clean_since(self) -> dt.date:
        since: dt.date = self.cleaned_data["since"]
        if since > today():
            raise fields.ValidationError(_("Choose today or an earlier day."))
        return since


class ProposalForm(forms.Form):
    """In which term, and from which day on."""

    term = fields.TypedChoiceField(
        label=gettext_lazy("In which term?"), coerce=int, widget=fields.RadioSelect
    )
    since = forms.DayField(label=gettext_lazy("First day"))

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {term.pk: term for term in terms_to_fill(body)}
        self.fields["term"].choices = [  # type: ignore[attr-defined]
            (key, _("from %(first)s to %(last)s") % _days(term)) for key, term in self.terms.items()
        ]
        if self.terms:
            first = next(iter(self.terms.values()))
            self.initial.setdefault("term", first.pk)
            self.initial.setdefault("since", max(today(), first.since))

    def chosen_term(self) -> Term:
        return self.terms[self.cleaned_data["term"]]


def _days(term: Term) -> dict[str, str]:
    return {"first": day_short(term.since), "last": day_short(term.until)}
