"""The form that sends files of a sitting."""

from typing import Any

from django import forms as fields
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.files.forms import UploadsField
from entrepairs.minutes.models import SittingFile
from entrepairs.ui import formats, forms


class SendForm(forms.Form):
    """What the files are, and the files: a photograph of each page will do."""

    kind = fields.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=SittingFile.Kind.choices,
        widget=fields.RadioSelect,
    )
    chosen = UploadsField(label=gettext_lazy("Files, or photographs of paper"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = formats.size(settings.FILES_LARGEST_OF_SITTING)
        self.fields["chosen"].help_text = _(
            "Up to %(most)s each. We remove the location from photos, and the names of authors "
            "from documents. Send nothing about a patient."
        ) % {"most": most}
