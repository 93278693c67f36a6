"""Fields that take files."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.files import filenames
from entrepairs.files.refusal_messages import refusal_text
from entrepairs.files.types import Refused, kinds

AT_ONCE = 20
WHAT_IS_KEPT = gettext_lazy(
    "Documents, pictures, sound or video, up to %(most)s (%(form)s "
    "without JavaScript). We remove the location from photos, and the "
    "names of authors and commenters from office files and PDFs."
)


class FileNameField(forms.CharField):
    """The name of a file."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("File name"),
            max_length=filenames.LONGEST,
            help_text=gettext_lazy("Readers see this name, and the file is saved under it."),
        )

    def clean(self, value: Any) -> str:
        try:
            return filenames.clean(super().clean(value))
        except Refused as refused:
            raise forms.ValidationError(refusal_text(refused)) from None


class FileChooser(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class UploadsField(forms.FileField):
    """One file or several."""

    widget = FileChooser
    most = AT_ONCE

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=255, allow_empty_file=True, **more)
        self.widget.attrs["accept"] = ",".join(accepted_types())

    def take_only_one(self, label: str) -> None:
        self.label, self.most = label, 1
        self.widget.allow_multiple_selected = False

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        found = [super(UploadsField, self).clean(upload, initial) for upload in given]
        if len(found) > self.most:
            one = _("Choose only one file.")
            many = _("At most %(n)s files at once.") % {"n": self.most}
            raise forms.ValidationError(one if self.most == 1 else many)
        return found


def accepted_types() -> list[str]:
    """What the browser offers to choose from."""
    found = [kind.media_type for kind in kinds().values()]
    return found + [f".{end}" for kind in kinds().values() for end in kind.ends]
