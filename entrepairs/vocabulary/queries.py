"""Reading the vocabulary. Concepts and help numbers are kept in memory by each process until the
next load."""

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import get_language

from entrepairs.vocabulary.models import Concept, HelpNumber, Labelled, Place, in_active_language
from entrepairs.vocabulary.places import fold

POSTAL_CODE = re.compile(r"\b([0-9]{2}) ?([0-9]{3})\b")
OF_ONE_CODE = 80  # more places than any French postal code has (14140 has 62)
LAST_LETTER = "\U0010ffff"
HOME = "FR"
# A place at home comes before one abroad that is up to this many times larger: most people look for
# where they live.
NEARNESS = 50


@dataclass(frozen=True, slots=True)
class Term(Labelled):
    """A concept as pages use it: no query, and its label in the language of the page."""

    id: int
    scheme: str
    key: str
    parent_id: int | None
    fr: str
    en: str
    fr_hint: str
    en_hint: str
    mark: str
    source: str
    checked_on: dt.date
    data: dict[str, Any]
    retired: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A help number as pages use it."""

    key: str
    number: str
    country: str
    is_emergency: bool
    fr: str
    en: str
    fr_for: str
    en_for: str
    fr_hours: str
    en_hours: str
    channels: tuple[str, ...]
    valid_region: tuple[str, ...]
    mark: str
    source: str
    checked_on: dt.date

    @property
    def name(self) -> str:
        return in_active_language(self.fr, self.en)

    @property
    def whom(self) -> str:
        return in_active_language(self.fr_for, self.en_for)

    @property
    def hours(self) -> str:
        return in_active_language(self.fr_hours, self.en_hours)

    @property
    def dialled(self) -> str:
        """For tel: and sms: addresses."""
        return self.number.replace(" ", "")

    @property
    def everywhere(self) -> bool:
        """Answers in the whole country."""
        return self.country in self.valid_region


def forget() -> None:
    """The next question reads the tables again."""
    _terms.cache_clear()
    _lines.cache_clear()


@cache
def _terms() -> dict[int, Term]:
    """Every concept by id, in the order of the files."""
    return {
        row.pk: Term(
            id=row.pk,
            scheme=row.scheme,
            key=row.key,
            parent_id=row.parent_id,
            fr=row.fr,
            en=row.en,
            fr_hint=row.fr_hint,
            en_hint=row.en_hint,
            mark=row.mark,
            source=row.source,
            checked_on=row.checked_on,
            data=row.data,
            retired=row.retired_at is not None,
        )
        for row in Concept.objects.order_by("scheme", "order", "key")
    }


@cache
def _lines() -> tuple[Line, ...]:
    names = Line.__dataclass_fields__
    rows = HelpNumber.objects.order_by("order", "key").values(*names)
    return tuple(
        Line(
            **row | {"channels": tuple(row["channels"]), "valid_region": tuple(row["valid_region"])}
        )
        for row in rows
    )


def concepts(scheme: str, *, retired: bool = False) -> list[Term]:
    """The concepts one may choose, in order; with `retired`, also those kept for what people said
    before."""
    return [
        term
        for term in _terms().values()
        if term.scheme == scheme and (retired or not term.retired)
    ]


def tree(scheme: str) -> list[tuple[Term, list[Term]]]:
    """The headings, each with what is below it."""
    below: dict[int, list[Term]] = defaultdict(list)
    for term in concepts(scheme):
        if term.parent_id is not None:
            below[term.parent_id].append(term)
    return [(term, below[term.id]) for term in concepts(scheme) if term.parent_id is None]


def concept(concept_id: int) -> Term:
    """The concept of this id, retired or not. KeyError when there is none."""
    if concept_id not in _terms():
        forget()  # another process may have loaded it since
    return _terms()[concept_id]


def concept_by_key(scheme: str, key: str) -> Term:
    """The concept of this key, retired or not. KeyError when there is none."""
    for term in _terms().values():
        if term.scheme == scheme and term.key == key:
            return term
    raise KeyError(f"{scheme}: {key}")


def help_numbers(country: str = HOME) -> list[Line]:
    """The numbers of a country, emergencies first."""
    return sorted(
        (line for line in _lines() if line.country == country),
        key=lambda line: not line.is_emergency,
    )


def help_countries() -> list[tuple[str, str]]:
    """The countries we know numbers of: code and name, in the order of the file."""
    return [(code, country_name(code)) for code in dict.fromkeys(line.country for line in _lines())]


def country_name(code: str) -> str:
    """The country's name in the active language, or its code."""
    return str(_locale((get_language() or "fr")[:2]).territories.get(code, code))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def place_label(place: Place) -> str:
    """Such as "Rennes, Ille-et-Vilaine", "Saint-Denis, La Réunion", "Bruxelles, Bruxelles-Capitale,
    Belgique"."""
    return ", ".join([str(place), *_where(place)])


