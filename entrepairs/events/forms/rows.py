"""What the forms of the rows of an event share."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from entrepairs.ui import forms


def line_in(language: str) -> Any:
    return fields.TextInput(attrs={"lang": language})


def text_in(language: str, rows: int = 4) -> Any:
    return fields.Textarea(attrs={"lang": language, "rows": rows})


class BilingualForm(forms.RowForm):
    """With a title in one language at least."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        titles = {"title_fr", "title_en"} | ({"title_other"} & set(self.fields))
        if not titles & set(self.errors) and not any(data.get(title) for title in titles):
            self.add_error("title_fr", _("Enter a title in at least one language."))
        others = [data.get("title_other"), data.get("about_other")]
        if any(others) and not data.get("other_language") and "other_language" not in self.errors:
            self.add_error("other_language", _("Choose the language."))
        return data


OTHER = ("title_other", "about_other", "other_language")
TITLES = {
    "title_fr": _("Title in French"),
    "title_en": _("Title in English"),
    "title_other": _("Title in another language"),
    "about_other": _("What it is about, in that language"),
}
TITLE_LINES = {
    "title_fr": line_in("fr"),
    "title_en": line_in("en"),
    "about_other": fields.Textarea(attrs={"rows": 3}),
}
