"""Forms about files."""

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.files.forms import WHAT_IS_KEPT, FileNameField, UploadsField
from entrepairs.library.forms import language_choices
from entrepairs.library.models import File
from entrepairs.ui import formats, forms


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

    chosen = UploadsField(label=gettext_lazy("Files"))
    field_order = ("chosen",)

    def __init__(
        self, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        sizes = {
            "form": formats.size(settings.FILES_LARGEST_BY_FORM),
            "most": formats.size(settings.FILES_LARGEST),
        }
        self.fields["chosen"].help_text = WHAT_IS_KEPT % sizes


class ReplaceForm(SendForm):
    """One file in the place of another."""

    def __init__(
        self, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        chosen: Any = self.fields["chosen"]
        chosen.take_only_one(_("The new file"))
        del self.fields["use"], self.fields["language"]


class NameForm(AboutForm):
    """What a file is called."""

    name = FileNameField()
    field_order = ("name",)
