"""The form of a material, which is a resource of the library."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from entrepairs.events.forms.rows import TITLE_LINES, TITLES, BilingualForm
from entrepairs.events.models import Event, Material
from entrepairs.library.models import Resource
from entrepairs.vocabulary.choices import languages


class MaterialForm(BilingualForm):
    class Meta:
        model = Resource
        fields = ("title_fr", "title_en", "publisher", "language")
        labels = {**TITLES, "publisher": _("Publisher")}
        widgets = TITLE_LINES

    kind = fields.ChoiceField(label=_("Type"), choices=Material.What)
    of = fields.ChoiceField(label=_("It belongs to"), required=False)
    url = fields.URLField(
        label=_("Location"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Its address on another site. Leave empty to list it as “not available yet”."),
    )
    language = fields.ChoiceField(label=_("Its language"), choices=languages)

    def __init__(self, *args: Any, event: Event, only: bool = False, **kwargs: Any) -> None:
        """`only`: of one session or talk, which the page names."""
        super().__init__(*args, **kwargs)
        if only:
            del self.fields["of"]
            return
        sessions = event.sessions.order_by("starts_at", "order")
        choices = [("", _("the whole event")), *((s.key, str(s.title)) for s in sessions)]
        self.fields["of"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        is_link = data.get("kind") == Material.What.LINK
        if is_link and not data.get("url") and "url" not in self.errors:
            self.add_error("url", _("Enter the address of the link."))
        return data
