"""Forms of drafts: an event begun from an earlier one, the picture of an event."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.drafts.actions.copies import Parts
from entrepairs.drafts.models import Picture
from entrepairs.events.forms.rows import line_in
from entrepairs.events.models import Event
from entrepairs.files.types import kinds
from entrepairs.ui import forms

SHOWS = ("shows_fr", "shows_en")
A_YEAR = dt.timedelta(weeks=52)  # the same day of the week
LAST_YEAR = 9000  # the days after the first one are still days of the calendar
PARTS = ("rooms", "tracks", "sessions", "talks", "picture")
LARGEST = 20_000_000  # bytes of a picture: a photograph of a phone has 3 to 8 million


class CopyForm(forms.Form):
    title_fr = fields.CharField(
        label=_("Title in French"), max_length=300, required=False, widget=line_in("fr")
    )
    title_en = fields.CharField(
        label=_("Title in English"), max_length=300, required=False, widget=line_in("en")
    )
    starts_on = forms.DayField(
        label=_("First day"), help_text=_("It lasts as long as the earlier one.")
    )
    rooms = fields.BooleanField(label=_("Rooms"), required=False)
    tracks = fields.BooleanField(label=_("Tracks"), required=False)
    sessions = fields.BooleanField(label=_("Sessions, at the same times"), required=False)
    talks = fields.BooleanField(
        label=_("Titles and summaries of talks, without their speakers"), required=False
    )

    picture = fields.BooleanField(label=_("Picture"), required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        first = min(event.starts_on, dt.date(LAST_YEAR, 1, 1)) + A_YEAR
        while first < timezone.localdate():
            first += A_YEAR
        initial = {"title_fr": event.title_fr, "title_en": event.title_en, "starts_on": first}
        initial |= dict.fromkeys(PARTS[:3], True)
        super().__init__(*args, initial=initial, **kwargs)
        self.event = event
        if not Picture.objects.filter(event=event).exists():
            del self.fields["picture"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("title_fr") or said.get("title_en") or self.event.title_other):
            self.add_error("title_fr", _("Enter a title in at least one language."))
        if said.get("talks") and not said.get("sessions"):
            self.add_error("talks", _("Talks are in sessions: tick the sessions too."))
        if said.get("starts_on") and said["starts_on"].year > LAST_YEAR:
            self.add_error("starts_on", _("This day is too far away."))
        return said

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title_fr", "title_en", "starts_on")}

    def parts(self) -> Parts:
        return Parts(**{name: self.cleaned_data.get(name, False) for name in PARTS})


class PictureForm(forms.Form):
    """A picture, and what it shows in each language that the title of the event has."""

    chosen = fields.FileField(
        label=_("Picture"),
        max_length=255,
        allow_empty_file=True,
        widget=fields.FileInput,
        help_text=_(
            "JPEG, PNG, WebP or GIF, up to 20 MB. It is made smaller, and what the file says of "
            "the place or the camera is left out."
        ),
    )
    shows_fr = fields.CharField(
        label=_("What the picture shows, in French"),
        max_length=300,
        required=False,
        widget=line_in("fr"),
        help_text=_("In a few words, for people who do not see it."),
    )
    shows_en = fields.CharField(
        label=_("What the picture shows, in English"),
        max_length=300,
        required=False,
        widget=line_in("en"),
        help_text=_("In a few words, for people who do not see it."),
    )

    def __init__(self, *args: Any, event: Event, picture: Picture | None, **kwargs: Any) -> None:
        if picture:
            kwargs["initial"] = {name: getattr(picture, name) for name in SHOWS}
        super().__init__(*args, **kwargs)
        self.languages = [code for code in ("fr", "en") if getattr(event, f"title_{code}")]
        chosen = self.fields["chosen"]
        chosen.required = picture is None
        images = (kind.media_type for kind in kinds().values() if kind.check == "image")
        chosen.widget.attrs["accept"] = ",".join(images)

    def clean_chosen(self) -> Any:
        if (chosen := self.cleaned_data["chosen"]) and chosen.size > LARGEST:
            raise fields.ValidationError(_("This picture is too large: more than 20 MB."))
        return chosen

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said |= {name: said.get(name, "") for name in SHOWS}
        for code in self.languages or ([] if any(said[name] for name in SHOWS) else ["fr"]):
            if not said[f"shows_{code}"]:
                self.add_error(f"shows_{code}", _("Say what the picture shows."))
        return said
