"""Forms of organisers. Both languages stand side by side; one of them may stay empty."""

from functools import cache
from typing import Any

from babel import Locale
from django import forms as fields
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from entrepairs.events.hours_form import HoursForm
from entrepairs.events.models import Event, Material, Room, Session, Speaker, Talk, Track
from entrepairs.library.models import Resource
from entrepairs.people.forms.settings import lazy_zones
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary

SPARE = 2  # empty lines for more names
MOST_NAMES = 40
NOT_COLUMNS = {"once", "day", "starts", "ends"}


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    names = Locale.parse(language).territories
    known = [(code, str(name)) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return [("", "–"), *sorted(known, key=lambda line: fold_name(line[1]))]


def fold_name(name: str) -> str:
    """In the order of a dictionary: É is with E."""
    return name.casefold().translate(str.maketrans("éèêîôåç", "eeeioac"))


countries = lazy(lambda: _countries((get_language() or "fr")[:2]), list)


def _languages() -> list[tuple[str, str]]:
    return [
        (concept.key, concept.label)
        for concept in vocabulary.concepts("language")
        if len(concept.key) <= 8
    ]


languages = lazy(_languages, list)


def line_in(language: str) -> Any:
    return fields.TextInput(attrs={"lang": language})


def text_in(language: str, rows: int = 4) -> Any:
    return fields.Textarea(attrs={"lang": language, "rows": rows})


class RowForm(forms.ModelForm):
    """Of one row, whose columns an action writes: `told()` is what it is to be told.

    The action and the database check the rules of the table, each with a sentence of its own.
    """

    def validate_constraints(self) -> None:
        pass

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_COLUMNS}


class BilingualForm(RowForm):
    """With a title in one language at least."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        titles = {"title_fr", "title_en"}
        if not titles & set(self.errors) and not any(data.get(title) for title in titles):
            self.add_error("title_fr", _("Give it a title, in one language at least."))
        return data


TITLES = {"title_fr": _("Title in French"), "title_en": _("Title in English")}
TITLE_LINES = {"title_fr": line_in("fr"), "title_en": line_in("en")}


class EventForm(BilingualForm):
    class Meta:
        model = Event
        fields = (
            "kind", "title_fr", "title_en", "about_fr", "about_en", "for_whom_fr", "for_whom_en",
            "starts_on", "ends_on", "time_zone", "venue", "online", "link", "language", "capacity",
            "registers", "step_free", "sign_language", "captions", "quiet_room",
        )  # fmt: skip
        labels = {
            **TITLES,
            "about_fr": _("What it is about, in French"),
            "about_en": _("What it is about, in English"),
            "for_whom_fr": _("Who may come, in French"),
            "for_whom_en": _("Who may come, in English"),
            "venue": _("Where"),
            "online": _("It can be followed from afar"),
            "registers": _("One registers here, and waits when all places are taken"),
            "step_free": _("Step-free"),
            "sign_language": _("French sign language"),
            "captions": _("Captions"),
            "quiet_room": _("Quiet room"),
        }
        help_texts = {"venue": _("The name of the place, and its street.")}
        widgets = {
            **TITLE_LINES,
            "about_fr": text_in("fr"),
            "about_en": text_in("en"),
            "for_whom_fr": line_in("fr"),
            "for_whom_en": line_in("en"),
        }

    kind = fields.ChoiceField(label=_("What it is"), choices=Event.Kind, widget=fields.RadioSelect)
    starts_on = forms.DayField(label=_("First day"))
    ends_on = forms.DayField(
        label=_("Last day"), required=False, help_text=_("Empty: it lasts one day.")
    )
    time_zone = fields.ChoiceField(label=_("Time zone"), choices=lazy_zones)
    town = fields.CharField(label=_("Town"), required=False, max_length=200)
    link = fields.URLField(
        label=_("Link to follow it"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Everyone will see it. Leave it empty if it is sent to those who come."),
    )
    language = fields.ChoiceField(label=_("Language spoken there"), choices=languages)
    capacity = fields.IntegerField(
        label=_("How many can come"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Empty: no limit."),
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
        if event.pk:
            self.initial["series"] = str(event.series.title) if event.series else ""
            self.initial["town"] = vocabulary.place_label(event.place) if event.place else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["ends_on"] = data.get("ends_on") or data.get("starts_on")
        if data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins."))
        town = data.get("town", "")
        data["place"] = vocabulary.place_named(town) if town else None
        if town and data["place"] is None:
            words = _(
                "No town is called so here. Add the region, as in “Vitré, Bretagne”, or leave it empty."
            )
            self.add_error("town", words)
        return data


class NamesForm(HoursForm, BilingualForm):
    """A row with hours and names: a line for each name, and some more. Known names are suggested."""

    who: Any = ""

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


ABOUTS = {"about_fr": _("A few words in French"), "about_en": _("A few words in English")}
ABOUT_TEXTS = {"about_fr": text_in("fr", 3), "about_en": text_in("en", 3)}


class SessionForm(NamesForm):
    who = _("Who chairs (%(number)s)")

    class Meta:
        model = Session
        fields = ("kind", "title_fr", "title_en", "about_fr", "about_en", "recorded")
        labels = {
            **TITLES,
            **ABOUTS,
            "kind": _("What it is"),
            "recorded": _("It will be recorded"),
        }
        widgets = TITLE_LINES | ABOUT_TEXTS

    room: Any = fields.ModelChoiceField(
        label=_("Room"), required=False, queryset=None, empty_label=_("not known yet")
    )
    track: Any = fields.ModelChoiceField(
        label=_("Track"), required=False, queryset=None, empty_label=_("none")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("room", "track"):
            self.fields[name].queryset = getattr(self.event, f"{name}s").all()  # type: ignore[attr-defined]
            self.initial.setdefault(name, getattr(self.instance, f"{name}_id"))


class TalkForm(NamesForm):
    who = _("Who speaks (%(number)s)")

    class Meta:
        model = Talk
        fields = ("title_fr", "title_en", "about_fr", "about_en", "language", "not_recorded")
        labels = {**TITLES, **ABOUTS, "not_recorded": _("Not to be recorded")}
        help_texts = {"not_recorded": _("Whoever speaks asked for it; the page says so.")}
        widgets = TITLE_LINES | ABOUT_TEXTS

    language = fields.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("the event’s")), *_languages()]  # type: ignore[attr-defined]


class SpeakerForm(RowForm):
    class Meta:
        model = Speaker
        fields = (
            "name", "discipline", "position", "affiliation", "country", "about_fr", "about_en",
        )  # fmt: skip
        labels = {
            "name": _("Name, as they chose it"),
            "discipline": _("Discipline"),
            "position": _("Position"),
            "affiliation": _("Affiliation"),
            "about_fr": _("About them, in French"),
            "about_en": _("About them, in English"),
        }
        widgets = ABOUT_TEXTS

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
        if not self.errors and not data["name_fr"] and not data["name_en"]:
            self.add_error("name_fr", _("Give it a name, in one language at least."))
        return data


class MaterialForm(BilingualForm):
    class Meta:
        model = Resource
        fields = ("title_fr", "title_en", "publisher", "language")
        labels = {**TITLES, "publisher": _("Publisher")}
        widgets = TITLE_LINES

    kind = fields.ChoiceField(label=_("What it is"), choices=Material.What)
    of = fields.ChoiceField(label=_("It belongs to"), required=False)
    url = fields.URLField(
        label=_("Where it is"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Its address elsewhere. Empty: it is listed, and said not to be there yet."),
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
            self.add_error("url", _("A link leads somewhere: give its address."))
        return data
