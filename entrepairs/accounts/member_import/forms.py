"""The forms of an import: the file, and which column is which."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.member_import.code_cards import LONGEST_MARK
from entrepairs.accounts.member_import.columns import FIELDS, NO_HEADERS
from entrepairs.core.plain_text import plain_line
from entrepairs.core.spreadsheet import Columns, Row, Table
from entrepairs.ui import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

LABELS: dict[str, "StrPromise"] = {
    "name": _("Name to use"),
    "called": _("A nickname or preferred name (used first when there is one)"),
    "family_name": _("Family name (only to tell two people apart; we do not store it)"),
    "reference": _("Number or reference (a mark for people of the same name, until they sign in)"),
    "language": _("Language"),
    "since": _("Member since"),
}


class FileForm(forms.PlainForm):
    file = django_forms.FileField(
        label=_("The list, as a CSV file"),
        help_text=_(
            "From your spreadsheet: Save as, CSV. Separators, accents and blank lines do not "
            "matter."
        ),
        widget=django_forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )


def _line_in_words(row: Row) -> str:
    words = " · ".join(cell for cell in row.cells if cell)
    return _("line %(number)s: %(words)s") % {"number": row.number, "words": words[:60]}


class ColumnsForm(forms.PlainForm):
    """The line that names the columns, and one choice of column for each field.

    Only the name is needed.
    """

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        headers = table.all_headers
        lines = [(str(row.number), _line_in_words(row)) for row in table.first_rows]
        self.fields["header_line"] = django_forms.ChoiceField(
            label=_("Which line names the columns?"),
            choices=[*lines, (str(NO_HEADERS), _("none: each line is a person"))],
            initial=str(table.header_line),
            required=False,
        )
        choices = [("", _("not in this list"))] + [
            (str(i), header or _("column %(number)s") % {"number": i + 1})
            for i, header in enumerate(headers)
        ]
        for name in FIELDS:
            self.fields[name] = django_forms.ChoiceField(
                label=LABELS[name], choices=choices, required=name == "name", help_text=""
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [cleaned[name] for name in FIELDS if cleaned.get(name)]
        if len(set(chosen)) != len(chosen):
            raise django_forms.ValidationError(_("The same column is used for two things."))
        return cleaned

    @property
    def columns(self) -> Columns:
        return {
            name: int(self.cleaned_data[name]) for name in FIELDS if self.cleaned_data.get(name)
        }


class MarksForm(forms.Form):
    """A few words for each of these people, who share a name with another of them."""

    show_optional = False

    def __init__(self, data: Any = None, *, people: Sequence[Any]) -> None:
        super().__init__(data)
        self.people = people
        for number, one in enumerate(people, 1):
            self.fields[f"mark-{one.key}"] = django_forms.CharField(
                label=_("%(number)s. %(name)s") % {"number": number, "name": one.name},
                initial=one.mark,
                required=False,
                max_length=LONGEST_MARK,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said: dict[tuple[str, str], str] = {}
        for one in self.people:
            name = f"mark-{one.key}"
            words = cleaned[name] = plain_line(cleaned.get(name, ""))
            if words and said.setdefault((one.name.casefold(), words.casefold()), name) != name:
                self.add_error(name, _("Another person of this name has the same mark."))
        return cleaned

    @property
    def marks(self) -> dict[int, str]:
        return {one.pk: self.cleaned_data[f"mark-{one.key}"] for one in self.people}
