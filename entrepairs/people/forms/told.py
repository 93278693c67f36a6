"""What people are asked about themselves. Every answer comes with who will see it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms as django_forms
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from entrepairs.ledger.models import Audience
from entrepairs.people import slots
from entrepairs.people.actions.facets import Answer
from entrepairs.people.actions.persons import clean_name
from entrepairs.people.forms.fields import NOTE_LENGTH, AudienceField, NoteField
from entrepairs.people.models import Facet
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.queries import Term


class NameForm(forms.Form):
    """What shall we call you?"""

    name = django_forms.CharField(
        label=gettext_lazy("Your name on Entrepairs"),
        help_text=gettext_lazy("A first name or the name you like. Nobody checks it."),
        max_length=60,
        widget=django_forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    audience = AudienceField(label=gettext_lazy("Who can see this name, and what you share next?"))

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"])
        if not name:
            raise django_forms.ValidationError(_("Write at least one letter."))
        return name


@cache
def _options(language: str, chosen: str) -> SafeString:
    """The <option>s of who sees one answer; the same few texts a hundred times a page."""
    choices = [
        ("", _("same as the others")),
        *((str(value), label) for value, label in Audience.choices),
    ]
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, mark_safe(" selected") if value == chosen else "", label)
            for value, label in choices
        ),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One word that may be chosen."""

    term: Term
    label: str
    checked: bool
    who: str
    words: str

    @property
    def hint(self) -> str:
        """That of a heading stands above its group already."""
        return self.term.hint if self.label == self.term.label else ""

    @property
    def own(self) -> str:
        """What its speakers call a language, when that is another word."""
        own = str(self.term.data.get("own", ""))
        return "" if own.casefold() in self.label.casefold() else own

    @property
    def options(self) -> SafeString:
        return _options(get_language() or "fr", self.who)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the list, with its words; `chosen` of them are."""

    key: str
    label: str
    hint: str
    rows: list[Row]

    @property
    def chosen(self) -> int:
        return sum(row.checked for row in self.rows)


class AnswersForm(forms.Form):
    """Words chosen in one of the vocabulary's lists, each with who will see it."""

    audience = AudienceField(label=gettext_lazy("Who will see these answers?"))

    def __init__(self, data: Any = None, *, scheme: str, told: Iterable[Facet], first: int) -> None:
        self.told = {vocabulary.concept(facet.concept_id or 0).key: facet for facet in told}
        usual = Counter(facet.audience for facet in self.told.values()).most_common(1)
        self.usual = usual[0][0] if usual else first
        super().__init__(data, initial={"audience": self.usual})
        # What was chosen before stays, even if it has left the list since.
        self.terms = [
            term
            for term in vocabulary.concepts(scheme, retired=True)
            if not term.retired or term.key in self.told
        ]
        self.heads = {term.parent_id for term in self.terms}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        keys = self.chosen_keys()
        if keys - {term.key for term in self.terms}:
            self.add_error(None, _("One of your choices is no longer in the list. Choose again."))
        cleaned["answers"] = {
            term.id: answer
            for term in self.terms
            if term.key in keys and (answer := self._answer(term, cleaned))
        }
        return cleaned

    def _answer(self, term: Term, cleaned: dict[str, Any]) -> Answer | None:
        who, words = (
            self.data.get(f"who-{term.key}", ""),
            self.data.get(f"words-{term.key}", "").strip(),
        )
        if who and (not who.isdecimal() or int(who) not in Audience.values):
            self.add_error(None, _("“%(word)s”: choose who will see it.") % {"word": term.label})
        elif len(words) > NOTE_LENGTH:
            self.add_error(
                None,
                _("“%(word)s”: your text is too long. %(most)s characters at most.")
                % {"word": term.label, "most": NOTE_LENGTH},
            )
        elif who or "audience" in cleaned:
            return Answer(int(who) if who else cleaned["audience"], words)
        return None

    def chosen_keys(self) -> set[str]:
        data: Any = self.data
        return set(data.getlist("c"))

    def row(self, term: Term) -> Row:
        label = (
            _("%(heading)s, in general") % {"heading": term.label}
            if term.id in self.heads
            else term.label
        )
        if self.is_bound:
            get = self.data.get
            checked = term.key in self.chosen_keys()
            return Row(
                term, label, checked, get(f"who-{term.key}", ""), get(f"words-{term.key}", "")
            )
        facet = self.told.get(term.key)
        who = str(facet.audience) if facet and facet.audience != self.usual else ""
        return Row(term, label, facet is not None, who, facet.note if facet else "")

    @property
    def groups(self) -> Iterator[Group]:
        """The two levels; a heading can be chosen too, first among its own words."""
        for head in (term for term in self.terms if term.id in self.heads):
            below = [term for term in self.terms if term.parent_id == head.id]
            yield Group(
                head.key, head.label, head.hint, [self.row(term) for term in (head, *below)]
            )

    @property
    def singles(self) -> list[Row]:
        """A list of one level: what is chosen first, then the list's own order."""
        rows = [
            self.row(term)
            for term in self.terms
            if term.parent_id is None and term.id not in self.heads
        ]
        return sorted(rows, key=lambda row: not row.checked)


class TimesForm(forms.Form):
    """When: a week of mornings, afternoons and evenings."""

    audience = AudienceField()
    note = NoteField(help_text=gettext_lazy("For instance “not the first week of the month”."))

    def __init__(self, data: Any = None, *, told: Facet | None, first: int) -> None:
        self.before = (told.slots or 0) if told else 0
        initial = {"audience": told.audience if told else first, "note": told.note if told else ""}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        return (super().clean() or {}) | {"slots": self.slots}

    @property
    def slots(self) -> int:
        if not self.is_bound:
            return self.before
        data: Any = self.data
        known = {
            f"{day}-{third}": (day, third)
            for day in slots.DAYS
            for third in range(len(slots.THIRDS))
        }
        return slots.pack_times(known[value] for value in data.getlist("t") if value in known)

    @property
    def week(self) -> list[tuple[Any, list[tuple[str, str, bool]]]]:
        """Day by day: its name, and (value, accessible name, chosen) for each third."""
        return [
            (
                WEEKDAYS[day],
                [
                    (
                        f"{day}-{third}",
                        slots.time_name(day, third),
                        slots.has_time(self.slots, day, third),
                    )
                    for third in range(len(slots.THIRDS))
                ],
            )
            for day in slots.DAYS
        ]

    @property
    def thirds(self) -> Any:
        return slots.THIRDS
