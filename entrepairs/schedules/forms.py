"""Forms of an import: the file, and the button that saves what was understood of it."""

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from entrepairs.ui import forms


class FileForm(forms.PlainForm):
    file = fields.FileField(
        label=_("The programme, as a file"),
        help_text=_(
            "schedule.xml or schedule.json, as pretalx, frab and pentabarf export them;"
            " or a list (CSV) with a line for each talk."
        ),
        widget=fields.ClearableFileInput(attrs={"accept": ".xml,.json,.csv,.tsv,.txt"}),
    )


class SaveForm(forms.Form):
    """The file comes back with the button that saves it."""

    kept = fields.CharField(widget=fields.HiddenInput)
    without_gone = fields.BooleanField(
        label=_("Also remove what is here and not in the file"), required=False
    )
