"""Forms about files."""

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.files import filenames
from entrepairs.files.refusal_messages import reason
from entrepairs.files.types import Refused, kinds
from entrepairs.library.forms import language_choices
from entrepairs.library.models import File
from entrepairs.ui import formats, forms

AT_ONCE = 20


class FileChooser(django_forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class UploadsField(django_forms.FileField):
    """One file or several."""

    widget = FileChooser

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(UploadsField, self).clean(upload, initial) for upload in given]


class AboutForm(forms.Form):
    """What a file is for."""

    use = django_forms.ChoiceField(
        label=gettext_lazy("Type of file"),
        choices=File.Use.choices,
        initial=File.Use.ORIGINAL,
    )
    language = django_forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(
        self, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        fields: Any = self.fields
        codes = language_choices(str((initial or {}).get("language", "")))
        fields["language"].choices = [("", _("Same as the item, or no words")), *codes]


class SendForm(AboutForm):
    """Files to add."""

    chosen = UploadsField(label=gettext_lazy("Files"), max_length=255, allow_empty_file=True)
    field_order = ("chosen",)

    def __init__(
        self, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        field = self.fields["chosen"]
        field.widget.attrs["accept"] = ",".join(accepted_types())
        sizes = {
            "form": formats.size(settings.FILES_LARGEST_BY_FORM),
            "most": formats.size(settings.FILES_LARGEST),
        }
        field.help_text = (
            _(
                "Documents, pictures, sound or video, up to %(most)s (%(form)s "
                "without JavaScript). We remove the location from photos, and the "
                "names of authors and commenters from office files and PDFs."
            )
            % sizes
        )

    def clean_chosen(self) -> list[Any]:
        found: list[Any] = self.cleaned_data["chosen"]
        if len(found) > AT_ONCE:
            raise django_forms.ValidationError(_("At most %(n)s files at once.") % {"n": AT_ONCE})
        return found


class ReplaceForm(SendForm):
    """One file in the place of another."""

    def __init__(
        self, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["chosen"].label = _("The new file")
        self.fields["chosen"].widget.allow_multiple_selected = False
        del self.fields["use"], self.fields["language"]

    def clean_chosen(self) -> list[Any]:
        if len(found := super().clean_chosen()) > 1:
            raise django_forms.ValidationError(_("Choose only one file."))
        return found


class NameForm(AboutForm):
    """What a file is called."""

    name = django_forms.CharField(
        label=gettext_lazy("File name"),
        max_length=filenames.LONGEST,
        help_text=gettext_lazy("Readers see this name, and the file is saved under it."),
    )
    field_order = ("name",)

    def clean_name(self) -> str:
        try:
            return filenames.clean(self.cleaned_data["name"])
        except Refused as refused:
            raise django_forms.ValidationError(refusal_text(refused)) from None


def refusal_text(refused: Refused) -> str:
    """Why, and what helps."""
    why = reason(refused.reason)
    return f"{why.what} {why.instead}"


def accepted_types() -> list[str]:
    """What the browser offers to choose from."""
    found = [kind.media_type for kind in kinds().values()]
    return found + [f".{end}" for kind in kinds().values() for end in kind.ends]
