"""Forms of teams: what a team is, and which role is offered in it."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.models import Organisation
from entrepairs.people.queries import organisation_named
from entrepairs.roles.forms import RoleTermsForm
from entrepairs.ui import forms
from entrepairs.ui.formats import today


class TeamForm(forms.Form):
    """What a team is called, and what it does."""

    name = fields.CharField(label=gettext_lazy("Name of the team"), max_length=120)
    about = fields.CharField(
        label=gettext_lazy("What the team does"),
        required=False,
        max_length=1000,
        widget=fields.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Read by those who are in it, or asked to join."),
    )


class StartForm(TeamForm):
    """Likewise, and of which organisation."""

    organisation = fields.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class RoleForm(RoleTermsForm):
    """In a team: for whom, and until when."""

    last_day = forms.DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave empty if no end is planned."),
    )
    organisation = fields.CharField(
        label=gettext_lazy("For another organisation: its name"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("If the person works in the team for another organisation."),
    )

    def clean_last_day(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["last_day"]
        if day is not None and day < today():
            raise fields.ValidationError(_("Choose today, or a later day."))
        return day

    def clean_organisation(self) -> Organisation | None:
        name: str = self.cleaned_data["organisation"]
        if not name.strip():
            return None
        found = organisation_named(name)
        if found is None:
            raise fields.ValidationError(
                _("We do not know this organisation. Look up its name in the list.")
            )
        return found
