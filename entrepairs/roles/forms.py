"""Forms of roles: what is offered, and on which day they are looked at."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.roles.actions import RoleTerms
from entrepairs.roles.models import MOST_HOURS, HeldRole
from entrepairs.ui import forms
from entrepairs.ui.formats import today
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.queries import Term


def roles_offered() -> list[Term]:
    """Those that an organisation offers to its people."""
    return [term for term in vocabulary.concepts("role") if term.data.get("in_organisation")]


def statutes_offered() -> list[Term]:
    """Those under which one of these roles is usually held."""
    usual = {key for term in roles_offered() for key in term.data["usual_statutes"]}
    return [term for term in vocabulary.concepts("statute") if term.key in usual]


class RoleTermsForm(forms.Form):
    """A role, how it is held and how much of the week: in an organisation, or in a team of it."""

    role = fields.TypedChoiceField(label=gettext_lazy("Role"), coerce=int)
    statute = fields.TypedChoiceField(
        label=gettext_lazy("Status"), coerce=int, widget=fields.RadioSelect
    )
    hours = fields.DecimalField(
        label=gettext_lazy("Hours a week"),
        required=False,
        min_value=0.5,
        max_value=MOST_HOURS,
        decimal_places=1,
        localize=True,
        help_text=gettext_lazy("For instance 17.5. Leave empty if the hours are not fixed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles, statutes = roles_offered(), statutes_offered()
        self.fields["role"].choices = [("", "–"), *((one.id, one.label) for one in roles)]  # type: ignore[attr-defined]
        self.fields["statute"].choices = [(one.id, one.label) for one in statutes]  # type: ignore[attr-defined]


class OfferForm(RoleTermsForm):
    """With its days, or its share of full time."""

    share = fields.IntegerField(
        label=gettext_lazy("Or share of full time, in %"),
        required=False,
        min_value=1,
        max_value=100,
    )
    since = forms.DayField(label=gettext_lazy("First day"))
    until = forms.DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave empty if no end is planned."),
    )
    follows = forms.YesNoField(
        label=gettext_lazy("What happens to the role as it is now?"),
        no=gettext_lazy("It was wrong: this one takes its place"),
        yes=gettext_lazy("It was right: it ends the day before this one begins"),
    )

    def __init__(self, *args: Any, instead_of: HeldRole | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if instead_of is None:
            del self.fields["follows"]
            self.initial.setdefault("since", today())
            return
        names = ("hours", "share", "since", "until")
        now = {name: getattr(instead_of, name) for name in names}
        same = {"role": instead_of.role_id, "statute": instead_of.statute_id, "follows": False}
        self.initial = {**now, **same, **self.initial}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("hours") and data.get("share"):
            self.add_error("share", _("Give the hours a week or the share of full time, not both."))
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first day."))
        return data

    def terms(self) -> RoleTerms:
        told = self.cleaned_data
        return RoleTerms(
            role_id=told["role"],
            statute_id=told["statute"],
            since=told["since"],
            until=told["until"],
            hours=told["hours"],
            share=told["share"],
        )


class OnDayForm(forms.PlainForm):
    """On which day the roles of an organisation are looked at; today, if nothing is said."""

    on = forms.DayField(label=gettext_lazy("On which day?"), required=False)
    show_optional = False
