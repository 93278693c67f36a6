"""What organisers fill in. Both languages stand side by side; one of them may stay empty."""

import datetime as dt
from functools import cache
from typing import Any

from babel import Locale
from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event, Material, Session, Speaker, Talk
from entrepairs.meetings.local_times import moment
from entrepairs.people.forms.settings import lazy_zones
from entrepairs.ui import formats, forms
from entrepairs.vocabulary import queries as vocabulary

TITLE, ROOM = 300, 120
SPARE = 2  # empty lines for more names


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    names = Locale.parse(language).territories
    known = [(code, str(name)) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return [("", "–"), *sorted(known, key=lambda line: wording_key(line[1]))]


def wording_key(name: str) -> str:
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


def wide(language: str) -> Any:
    return fields.TextInput(attrs={"lang": language})


def long(language: str, rows: int = 4) -> Any:
    return fields.Textarea(attrs={"lang": language, "rows": rows})


class Bilingual(forms.Form):
    """With a title in one language at least."""

    title_fr = fields.CharField(
        label=_("Title in French"), required=False, max_length=TITLE, widget=wide("fr")
    )
    title_en = fields.CharField(
        label=_("Title in English"), required=False, max_length=TITLE, widget=wide("en")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            not {"title_fr", "title_en"} & set(self.errors)
            and not data.get("title_fr")
            and not data.get("title_en")
        ):
            self.add_error("title_fr", _("Give it a title, in one language at least."))
        return data

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class EventForm(Bilingual):
    kind = fields.ChoiceField(label=_("What it is"), choices=Event.Kind, widget=fields.RadioSelect)
    about_fr = fields.CharField(
        label=_("What it is about, in French"), required=False, widget=long("fr")
    )
    about_en = fields.CharField(
        label=_("What it is about, in English"), required=False, widget=long("en")
    )
    for_whom_fr = fields.CharField(
        label=_("Who may come, in French"), required=False, max_length=300, widget=wide("fr")
    )
    for_whom_en = fields.CharField(
        label=_("Who may come, in English"), required=False, max_length=300, widget=wide("en")
    )
    starts_on = forms.DayField(label=_("First day"))
    ends_on = forms.DayField(
        label=_("Last day"), required=False, help_text=_("Empty: it lasts one day.")
    )
    time_zone = fields.ChoiceField(label=_("Time zone"), choices=lazy_zones)
    venue = fields.CharField(
        label=_("Where"),
        required=False,
        max_length=200,
        help_text=_("The name of the place, and its street."),
    )
    town = fields.CharField(label=_("Town"), required=False, max_length=200)
    online = fields.BooleanField(label=_("It can be followed from afar"), required=False)
    link = fields.URLField(
        label=_("Link to follow it"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Everyone will see it. Leave it empty if it is sent to those who come."),
    )  # fmt: skip
    language = fields.ChoiceField(label=_("Language spoken there"), choices=languages)
    capacity = fields.IntegerField(
        label=_("How many can come"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Empty: no limit."),
    )
    registers = fields.BooleanField(
        label=_("One registers here, and waits when all places are taken"), required=False
    )
    step_free = fields.BooleanField(label=_("Step-free"), required=False)
    sign_language = fields.BooleanField(label=_("French sign language"), required=False)
    captions = fields.BooleanField(label=_("Captions"), required=False)
    quiet_room = fields.BooleanField(label=_("Quiet room"), required=False)
    series = fields.CharField(
        label=_("Series"), required=False, max_length=200,
        help_text=_("If it comes back over the years: the name of all its editions."),
        widget=fields.TextInput(attrs={"list": "series-names"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["ends_on"] = data.get("ends_on") or data.get("starts_on")
        if data.get("starts_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins."))
        town = data.get("town", "")
        data["place"] = vocabulary.place_named(town) if town else None
        if town and data["place"] is None:
            self.add_error(
                "town",
                _(
                    "No town is called so here. Add the region, as in “Vitré, Bretagne”, or leave it empty."
                ),
            )
        return data


def in_event_form(event: Event) -> dict[str, Any]:
    row = {name: getattr(event, name) for name in EventForm.base_fields if hasattr(event, name)}
    row["series"] = str(event.series.title) if event.series else ""
    row["town"] = vocabulary.place_label(event.place) if event.place else ""
    return row


class Hours(forms.Form):
    """A day among the event's, a beginning and an end; or none of them."""

    day = fields.TypedChoiceField(
        label=_("Day"), required=False, coerce=dt.date.fromisoformat, empty_value=None
    )
    starts = forms.ClockField(label=_("From"), required=False)
    ends = forms.ClockField(label=_("To"), required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        days = [
            event.starts_on + dt.timedelta(days=n)
            for n in range((event.ends_on - event.starts_on).days + 1)
        ]
        choices = [("", _("not known yet")), *((d.isoformat(), formats.day(d)) for d in days)]
        self.fields["day"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = [data.get(name) is not None for name in ("day", "starts", "ends")]
        data["starts_at"] = data["ends_at"] = None
        if all(given):
            self._hours(data)
        elif any(given[1:]) and not {"day", "starts", "ends"} & set(self.errors):
            missing = next(
                name
                for name, is_there in zip(("day", "starts", "ends"), given, strict=True)
                if not is_there
            )
            self.add_error(missing, _("Give the day, the beginning and the end, or none of them."))
        return data

    def _hours(self, data: dict[str, Any]) -> None:
        """Ending before six in the morning is ending the night after."""
        day, clocks = data["day"], {name: data[name] for name in ("starts", "ends")}
        night = (
            clocks["ends"] <= clocks["starts"]
            and clocks["ends"] < dt.time(6)
            and clocks["starts"] > dt.time(12)
        )
        for name, clock in clocks.items():
            late = dt.timedelta(days=night and name == "ends")
            try:
                data[f"{name}_at"] = moment(day + late, clock, self.event.time_zone)
            except ValidationError as error:
                self.add_error(name, error)
        if data["starts_at"] and data["ends_at"] and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends", _("It ends before it begins."))


class Timed(Hours, Bilingual):
    """With a title and hours."""

    def told(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().told().items()
            if name not in {"day", "starts", "ends", "names"}
        }


def in_hours(row: Session | Talk, event: Event) -> dict[str, Any]:
    """Its day and hours as the form shows them, on the clocks there."""
    if row.starts_at is None or row.ends_at is None:
        return {}
    zone = zone_named(event.time_zone)
    starts, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    return {"day": starts.date().isoformat(), "starts": starts.time(), "ends": ends.time()}


class WithNames(Timed):
    """With as many lines as there are names, and some more. Known names are suggested."""

    who: Any = ""

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = sum(key.startswith("name_") for key in self.data)
        self.count = min(max(len(names) + SPARE, sent), 40)
        for number in range(1, self.count + 1):
            self.fields[f"name_{number}"] = fields.CharField(
                label=self.who % {"number": number}, required=False, max_length=300, strip=True,
                initial=names[number - 1] if number <= len(names) else "",
                widget=fields.TextInput(attrs={"list": "speaker-names", "autocomplete": "off"}),
            )  # fmt: skip

    def names(self) -> list[str]:
        return [
            self.cleaned_data[f"name_{n}"]
            for n in range(1, self.count + 1)
            if self.cleaned_data[f"name_{n}"]
        ]

    def name_fields(self) -> list[Any]:
        return [self[f"name_{number}"] for number in range(1, self.count + 1)]

    def told(self) -> dict[str, Any]:
        return {
            name: value for name, value in super().told().items() if not name.startswith("name_")
        }


class SessionForm(WithNames):
    who = _("Who chairs (%(number)s)")
    kind = fields.ChoiceField(label=_("What it is"), choices=Session.Kind)
    room: Any = fields.ModelChoiceField(
        label=_("Room"), required=False, queryset=None, empty_label=_("not known yet")
    )
    track: Any = fields.ModelChoiceField(
        label=_("Track"), required=False, queryset=None, empty_label=_("none")
    )
    about_fr = fields.CharField(
        label=_("A few words in French"), required=False, widget=long("fr", 3)
    )
    about_en = fields.CharField(
        label=_("A few words in English"), required=False, widget=long("en", 3)
    )
    recorded = fields.BooleanField(label=_("It will be recorded"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("room", "track"):
            self.fields[name].queryset = getattr(self.event, f"{name}s").all()  # type: ignore[attr-defined]


class TalkForm(WithNames):
    who = _("Who speaks (%(number)s)")
    about_fr = fields.CharField(
        label=_("A few words in French"), required=False, widget=long("fr", 3)
    )
    about_en = fields.CharField(
        label=_("A few words in English"), required=False, widget=long("en", 3)
    )
    language = fields.ChoiceField(label=_("Language"), required=False)
    not_recorded = fields.BooleanField(
        label=_("Not to be recorded"),
        required=False,
        help_text=_("Whoever speaks asked for it; the page says so."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("the event’s")), *_languages()]  # type: ignore[attr-defined]


class SpeakerForm(forms.ModelForm):
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
            "name": _("Name, as they chose it"), "discipline": _("Discipline"), "position": _("Position"), "affiliation": _("Affiliation"),
            "about_fr": _("About them, in French"), "about_en": _("About them, in English"),
        }  # fmt: skip
        widgets = {"about_fr": long("fr", 3), "about_en": long("en", 3)}

    country = fields.ChoiceField(label=_("Country"), required=False, choices=countries)

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RoomForm(forms.Form):
    name = fields.CharField(label=_("Name of the room"), max_length=ROOM)


class TrackForm(forms.Form):
    name_fr = fields.CharField(
        label=_("Name in French"), required=False, max_length=ROOM, widget=wide("fr")
    )
    name_en = fields.CharField(
        label=_("Name in English"), required=False, max_length=ROOM, widget=wide("en")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data["name_fr"] and not data["name_en"]:
            self.add_error("name_fr", _("Give it a name, in one language at least."))
        return data


class MaterialForm(Bilingual):
    kind = fields.ChoiceField(label=_("What it is"), choices=Material.What)
    of = fields.ChoiceField(label=_("It belongs to"), required=False)
    url = fields.URLField(
        label=_("Where it is"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Its address elsewhere. Empty: it is listed, and said not to be there yet."),
    )  # fmt: skip
    publisher = fields.CharField(label=_("Publisher"), required=False, max_length=200)
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
        if (
            data.get("kind") == Material.What.LINK
            and not data.get("url")
            and "url" not in self.errors
        ):
            self.add_error("url", _("A link leads somewhere: give its address."))
        return data
