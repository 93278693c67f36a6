"""The form of an event. Both languages stand side by side; one of them may stay empty."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from entrepairs.events.forms.rows import OTHER, TITLE_LINES, TITLES, BilingualForm, line_in, text_in
from entrepairs.events.models import Event
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.choices import languages, other_languages
from entrepairs.vocabulary.time_zones import zones_with
from entrepairs.vocabulary.town_fields import add_place


class EventForm(BilingualForm):
    class Meta:
        model = Event
        fields = (
            "kind",
            "title_fr",
            "title_en",
            "about_fr",
            "about_en",
            "for_whom_fr",
            "for_whom_en",
            *OTHER,
            "starts_on",
            "ends_on",
            "time_zone",
            "venue",
            "online",
            "link",
            "language",
            "capacity",
            "registers",
            "step_free",
            "sign_language",
            "captions",
            "quiet_room",
        )
        labels = {
            **TITLES,
            "about_fr": _("What it is about, in French"),
            "about_en": _("What it is about, in English"),
            "for_whom_fr": _("Who may come, in French"),
            "for_whom_en": _("Who may come, in English"),
            "venue": _("Where"),
            "online": _("Online participation is possible"),
            "registers": _("People register here, and join a waiting list when it is full"),
            "step_free": _("Step-free access"),
            "sign_language": _("French sign language"),
            "captions": _("Captions"),
            "quiet_room": _("Quiet room"),
        }
        help_texts = {
            "venue": _("The name of the place, and its street."),
            "about_fr": forms.MARKDOWN_HELP,
            "about_en": forms.MARKDOWN_HELP,
            "about_other": forms.MARKDOWN_HELP,
        }
        widgets = {
            **TITLE_LINES,
            "about_fr": text_in("fr"),
            "about_en": text_in("en"),
            "for_whom_fr": line_in("fr"),
            "for_whom_en": line_in("en"),
        }

    kind = fields.ChoiceField(label=_("Type"), choices=Event.Kind, widget=fields.RadioSelect)
    other_language = fields.ChoiceField(
        label=_("Which language"), required=False, choices=other_languages
    )
    starts_on = forms.DayField(label=_("First day"))
    ends_on = forms.DayField(
        label=_("Last day"), required=False, help_text=_("Leave empty for a one-day event.")
    )
    time_zone = fields.ChoiceField(label=_("Time zone"))
    town = fields.CharField(label=_("Town"), required=False, max_length=200)
    link = fields.URLField(
        label=_("Link to take part online"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Everyone will see it. Leave it empty if it is sent to those who come."),
    )
    language = fields.ChoiceField(label=_("Language spoken there"), choices=languages)
    capacity = fields.IntegerField(
        label=_("Number of places"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Leave empty for no limit."),
    )
    series = fields.CharField(
        label=_("Series"),
        required=False,
        max_length=200,
        help_text=_("If it comes back over the years: the name of all its editions."),
        widget=fields.TextInput(attrs={"list": "series-names"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self.instance
        zones: Any = self.fields["time_zone"]
        zones.choices = zones_with(event.time_zone, _("Current"))
        if event.pk:
            self.initial["series"] = str(event.series.title) if event.series else ""
            self.initial["town"] = vocabulary.place_label(event.place) if event.place else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["ends_on"] = data.get("ends_on") or data.get("starts_on")
        if data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The end is before the start."))
        add_place(self, data)
        return data
