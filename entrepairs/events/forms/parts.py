"""Forms of what a programme is made of beside sessions and talks: speakers, rooms, tracks."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from entrepairs.events.forms.rows import RowForm, line_in, text_in
from entrepairs.events.models import Room, Speaker, Track
from entrepairs.vocabulary.choices import countries


class SpeakerForm(RowForm):
    class Meta:
        model = Speaker
        fields = (
            "name",
            "discipline",
            "position",
            "affiliation",
            "country",
            "about_fr",
            "about_en",
        )
        labels = {
            "name": _("Name, as they chose it"),
            "discipline": _("Discipline"),
            "position": _("Role"),
            "affiliation": _("Organisation"),
            "about_fr": _("About this person, in French"),
            "about_en": _("About this person, in English"),
        }
        widgets = {"about_fr": text_in("fr", 3), "about_en": text_in("en", 3)}

    country = fields.ChoiceField(label=_("Country"), required=False, choices=countries)


class RoomForm(RowForm):
    part = ""  # which of the forms of the page it is

    class Meta:
        model = Room
        fields = ("name",)
        labels = {"name": _("Name of the room")}


class TrackForm(RowForm):
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
