"""Reasons why two others might suit each other, told to a third. Pure functions, no query."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from entrepairs.people import queries as people
from entrepairs.people import slots
from entrepairs.people.models import Facet
from entrepairs.suggestions import reasons
from entrepairs.suggestions.limits import week_without
from entrepairs.suggestions.reasons import Nearness, Reason, languages_to_tell, list_words


def reasons_between(
    one: str,
    other: str,
    ones: Sequence[Facet],
    others: Sequence[Facet],
    unspoken: Iterable[str] = (),
    no_times: Iterable[str] = (),
) -> list[Reason]:
    """The reasons for these two to meet, the strongest kind first."""
    silent = set(unspoken)
    shared = people.compare_facets(ones, others)
    both = [term for term in shared.experiences if term.key not in silent]
    found = [
        (both, "heart-handshake", _("Both have been through: %(words)s"), {}),
        (
            [] if both else reasons.experiences_nearby(ones, others, silent),
            "sprout",
            _("%(name)s has been through something close: %(words)s"),
            {"name": other},
        ),
        (
            shared.they_offer,
            "hand-heart",
            _("%(other)s can bring what %(one)s is looking for: %(words)s"),
            {"one": one, "other": other},
        ),
        (
            shared.i_offer,
            "hand-heart",
            _("%(other)s can bring what %(one)s is looking for: %(words)s"),
            {"one": other, "other": one},
        ),
        (languages_to_tell(shared.languages), "languages", _("Both speak: %(words)s"), {}),
    ]
    said = [
        Reason(icon, text % {**names, "words": list_words(terms)})
        for terms, icon, text, names in found
        if terms
    ]
    return [*said, *_practical_reasons(ones, others, week_without(shared.slots, no_times))]


def _practical_reasons(
    ones: Sequence[Facet], others: Sequence[Facet], common: int
) -> Iterator[Reason]:
    """When, and how near."""
    if times := slots.slots_in_words(common):
        yield Reason("clock", _("Both are free: %(times)s") % {"times": times}, common)
    if near := reasons.nearness(reasons.place_facet(ones), reasons.place_facet(others)):
        where = {
            Nearness.SAME_TOWN: _("They live in the same town"),
            Nearness.NEAR: _("They live near each other"),
            Nearness.FAR: _("By phone, online or in writing"),
        }
        yield Reason("map-pin", where[near])
