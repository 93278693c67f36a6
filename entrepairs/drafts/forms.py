"""The form that begins an event from an earlier one."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.drafts.actions import Parts
from entrepairs.events.forms.rows import line_in
from entrepairs.events.models import Event
from entrepairs.ui import forms

A_YEAR = dt.timedelta(weeks=52)  # the same day of the week
LAST_YEAR = 9000  # the days after the first one are still days of the calendar
PARTS = ("rooms", "tracks", "sessions", "talks")


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

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        first = min(event.starts_on, dt.date(LAST_YEAR, 1, 1)) + A_YEAR
        while first < timezone.localdate():
            first += A_YEAR
        initial = {"title_fr": event.title_fr, "title_en": event.title_en, "starts_on": first}
        initial |= dict.fromkeys(PARTS[:3], True)
        super().__init__(*args, initial=initial, **kwargs)
        self.event = event

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
        return Parts(**{name: self.cleaned_data[name] for name in PARTS})
