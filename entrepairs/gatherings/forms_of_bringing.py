"""The form that says, in twenty seconds, what one brought and received in a gathering."""

from collections.abc import Sequence
from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _

from entrepairs.meetings.actions.noting import Line
from entrepairs.meetings.exchange_sums import share_minutes
from entrepairs.meetings.forms import NoteForm, parse_moment
from entrepairs.people.models import Person
from entrepairs.ui import forms
from entrepairs.vocabulary.queries import concepts

FIRST = 8  # people who stand at once on the page; the others are one press away


class BringForm(NoteForm):
    """Kinds ticked on each side, roughly how long, and with whom; with nobody: with the group."""

    who = fields.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, other="", **kwargs)
        self.people = people
        self.fields["received"].label = _("What you received")
        self.fields["given_minutes"].label = _("What you brought")
        self.fields["received_minutes"].label = _("What you received")
        self.fields["who"].label = _("With whom?")
        choices = [(person.key, person.name) for person in people]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]

    @property
    def named(self) -> list[Person]:
        chosen = set(self.cleaned_data["who"])
        return [person for person in self.people if person.key in chosen]

    @property
    def ticked(self) -> set[str]:
        return set(self["who"].value() or ())

    def shown(self) -> tuple[Sequence[Person], Sequence[Person]]:
        """Those who stand at once, the ticked ones among them; and all others."""
        first = [one for n, one in enumerate(self.people) if n < FIRST or one.key in self.ticked]
        return first, [one for one in self.people if one not in first]

    def _lines_of(self, side: Any) -> list[Line]:
        """The time is shared between the kinds, and between the people: it was one time."""
        ticked = set(self.cleaned_data[side])
        kinds = [kind.key for kind in concepts("contribution") if kind.key in ticked]
        among = max(len(self.cleaned_data["who"]), 1)
        minutes = share_minutes((self.cleaned_data[f"{side}_minutes"] or 0) // among, len(kinds))
        return [(side, kind, part) for kind, part in zip(kinds, minutes, strict=True)]


class AnswerNoteForm(forms.Form):
    """Whose note was read, and which: another one written meanwhile is not confirmed with it."""

    noter = fields.CharField(widget=fields.HiddenInput)
    noted_at = fields.CharField(widget=fields.HiddenInput)

    def clean_noted_at(self) -> Any:
        return parse_moment(self.cleaned_data["noted_at"])
