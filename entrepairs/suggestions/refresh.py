"""The nightly refresh of the index of possible peers, which the database keeps in step by itself.

A place among the bits for each word, everybody's lines once more, and how rare each word is.
"""

import logging
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection

from entrepairs.core import hats
from entrepairs.core.database_away import is_away
from entrepairs.core.jobs import do_all, do_each
from entrepairs.core.small_counts import LEAST
from entrepairs.people.models import Person
from entrepairs.suggestions import word_positions
from entrepairs.suggestions.models import TermPosition
from entrepairs.vocabulary.models import Concept

log = logging.getLogger(__name__)
SCHEMES = {
    "experience": "experience",
    "need": "support",
    "offer": "support",
    "language": "language",
    "limit": "limit",
}
# Where the bits of headings begin, in the kinds that are compared at both levels.
HEADINGS = {"experience": 192, "need": 96, "offer": 96}

# How rare a word is, from 0 to 1, as rarity_of() in matching/score.py: of what is told to the whole
# network, by elevens: a weight tells of nobody. What people look for weighs as what can be brought
# does; its own share is kept for knowing how many would be found by it.
WEIGH = """
with everyone as (
  select greatest(count(distinct person_id), %(least)s)::float8 as people from suggestions_finderrow
),
told as materialized (
  select f.person_id, f.kind, c.id, coalesce(c.parent_id, c.id) as root
  from people_facet f join vocabulary_concept c on c.id = f.concept_id
  where f.kind in ('experience', 'need', 'offer') and f.audience >= 4
    and f.person_id in (select person_id from suggestions_finderrow)
), counted as (
  select kind, id, false as heading, count(distinct person_id) as people from told group by kind, id
  union all
  select kind, root, true, count(distinct person_id) from told group by kind, root
)
update suggestions_termposition w set weight = ln(1 + e.people / least(greatest(coalesce(
    (select c.people / %(least)s * %(least)s from counted c
     where c.kind = w.kind and c.id = w.concept and c.heading = w.heading
    ), 0), %(least)s), e.people))
  / ln(1 + e.people / %(least)s)
from everyone e where w.kind in ('experience', 'need', 'offer')
"""


def refresh_index() -> None:
    """Everybody's lines, then the weights. Writes nothing that a person said: no deed."""
    with aligning():
        TermPosition.objects.exclude(concept__in=Concept.objects.values("pk")).delete()
        TermPosition.objects.bulk_create(_new_words())
    do_all([_align_everybody, _weigh_words, word_positions.forget_positions])


def aligning() -> Any:
    return hats.system("what may be found is aligned with wishes and facets")


def _align_everybody() -> None:
    """At once; when the line of one person cannot be made, each apart."""
    try:
        _align(None)
    except DatabaseError as error:
        if is_away(error):
            raise
        log.exception("The lines of all cannot be made at once: each is taken apart")
        with aligning():
            people = list(Person.objects.values_list("pk", flat=True))
        do_each(people, lambda person: _align([person]))


def _align(people: list[int] | None) -> None:
    with aligning(), connection.cursor() as cursor:
        cursor.execute("set local work_mem = '64MB'")  # one at a time, at night: sorted in memory
        cursor.execute("select align_findable(%s::bigint[])", [people])


def _weigh_words() -> None:
    with aligning(), connection.cursor() as cursor:
        cursor.execute("set local work_mem = '64MB'")
        cursor.execute(WEIGH, {"least": LEAST})


def _new_words() -> Iterator[TermPosition]:
    """A place for each word that has none. Those that have one keep it: the bits of everybody stand
    there."""
    concepts = list(
        Concept.objects.filter(scheme__in=set(SCHEMES.values())).order_by("order", "id")
    )
    known = {
        (word.kind, word.concept, word.heading): word.position
        for word in TermPosition.objects.all()
    }
    for kind, scheme in SCHEMES.items():
        for heading in (False, True) if kind in HEADINGS else (False,):
            wanted = [
                c.pk for c in concepts if c.scheme == scheme and not (heading and c.parent_id)
            ]
            taken = {position for (k, _, h), position in known.items() if (k, h) == (kind, heading)}
            first = HEADINGS[kind] if heading else 0
            free = (place for place in range(first, first + 256) if place not in taken)
            for concept in wanted:
                if (kind, concept, heading) not in known:
                    yield TermPosition(
                        kind=kind, concept=concept, heading=heading, position=next(free)
                    )
