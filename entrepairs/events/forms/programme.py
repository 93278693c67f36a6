"""Forms of a programme: its sessions and talks, each with hours and names."""

from typing import Any

from django import forms as fields
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.events.forms.hours import HoursForm
from entrepairs.events.forms.rows import OTHER, TITLE_LINES, TITLES, BilingualForm, text_in
from entrepairs.events.models import Session, Talk
from entrepairs.ui import forms
from entrepairs.vocabulary.choices import other_languages, spoken_languages

SPARE = 2  # empty lines for more names
MOST_NAMES = 40
NO_ROOM = pgettext_lazy("a room", "not known yet")


class NamesForm(HoursForm, BilingualForm):
    """With hours and names: a line for each name, and some more. Known names are suggested."""

    who: Any = ""
    other_language = fields.ChoiceField(
        label=_("Which language"), required=False, choices=other_languages
    )

    def __init__(self, *args: Any, names: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = names or []
        sent = sum(key.startswith("name_") for key in self.data)
        self.count = min(max(len(names) + SPARE, sent), MOST_NAMES)
        for number in range(1, self.count + 1):
            self.fields[f"name_{number}"] = fields.CharField(
                label=self.who % {"number": number},
                required=False,
                max_length=300,
                initial=names[number - 1] if number <= len(names) else "",
                widget=fields.TextInput(attrs={"list": "speaker-names", "autocomplete": "off"}),
            )

    def names(self) -> list[str]:
        lines = [self.cleaned_data[f"name_{number}"] for number in range(1, self.count + 1)]
        return [name for name in lines if name]

    def name_fields(self) -> list[Any]:
        return [self[f"name_{number}"] for number in range(1, self.count + 1)]

    def told(self) -> dict[str, Any]:
        found = super().told()
        return {name: value for name, value in found.items() if not name.startswith("name_")}


languages_of_talks = lazy(lambda: [("", _("same as the event")), *spoken_languages()], list)
ABOUTS = {
    "about_fr": _("Short description in French"),
    "about_en": _("Short description in English"),
}
ABOUT_TEXTS = {"about_fr": text_in("fr", 3), "about_en": text_in("en", 3)}
ABOUT_HELP = dict.fromkeys(("about_fr", "about_en", "about_other"), forms.MARKDOWN_HELP)


class SessionForm(NamesForm):
    who = _("Chair %(number)s")

    class Meta:
        model = Session
        fields = ("kind", "title_fr", "title_en", "about_fr", "about_en", *OTHER, "recorded")
        labels = {
            **TITLES,
            **ABOUTS,
            "kind": _("Type"),
            "recorded": _("It will be recorded"),
        }
        help_texts = ABOUT_HELP
        widgets = TITLE_LINES | ABOUT_TEXTS

    room: Any = fields.ModelChoiceField(
        label=_("Room"), required=False, queryset=None, empty_label=NO_ROOM
    )
    track: Any = fields.ModelChoiceField(
        label=_("Track"), required=False, queryset=None, empty_label=_("none")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("room", "track"):
            field: Any = self.fields[name]
            field.queryset = getattr(self.event, f"{name}s").all()
            self.initial.setdefault(name, getattr(self.instance, f"{name}_id"))


class TalkForm(NamesForm):
    who = _("Speaker %(number)s")

    class Meta:
        model = Talk
        fields = (
            *("title_fr", "title_en", "about_fr", "about_en"),
            *OTHER,
            *("language", "not_recorded"),
        )
        labels = {**TITLES, **ABOUTS, "not_recorded": _("Not to be recorded")}
        help_texts = {
            **ABOUT_HELP,
            "not_recorded": _("The speaker asked for it. The page says so."),
        }
        widgets = TITLE_LINES | ABOUT_TEXTS

    language = fields.ChoiceField(label=_("Language"), required=False, choices=languages_of_talks)
