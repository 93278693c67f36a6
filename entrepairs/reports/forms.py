"""Form of a report: one line, in the group's own words."""

from typing import Any

from django import forms as fields

from entrepairs.reports.lines_of_reports import LineKind
from entrepairs.ui import forms


class LineForm(forms.Form):
    """Empty: again what is known here."""

    words = fields.CharField(required=False, max_length=4000, widget=fields.Textarea)

    def __init__(self, *args: Any, kind: LineKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text = str(kind), kind.hint
        if kind.figure:
            field.widget = fields.TextInput(attrs={"inputmode": "numeric"})
