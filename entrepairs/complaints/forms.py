"""Form of a line of the ledger: days and lists, and one short line that names nobody."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.complaints.actions.ledger import ComplaintFacts
from entrepairs.complaints.ledger_words import OPEN, Word, read_words
from entrepairs.complaints.levels import read_levels
from entrepairs.complaints.models import MOST_WORDS, Complaint
from entrepairs.complaints.names import FoundNames, find_names
from entrepairs.complaints.queries import known_names
from entrepairs.mandates.models import Body
from entrepairs.ui import forms
from entrepairs.ui.formats import today

WARNED = "warned"  # for which words the page has warned already
# A day, and the one without which, or before which, it cannot be.
AFTER = (
    ("asked_on", "received_on"),
    ("met_on", "asked_on"),
    ("reported_on", "met_on"),
    ("sitting_on", "received_on"),
    ("opinion_on", "sitting_on"),
)


def _choices(words: Mapping[str, Word]) -> list[tuple[str, Word]]:
    return list(words.items())


class ComplaintForm(forms.Form):
    """No name, no file: what the yearly report needs."""

    received_on = forms.DayField(label=gettext_lazy("Day on which it was received"))
    theme = fields.ChoiceField(label=gettext_lazy("Theme"))
    channel = fields.ChoiceField(label=gettext_lazy("How it came"), widget=fields.RadioSelect)
    asked_on = forms.DayField(label=gettext_lazy("Mediator asked on"), required=False)
    met_on = forms.DayField(label=gettext_lazy("Mediator met the person on"), required=False)
    reported_on = forms.DayField(label=gettext_lazy("Mediation report given on"), required=False)
    sitting_on = forms.DayField(label=gettext_lazy("Sitting that spoke of it"), required=False)
    opinion_on = forms.DayField(label=gettext_lazy("Opinion sent on"), required=False)
    outcome = fields.ChoiceField(label=gettext_lazy("Outcome"), widget=fields.RadioSelect)
    words = fields.CharField(
        label=gettext_lazy("One short line"),
        required=False,
        max_length=MOST_WORDS,
        help_text=gettext_lazy(
            "Without a name. For instance: phone not given back after the ward round."
        ),
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, known = body, read_words()
        for name, words in (
            ("theme", known.themes),
            ("channel", known.channels),
            ("outcome", known.outcomes),
        ):
            self.fields[name].choices = _choices(words)  # type: ignore[attr-defined]
        self.fields["theme"].choices.insert(0, ("", "–"))  # type: ignore[attr-defined]
        self.initial.setdefault("outcome", OPEN)
        self.warned = str(self.data.get(WARNED, ""))

    def clean_words(self) -> str:
        """The words may be names: a warning once. They are names: never."""
        words = " ".join(str(self.cleaned_data["words"]).split())
        found = find_names(words, lambda parts: known_names(self.body, parts))
        if found.sure:
            raise fields.ValidationError(_say_sure(found), code="name")
        if found.perhaps and self.warned != words:
            self.warned = words
            raise fields.ValidationError(_say_perhaps(found), code="perhaps")
        return words

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name, day in list(data.items()):
            if isinstance(day, dt.date) and day > today():
                self.add_error(name, _("Choose today or an earlier day."))
        for later, earlier in AFTER:
            self._compare(data, earlier, later)
        return data

    def _compare(self, data: dict[str, Any], earlier: str, later: str) -> None:
        if not data.get(later) or self.has_error(later) or self.has_error(earlier):
            return
        label = self.fields[earlier].label
        if not data.get(earlier):
            self.add_error(later, _("First fill in: %(field)s") % {"field": label})
        elif data[later] < data[earlier]:
            self.add_error(later, _("This day is before: %(field)s") % {"field": label})

    def facts(self) -> ComplaintFacts:
        told = {name: self.cleaned_data[name] for name in ComplaintFacts.__slots__}
        return ComplaintFacts(**told)


def initial_of(complaint: Complaint) -> dict[str, Any]:
    return {name: getattr(complaint, name) for name in ComplaintFacts.__slots__}


def _say_sure(found: FoundNames) -> str:
    return _("Remove what looks like a person’s name (%(names)s): the ledger names nobody.") % {
        "names": ", ".join(found.sure)
    }


def _say_perhaps(found: FoundNames) -> str:
    return _(
        "Is one of these words somebody’s name (%(words)s)? If so, remove it. If not, save again."
    ) % {"words": ", ".join(found.perhaps)}


class LevelForm(forms.Form):
    """One screen, once a year. Nothing is chosen before."""

    claimed = fields.TypedChoiceField(
        label=gettext_lazy("What does the institution say that you do here?"),
        coerce=int,
        widget=fields.RadioSelect,
    )
    felt = fields.TypedChoiceField(
        label=gettext_lazy("What do you feel that you do here?"),
        coerce=int,
        widget=fields.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(enumerate(read_levels().levels))
        for name in ("claimed", "felt"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
