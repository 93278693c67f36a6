"""Forms for planning a meeting, and for noting in twenty seconds what each brought."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entrepairs.core.moments import read_moment
from entrepairs.core.timezones import zone_named
from entrepairs.meetings import local_times
from entrepairs.meetings.actions.noting import Line
from entrepairs.meetings.exchange_sums import share_minutes
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.people.models import Circle
from entrepairs.ui import formats, forms
from entrepairs.vocabulary.queries import Term, concept, concepts

LENGTHS = (30, 45, 60, 90, 120, 180, 240)
ROUGHLY = (15, 30, 60, 90)


class MeetingForm(forms.Form):
    """When, where and how, in the time zone of the person who fills it in."""

    day = forms.DayField(label=_("Day"))
    clock = forms.ClockField(label=_("Time"))
    minutes = fields.TypedChoiceField(label=_("Approximate length"), coerce=int)
    means = fields.ChoiceField(
        label=_("Type of meeting"), choices=Meeting.Means, widget=fields.RadioSelect
    )
    where = fields.CharField(
        label=_("Where"),
        required=False,
        max_length=300,
        help_text=_("The place, the number to call, or the link."),
    )
    title = fields.CharField(
        label=_("What you will do"),
        required=False,
        max_length=80,
        help_text=_("A walk, a coffee, a form to fill in…"),
    )

    def __init__(self, *args: Any, circle: Circle, time_zone: str, **kwargs: Any) -> None:
        self.circle, self.time_zone = circle, time_zone
        super().__init__(*args, **kwargs)
        self.initial.setdefault("minutes", 60)
        lengths = {*LENGTHS, self.initial["minutes"]}
        choices = [(n, formats.minutes(n)) for n in sorted(lengths)]
        self.fields["minutes"].choices = choices  # type: ignore[attr-defined]

    def clean_where(self) -> str:
        """A link written without its beginning is still a link; nothing else is one."""
        where = str(self.cleaned_data["where"]).strip()
        if self.data.get("means") != Meeting.Means.LINK:
            return where
        if where and "://" not in where:
            where = f"https://{where}"
        link = fields.URLField(
            assume_scheme="https", error_messages={"required": _("Enter the link to the meeting.")}
        )
        return str(link.clean(where))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("clock"):
            try:
                data["starts_at"] = local_times.moment(data["day"], data["clock"], self.time_zone)
                local_times.check_plausible(
                    data["starts_at"], data.get("minutes", 60), self.circle.started_at
                )
            except ValidationError as error:
                is_skipped = getattr(error, "code", "") == "no_such_hour"
                self.add_error("clock" if is_skipped else "day", error)
        return data

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        names = ("title", "starts_at", "minutes", "means", "where")
        return {name: self.cleaned_data[name] for name in names} | {"time_zone": self.time_zone}


def initial_of_meeting(
    meeting: Meeting, time_zone: str, starts_at: dt.datetime | None = None
) -> dict[str, Any]:
    """A meeting as the form shows it, in that time zone."""
    here = (starts_at or meeting.starts_at).astimezone(zone_named(time_zone))
    row = {name: getattr(meeting, name) for name in ("minutes", "means", "where", "title")}
    return row | {"day": here.date(), "clock": here.time()}


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of contribution, between the two: ticked on my side, on the other's."""

    kind: Term
    given: bool
    received: bool


class NoteForm(forms.Form):
    """Kinds ticked on each side, and roughly how long: the minutes are shared between its kinds."""

    given = fields.MultipleChoiceField(required=False)
    received = fields.MultipleChoiceField(required=False)
    given_minutes = fields.TypedChoiceField(
        coerce=int, required=False, empty_value=None, widget=fields.RadioSelect
    )
    received_minutes = fields.TypedChoiceField(
        coerce=int, required=False, empty_value=None, widget=fields.RadioSelect
    )
    # Of the note that this one replaces.
    noted_at = fields.CharField(required=False, widget=fields.HiddenInput)
    show_optional = False

    def __init__(self, *args: Any, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"].label = _("What you brought")
        self.fields["received"].label = _("Brought by %(name)s") % {"name": other}
        self.fields["given_minutes"].label = _("You")
        self.fields["received_minutes"].label = other
        kinds = [(kind.key, kind.label) for kind in concepts("contribution")]
        for side in ("given", "received"):
            self.fields[side].choices = kinds  # type: ignore[attr-defined]
            lengths = sorted({*ROUGHLY, *filter(None, [self.initial.get(f"{side}_minutes")])})
            choices = [(n, formats.minutes(n)) for n in lengths]
            self.fields[f"{side}_minutes"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for side in ("given", "received"):
            minutes = f"{side}_minutes"
            if data.get(side) and not data.get(minutes) and minutes not in self.errors:
                self.add_error(minutes, _("Give an approximate length."))
        if not self.errors and not data.get("given") and not data.get("received"):
            self.add_error(None, _("Tick at least one thing that one of you brought."))
        return data

    def clean_noted_at(self) -> dt.datetime | None:
        noted_at = self.cleaned_data["noted_at"]
        return parse_moment(noted_at) if noted_at else None

    def lines(self) -> list[Line]:
        return [line for side in ("given", "received") for line in self._lines_of(side)]

    def _lines_of(self, side: Any) -> list[Line]:
        ticked = set(self.cleaned_data[side])
        kinds = [kind.key for kind in concepts("contribution") if kind.key in ticked]
        minutes = share_minutes(self.cleaned_data[f"{side}_minutes"] or 0, len(kinds))
        return [(side, kind, part) for kind, part in zip(kinds, minutes, strict=True)]

    def rows(self) -> list[KindRow]:
        given, received = (set(self[side].value() or ()) for side in ("given", "received"))
        return [
            KindRow(kind, kind.key in given, kind.key in received)
            for kind in concepts("contribution")
        ]


def initial_of_note(lines: list[Contribution], me: int) -> dict[str, Any]:
    """A note as the form shows it to me."""
    found: dict[str, Any] = {"noted_at": lines[0].noted_at.isoformat() if lines else ""}
    for side in ("given", "received"):
        mine = [line for line in lines if (line.giver_id == me) == (side == "given")]
        found[side] = [concept(line.kind_id).key for line in mine]
        found[f"{side}_minutes"] = sum(line.minutes for line in mine) or None
    return found


class ConfirmForm(forms.Form):
    """Which note was read: another one written meanwhile is not confirmed with it."""

    noted_at = fields.CharField(widget=fields.HiddenInput)

    def clean_noted_at(self) -> dt.datetime:
        return parse_moment(self.cleaned_data["noted_at"])


def parse_moment(text: str) -> dt.datetime:
    if (moment := read_moment(text)) is None:
        raise ValidationError(_("The page was incomplete. Please send again."))
    return moment
