"""Search of persons, circles and organisations: each answer is what the person who asks may see.

A word is the beginning of a name, a word of the vocabulary, or a place. It is looked up in
SearchTerm, which says nothing to those whom the thing itself is not told; and, for the few people
of one's own circles, among what they tell there. When nothing is written as it was typed, one
mistake in each word is forgiven.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import BooleanField, Case, F, Func, Q, Value, When

from entrepairs.core.paging import Page
from entrepairs.people.models import Circle, Facet, Organisation, Person, fold
from entrepairs.people.queries import facets_of
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.places import fold as fold_place

LINES = 20
CAP = 500  # people who are compared with what one may see; a word more finds the others
BOUND = 20_000  # people of one word, before those of another are compared with them
WORDS = 5
MISTAKEN = range(
    4, 17
)  # letters of a word in which a mistake is forgiven: shorter ones are all near each other
LETTERS = "abcdefghijklmnopqrstuvwxyz"
BETWEEN = re.compile(r"[\s.,;:!?()/'’\"“”«»%_-]+")
# Said in between; nobody is found by them.
PASSED = frozenset(
    [
        "de",
        "du",
        "des",
        "le",
        "la",
        "les",
        "et",
        "un",
        "une",
        "en",
        "au",
        "aux",
        "avec",
        "pour",
        "dans",
        "the",
        "of",
        "and",
        "a",
        "an",
        "in",
        "for",
        "with",
        "to",
        "from",
    ]
)
TELLING = ("experience", "need", "offer", "language")

# One word. `scope` and blocks are asked by the policy of search terms; what one's own circles are
# told is not in them.
WORD = """(
  select person_id from (
    select person_id from people_searchterm where word = any(%s::varchar[]) limit {bound}) told
  union all
  select person_id from (
    select person_id from people_searchterm where word >= %s and word < %s limit {bound}) named
  union all
  select person_id from people_facet where person_id = any((select my_mates())::bigint[])
    and (kind = any(%s::varchar[]) and concept_id = any(%s::bigint[])
      or kind = 'place' and place_id = any(%s::bigint[]))
  union all
  select id from people_person where id = any((select my_mates())::bigint[])
    and (strpos(' ' || translate(folded, '-''’', '   '), %s) > 0
      or string_to_array(translate(folded, '-''’', '   '), ' ') && %s::text[]))"""
# The people of all words, as far as their page is open to the person who asks.
SEEN = """
select p.* from (
  select distinct person_id from ({words}) every_word order by person_id limit {cap}) c
