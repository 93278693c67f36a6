"""Lines of a report that is written each year, in both languages: its kinds are data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as fields
from django.utils.translation import get_language

from entrepairs.ui import forms


@dataclass(frozen=True, slots=True)
class LineKind:
    """What is asked, in the language of the page."""

    key: str
    fr: str
    en: str
    fr_hint: str = ""
    en_hint: str = ""
    figure: bool = False  # a number of people
    kept: bool = False  # as it was written a year ago, until it is changed

    def __str__(self) -> str:
        return _in_language(self.fr, self.en)

    @property
    def hint(self) -> str:
        return _in_language(self.fr_hint, self.en_hint)


def _in_language(fr: str, en: str) -> str:
    return fr if (get_language() or "fr").startswith("fr") else en


def read_lines(raw: list[Mapping[str, Any]]) -> tuple[LineKind, ...]:
    return tuple(LineKind(**line) for line in raw)


class LineForm(forms.Form):
    """In their own words. Empty: again what is known here."""

    words = fields.CharField(required=False, max_length=4000, widget=fields.Textarea)

    def __init__(self, *args: Any, kind: LineKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text = str(kind), kind.hint
        if kind.figure:
            field.widget = fields.TextInput(attrs={"inputmode": "numeric"})
