"""Forms of those who begin and change series."""

from typing import Any

from django import forms as django_forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.library.forms import SOME, check_title
from entrepairs.library.models import Series
from entrepairs.ui import forms

# Words of addresses below /library/, where a key may stand in place of "series".
TAKEN = {"new", "change", "voices", "words", "play"}


class SeriesForm(forms.RowForm):
    class Meta:
        model = Series
        fields = ["title_fr", "title_en", "about_fr", "about_en"]
        labels = {
            "title_fr": gettext_lazy("Title in French"),
            "title_en": gettext_lazy("Title in English"),
            "about_fr": gettext_lazy("Short description, in French"),
            "about_en": gettext_lazy("Short description, in English"),
        }
        widgets = {"about_fr": django_forms.Textarea(SOME), "about_en": django_forms.Textarea(SOME)}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_title(self, cleaned)
        return cleaned


class NewSeriesForm(SeriesForm):
    slug = django_forms.SlugField(
        label=gettext_lazy("Its short name, in its address"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "Letters without accents, digits and hyphens, such as expeerts. "
            "It does not change afterwards. Empty: from the title."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("slug"):
            cleaned["slug"] = slugify(cleaned["title_fr"] or cleaned["title_en"])[:40].strip("-")
            if not cleaned["slug"]:
                self.add_error("slug", _("Choose an address: the title has no letters we can use."))
        if cleaned.get("slug") in TAKEN:
            self.add_error("slug", _("This word is already used by a page."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """The slug is told apart: it is chosen once."""
        return {name: value for name, value in super().told().items() if name != "slug"}
