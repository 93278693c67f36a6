"""Parts of several forms: who will see it, own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.models import Audience

NOTE_LENGTH = 1000
ABOUT_ONESELF = _("About yourself only: please do not write about other people.")


class AudienceField(forms.TypedChoiceField):
    """Who will see it."""

    def __init__(self, **kwargs: Any) -> None:
        known: dict[str, Any] = {
            "label": _("Who can see this?"),
            "choices": Audience.choices,
            "coerce": int,
        }
        super().__init__(**known | kwargs)


class NoteField(forms.CharField):
    """In their own words."""

    def __init__(self, **kwargs: Any) -> None:
        known: dict[str, Any] = {
            "label": _("In your own words"),
            "help_text": ABOUT_ONESELF,
            "required": False,
            "max_length": NOTE_LENGTH,
            "widget": forms.Textarea(attrs={"rows": 3}),
        }
        super().__init__(**known | kwargs)