def _where(place: Place) -> list[str]:
    """Department or region, and country, as far as they help."""
    region = place.department or place.admin1
    parts = (region, "" if place.country == HOME else country_name(place.country))
    return [part for part in parts if part]


def has_postal_code(text: str) -> bool:
    return POSTAL_CODE.search(text) is not None


def find_places(text: str, *, country: str | None = None, limit: int = 8) -> list[Place]:
    """Places whose name begins so, whatever accents and capitals, or that have this postal code;
    the exact name first, then the most populous, where people at home count for more.

    What follows a comma narrows the choice to a department, a region or a country: "montréal,
    québec", "montréal, canada". All that have a postal code are given: there are few.
    """
    code = POSTAL_CODE.search(text)
    name, _, rest = POSTAL_CODE.sub(" ", text).partition(",")
    prefix = fold(name)
    if not prefix and not code:
        return []
    found = Place.objects.filter(country=country) if country else Place.objects.all()
    if code:
        found = found.filter(postal_codes__contains=["".join(code.groups())])
    if prefix:
        end = prefix + LAST_LETTER
        found = found.filter(
            Q(folded__gte=prefix, folded__lt=end) | Q(folded_fr__gte=prefix, folded_fr__lt=end)
        )
    exact_first = Case(
        When(Q(folded=prefix) | Q(folded_fr=prefix), then=Value(0)), default=Value(1)
    )
    weight = Case(When(country=HOME, then=F("population") * NEARNESS), default=F("population"))
    found = found.order_by(exact_first, weight.desc(), "geoname_id")
    where, most = fold(rest), max(limit, OF_ONE_CODE) if code else limit
    if not where:
        return list(found[:most])
    return [place for place in found[:200] if _is_there(place, where)][:most]


def _is_there(place: Place, where: str) -> bool:
    parts = _where(place)
    ways = [*(" ".join(parts[start:]) for start in range(len(parts))), place.admin1]
    return any(fold(way).startswith(where) for way in ways)


def named_so(text: str, found: list[Place]) -> list[Place]:
    """Those whose whole label was typed, else whose whole name, else whose postal code."""
    wanted = fold(text)
    labelled = [place for place in found if wanted and fold(place_label(place)) == wanted]
    named = [place for place in found if wanted and wanted in (place.folded, place.folded_fr)]
    return labelled or named or (found if has_postal_code(text) else [])


def look_up_place(text: str) -> tuple[Place | None, list[Place]]:
    """The place someone typed, when it can be one only; else those to choose from."""
    found = find_places(text)
    named = named_so(text, found)
    if len(named) == 1 or len(found) == 1:
        return (named or found)[0], []
    return None, found


def place_named(text: str) -> Place | None:
    """The place someone typed or picked: its whole label, its whole name or its postal code, the
    most populous if several."""
    return next(iter(named_so(text, find_places(text, limit=50))), None)