join people_person p on p.id = c.person_id
where p.paused_at is null and p.id <> me() and p.id <> all((select my_blocks())::bigint[])"""
# Those called exactly so; when there are none, those called nearly so.
PEOPLE = """
with exact as materialized ({exact}), near as ({near} and not exists (select from exact))
select * from (select *, false as nearly from exact union all select *, true from near) p
order by folded, id limit %s offset %s"""


@dataclass(frozen=True, slots=True)
class Found:
    """One person, and by which of the things they tell to the person who asks."""

    person: Person
    by: list[Facet]


@dataclass(frozen=True, slots=True)
class People(Page[Found]):
    """One page of the people found."""

    nearly: bool = False  # nobody is called so: these are called nearly so


@dataclass(frozen=True, slots=True)
class Named[Thing]:
    """Those with these words in their name, or else with nearly these."""

    rows: list[Thing] = field(default_factory=list)
    nearly: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """What one word may stand for."""

    word: str
    concepts: list[int]
    places: list[int]
    is_known: bool  # a word of the vocabulary: no name misspelt

    def parameters(self, near: list[str]) -> list[Any]:
        clues = [f"concept:{number}" for number in self.concepts] + [
            f"place:{number}" for number in self.places
        ]
        clues += [f"name:{name}" for name in near]
        name = f"name:{self.word}"
        end = name + vocabulary.LAST_LETTER
        return [clues, name, end, list(TELLING), self.concepts, self.places, f" {self.word}", near]


def words_of(text: str) -> list[str]:
    words = [word for word in BETWEEN.split(fold(text.replace("\x00", "")[:200])) if word]
    return [word for word in dict.fromkeys(words) if word not in PASSED][:WORDS]


def misspellings_of(word: str) -> list[str]:
    """All that is one mistake from that word: a letter more, fewer, other, or two swapped."""
    if len(word) not in MISTAKEN:
        return []
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    letters = LETTERS + "".join(set(word) - set(LETTERS))
    found = {a + b[1:] for a, b in cuts if b} | {
        a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1
    }
    found |= {a + letter + rest for a, b in cuts for letter in letters for rest in {b, b[1:]}}
    return sorted(found - {word})


def find_people(text: str, number: int = 1) -> People:
    """Those whom all of these words find, by name; else those with nearly these names."""
    words = words_of(text)
    if not words:
        return People([], 1, False)
    meant = meanings_of(words)
    word = WORD.format(bound=BOUND if len(meant) > 1 else 2 * CAP)
    seen = SEEN.format(words="\nintersect\n".join([word] * len(meant)), cap=CAP)
    parameters = [value for one in meant for value in one.parameters([])]
    nears = [[] if one.is_known else misspellings_of(one.word) for one in meant]
    if any(nears):
        parameters += [
            value for one, near in zip(meant, nears, strict=True) for value in one.parameters(near)
        ]
    near_too = seen if any(nears) else "select * from exact where true"
    page = [LINES + 1, (number - 1) * LINES]
    found: list[Any] = list(
        Person.objects.raw(PEOPLE.format(exact=seen, near=near_too), parameters + page)
    )
    shown = found[:LINES]
    facets = facets_of([person.pk for person in shown], [*TELLING, "place"])
    rows = [Found(one, _facets_meant(facets[one.pk], meant)) for one in shown]
    return People(rows, number, len(found) > LINES, any(one.nearly for one in shown))


def meanings_of(words: list[str]) -> list[Meant]:
    places = list(
        Place.objects.filter(_places_named(words)).values_list("geoname_id", "folded", "folded_fr")
    )
    found = []
    for word in words:
        concepts, exactly = concepts_named(word)
        here = [number for number, *names in places if _is_called(names, word)]
        found.append(Meant(word, concepts, here, exactly))
    return found


def _places_named(words: list[str]) -> Q:
    """Places called as one of these words, or as some that follow each other."""
    runs = {
        fold_place(" ".join(words[a:b]))
        for a in range(len(words))
        for b in range(a + 1, len(words) + 1)
    }
    return Q(folded__in=runs) | Q(folded_fr__in=runs)


def _is_called(names: Iterable[str], word: str) -> bool:
    return any(word in BETWEEN.split(name) for name in names)


def concepts_named(word: str) -> tuple[list[int], bool]:
    """The concepts that one typed word means, in either language, and whether exactly.

    One mistake is forgiven when no concept is called so.
    """
    if len(word) < 3:
        return [], False
    said = {
        term.id: [part for part in BETWEEN.split(fold(f"{term.fr} {term.en}")) if part]
        for scheme in ("experience", "support", "language")
        for term in vocabulary.concepts(scheme)
    }
    stem = word.rstrip("sx") if len(word) > 4 else word
    found = [
        number for number, parts in said.items() if any(part.startswith(stem) for part in parts)
    ]
    exactly = bool(found)
    if not found and len(word) > 4:
        near = set(
            get_close_matches(
                word, {part for parts in said.values() for part in parts}, n=2, cutoff=0.8
            )
        )
        found = [number for number, parts in said.items() if near.intersection(parts)]
    return found[:40], exactly


def _facets_meant(facets: Iterable[Facet], meant: list[Meant]) -> list[Facet]:
    concepts: set[int] = reduce(or_, (set(one.concepts) for one in meant), set())
    places: set[int] = reduce(or_, (set(one.places) for one in meant), set())
    return [
        facet
        for facet in facets
        if _concept_and_parent(facet) & concepts or facet.place_id in places
    ]


def _concept_and_parent(facet: Facet) -> set[int | None]:
    if facet.concept_id is None:
        return set()
    return {facet.concept_id, vocabulary.concept(facet.concept_id).parent_id} - {None}


def find_circles(text: str) -> Named[Circle]:
    """Circles one is in, and open ones. Pairs have no name; events have a search of their own."""
    open_to_me = Circle.objects.filter(ended_at=None).exclude(kind__in=["pair", "event"])
    return _find_by_name(open_to_me.select_related("organisation"), text)


def find_organisations(text: str) -> Named[Organisation]:
    return _find_by_name(Organisation.objects.select_related("place"), text)


def _find_by_name[Thing: models.Model](things: models.QuerySet[Thing], text: str) -> Named[Thing]:
    words = words_of(text)
    if not words:
        return Named()
    said = Q(*(Q(folded__contains=word) for word in words))
    nearly_said = Q(
        *(Q(folded__contains=word) | _has_word_among(misspellings_of(word)) for word in words)
    )
    exact = Case(When(said, then=1), default=0)
    found: list[Any] = list(
        things.filter(nearly_said).annotate(exact=exact).order_by("-exact", "folded", "id")[:LINES]
    )
    return Named([one for one in found if one.exact] or found, bool(found) and not found[0].exact)


def _has_word_among(words: list[str]) -> Q:
    """One of these is a word of the name."""
    plain = Func(F("folded"), Value("-'’"), Value("   "), function="translate")
    parts = Func(plain, Value(" "), function="string_to_array")
    return Q(
        Func(
            parts,
            Value(words),
            template="%(expressions)s::text[]",
            arg_joiner=" && ",
            output_field=BooleanField(),
        )
    )
