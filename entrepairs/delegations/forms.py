"""Forms of the drafts of a delegation."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy

from entrepairs.delegations.models import LONGEST, LONGEST_TITLE
from entrepairs.ui import forms


class WordsForm(forms.Form):
    """The next version of a draft. `after` is the number of the one that was read."""

    words = fields.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST,
        widget=fields.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=gettext_lazy("Write nothing about a patient."),
    )
    after = fields.IntegerField(min_value=1, max_value=30_000, widget=fields.HiddenInput)


class DraftForm(forms.Form):
    """A draft that is begun."""

    title = fields.CharField(
        label=gettext_lazy("Title"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("For example: what we say about waiting times."),
    )
    words = fields.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST,
        widget=fields.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=gettext_lazy("Write nothing about a patient."),
    )

    def said(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"], "words": self.cleaned_data["words"]}
