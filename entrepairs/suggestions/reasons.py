"""Reasons why two people might suit, in words, from what the reader may see. No query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from entrepairs.matching.distances import kilometres_between
from entrepairs.people import queries as people
from entrepairs.people import slots
from entrepairs.people.models import Facet
from entrepairs.suggestions.limits import week_without
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.queries import Term

SAME_TOWN_KM = 2
USUAL_REACH_KM = 10  # of who named a place and no distance


class Nearness(Enum):
    """How near two people live, as far as it may be told before they said yes."""

    SAME_TOWN = 1
    NEAR = 2
    FAR = 3


@dataclass(frozen=True, slots=True)
class Where:
    """What a sentence tells of where somebody is: how near, or that they go anywhere, or a town.

    A picture is drawn of this alone, so that it cannot tell more than its sentence.
    """

    near: Nearness | None = None
    town: Place | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence, and the icon beside it; for one about times, the same as bits of the week, and
    for one about places what it tells."""

    icon: str
    text: str
    week: int = 0
    where: Where | None = None

    def __str__(self) -> str:
        return self.text


def find_reasons(
    name: str,
    mine: Sequence[Facet],
    theirs: Sequence[Facet],
    *,
    unspoken: Iterable[str] = (),
    no_times: Iterable[str] = (),
) -> list[Reason]:
    """The reasons for me to meet `name`, the strongest kind first.

    `unspoken`: keys of experiences that are never given as a reason between these two; `no_times`:
    parts of the week (morning, afternoon, evening, weekend) in which one of the two does not meet.
    """
    silent = set(unspoken)
    shared = people.compare_facets(mine, theirs)
    both = [term for term in shared.experiences if term.key not in silent]
    found = [
        (both, "heart-handshake", _("You have both been through: %(words)s")),
        (
            [] if both else experiences_nearby(mine, theirs, silent),
            "sprout",
            _("%(name)s has been through something close: %(words)s"),
        ),
        (
            shared.they_offer,
            "hand-heart",
            _("%(name)s can bring what you are looking for: %(words)s"),
        ),
        (shared.i_offer, "handshake", _("%(name)s is looking for what you can bring: %(words)s")),
        (languages_to_tell(shared.languages), "languages", _("You both speak: %(words)s")),
    ]
    said = [
        Reason(icon, text % {"name": name, "words": list_words(terms)})
        for terms, icon, text in found
        if terms
    ]
    return said + practical_reasons(mine, theirs, week_without(shared.slots, no_times))


def common_times(
    mine: Sequence[Facet], theirs: Sequence[Facet], no_times: Iterable[str] = ()
) -> int:
    """The times that both told, less those in which one of the two does not meet, as bits."""
    return week_without(people.compare_facets(mine, theirs).slots, no_times)


def find_traits(
    mine: Sequence[Facet],
    theirs: Sequence[Facet],
    *,
    unspoken: Iterable[str] = (),
    no_times: Iterable[str] = (),
) -> frozenset[str]:
    """What the reasons come to, in words of a filter: both, they_bring, i_bring, times, in_town,
    near, far, and language-fr for each language in common. Nothing that no reason may tell."""
    silent = set(unspoken)
    shared = people.compare_facets(mine, theirs)
    here, there = place_facet(mine), place_facet(theirs)
    near = nearness(here, there)
    found = {
        "both": any(term.key not in silent for term in shared.experiences),
        "they_bring": bool(shared.they_offer),
        "i_bring": bool(shared.i_offer),
        "times": bool(week_without(shared.slots, no_times)),
        "in_town": near is Nearness.SAME_TOWN,
        "near": near in (Nearness.SAME_TOWN, Nearness.NEAR),
        "far": near is Nearness.FAR or (there is not None and there.place is None),
    }
    languages = {f"language-{term.key}" for term in shared.languages}
    return frozenset(name for name, is_so in found.items() if is_so) | languages


def practical_reasons(mine: Sequence[Facet], theirs: Sequence[Facet], common: int) -> list[Reason]:
    """When, and how near."""
    said = []
    if times := slots.slots_in_words(common):
        said = [Reason("clock", _("You are both free: %(times)s") % {"times": times}, common)]
    if where := find_where(mine, theirs):
        said.append(Reason("map-pin", where_in_words(where), where=where))
    return said


def languages_to_tell(languages: list[Term]) -> list[Term]:
    """The languages in common, unless it is only the one that the page is in."""
    here = (get_language() or "fr")[:2]
    return languages if any(term.key != here for term in languages) else []


def experiences_nearby(
    mine: Sequence[Facet], theirs: Sequence[Facet], silent: set[str]
) -> list[Term]:
    """Their experiences under a heading of mine. They are of the other's life: name them."""
    headings = {heading_of(term) for term in experience_terms(mine) if term.key not in silent}
    return [
        term
        for term in experience_terms(theirs)
        if term.key not in silent and heading_of(term) in headings
    ]


def experience_terms(facets: Sequence[Facet]) -> list[Term]:
    return [
        vocabulary.concept(facet.concept_id)
        for facet in facets
        if facet.kind == Facet.Kind.EXPERIENCE and facet.concept_id is not None
    ]


def heading_of(term: Term) -> int:
    return term.parent_id or term.id


def find_where(mine: Sequence[Facet], theirs: Sequence[Facet]) -> Where | None:
    """What may be told of where they are: nothing when they have not said it to me.

    Never in kilometres: from three such distances anyone finds the house.
    """
    here, there = place_facet(mine), place_facet(theirs)
    if there is None:
        return None
    if there.place is None:
        return Where()
    near = nearness(here, there)
    return Where(near) if near else Where(town=there.place)


def where_in_words(where: Where) -> str:
    if where.town:
        return _("Possible meeting place: %(place)s") % {"place": where.town.name}
    return {
        None: _("Can meet anywhere, or remotely"),
        Nearness.SAME_TOWN: _("In your town"),
        Nearness.NEAR: _("Near you"),
        Nearness.FAR: _("By phone, online or in writing"),
    }[where.near]


def nearness(here: Facet | None, there: Facet | None) -> Nearness | None:
    """Of two who said where, else None: near is within the distances that both said together, as
    suggestions are found."""
    if here is None or there is None or here.place is None or there.place is None:
        return None
    km = kilometres_between(
        here.place.latitude, here.place.longitude, there.place.latitude, there.place.longitude
    )
    if km < SAME_TOWN_KM:
        return Nearness.SAME_TOWN
    reach = sum(facet.radius_km or USUAL_REACH_KM for facet in (here, there))
    return Nearness.NEAR if km <= reach else Nearness.FAR


def place_facet(facets: Sequence[Facet]) -> Facet | None:
    return next((facet for facet in facets if facet.kind == Facet.Kind.PLACE), None)


def list_words(terms: Iterable[Term], most: int = 4) -> str:
    """A few words, and how many more."""
    words = [term.label for term in terms]
    shown = ", ".join(words[:most])
    rest = len(words) - most
    return (
        shown
        if rest <= 0
        else ngettext("%(words)s, and %(n)d more", "%(words)s, and %(n)d more", rest)
        % {"words": shown, "n": rest}
    )
