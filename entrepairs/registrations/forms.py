from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from entrepairs.registrations.models import Announcement
from entrepairs.ui import forms


class RegisterForm(forms.Form):
    """Asks for a name and nothing else that must be told."""

    name = forms.NameField(
        label=_("Name to use at the event"),
        max_length=120,
        help_text=_("As it will be on your badge. Only the organisers can read it."),
    )
    mail = fields.EmailField(
        label=_("An email address"),
        required=False,
        max_length=200,
        help_text=_(
            "We write to this address so that you can confirm. Without an address, the "
            "organisers confirm your place."
        ),
    )
    needs = fields.CharField(
        label=_("What would make it easier for you to come"),
        required=False,
        max_length=1000,
        widget=fields.Textarea(attrs={"rows": 3}),
        help_text=_("Sign language, a chair near the door, someone to come with, a meal…"),
    )
    agreed = fields.BooleanField(
        label=_(
            "The organisers can read this. It is deleted 30 days after the event, or when I cancel."
        ),
        required=False,
    )

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:  # told like everything else, by the ways they chose
            del self.fields["mail"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("needs") and not said.get("agreed"):
            self.add_error("agreed", _("Tick this box, or leave the text above empty."))
        return said


class AddForm(RegisterForm):
    """Who telephones, by those who prepare the event."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_in=False, **kwargs)
        self.fields["name"].label = _("Their name")
        self.fields["mail"].label = _("Their email address")
        self.fields["mail"].help_text = _("To receive news of the registration, and to cancel it.")
        self.fields["needs"].label = _("What would make it easier for them to come")
        self.fields["agreed"].label = _(
            "This person agrees that this is kept here, and deleted 30 days after the event."
        )


class EntranceForm(forms.PlainForm):
    """Who stands at the entrance, by name or by the code of their registration."""

    show_optional = False
    q = fields.CharField(
        label=_("Name or code of the person"), max_length=60, required=False, strip=True
    )


class AnnounceForm(forms.Form):
    to = fields.ChoiceField(
        label=_("To whom"),
        choices=Announcement.To,
        initial=Announcement.To.ALL,
        widget=fields.RadioSelect,
    )
    body = fields.CharField(
        label=_("Your message"),
        max_length=4000,
        widget=fields.Textarea(attrs={"rows": 8}),
    )
