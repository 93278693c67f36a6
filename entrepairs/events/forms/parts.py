"""Forms of what a programme is made of beside sessions and talks: speakers, rooms, tracks."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from entrepairs.core.person_names import read_name, read_orcid, write_name
from entrepairs.events.forms.rows import line_in, text_in
from entrepairs.events.models import Room, Speaker, Track
from entrepairs.ui import forms
from entrepairs.vocabulary.choices import countries


class SpeakerForm(forms.RowForm):
    class Meta:
        model = Speaker
        fields = (
            "name",
            "discipline",
            "position",
            "affiliation",
            "country",
            "orcid",
            "about_fr",
            "about_en",
        )
        labels = {
            "name": _("Name, as they chose it"),
            "discipline": _("Discipline"),
            "position": _("Role"),
            "affiliation": _("Organisation"),
            "orcid": _("ORCID"),
            "about_fr": _("About this person, in French"),
            "about_en": _("About this person, in English"),
        }
        help_texts = {
            "name": _(
                "For references: “Dupré, Lise” says which is the family name. "
                "Put the name of a collective between quotes."
            ),
        }
        widgets = {"about_fr": text_in("fr", 3), "about_en": text_in("en", 3)}

    country = fields.ChoiceField(label=_("Country"), required=False, choices=countries)
    orcid = fields.CharField(label=_("ORCID"), required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["name"] = write_name(self.instance.name, self.instance.family)

    def clean_orcid(self) -> str:
        return read_orcid(self.cleaned_data["orcid"])

    def told(self) -> dict[str, Any]:
        """With what the name says of the family name."""
        name, family = read_name(self.cleaned_data["name"])
        return super().told() | {"name": name, "family": family}


class RoomForm(forms.RowForm):
    part = ""  # which of the forms of the page it is

    class Meta:
        model = Room
        fields = ("name",)
        labels = {"name": _("Name of the room")}


class TrackForm(forms.RowForm):
    part = ""

    class Meta:
        model = Track
        fields = ("name_fr", "name_en")
        labels = {"name_fr": _("Name in French"), "name_en": _("Name in English")}
        widgets = {"name_fr": line_in("fr"), "name_en": line_in("en")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data["name_fr"] or data["name_en"] or self.instance.name_other):
            self.add_error("name_fr", _("Enter a name in at least one language."))
        return data
