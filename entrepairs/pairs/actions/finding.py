"""Keeping the search tables as wishes and facets have them: a person's own lines at once, everybody's by a job."""

from functools import cache
from pathlib import Path

from django.db import connection, transaction

from entrepairs.base import hats
from entrepairs.pairs.models import Rarity
from entrepairs.people.circles import id_of
from entrepairs.people.models import Person

LEAST = 11  # fewer people than this all weigh the same: a weight tells of nobody

# What is no longer so goes, what is new comes, in one statement: the lines are worked out once.
ALIGN = """with lines as materialized ({lines}), gone as (
  delete from pairs_findable f where (%(person)s::bigint is null or f.person_id = %(person)s::bigint)
    and not exists (select from lines l where l.person_id = f.person_id and l.kind = f.kind
                    and l.concept_id is not distinct from f.concept_id and l.scope = f.scope))
  insert into pairs_findable (person_id, kind, concept_id, scope) select * from lines on conflict do nothing"""
# The natural logarithm of one in how many people who may be found tells it; a heading counts all that is under it.
WEIGH = """insert into pairs_rarity (kind, concept_id, weight)
  select kind, concept_id, ln(1 + greatest((select count(*) from pairs_wish where closed_at is null), %(least)s)::float8
                                  / greatest(count(distinct person_id), %(least)s))
  from pairs_findable where concept_id is not null group by kind, concept_id"""


@cache
def lines() -> str:
    return (Path(__file__).parent.parent / "findable.sql").read_text()


def _align(person: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ALIGN.format(lines=lines()), {"person": person})


def refresh_mine(*, by: Person | int) -> None:
    """My own lines, from my wish and what I told. Part of whatever action changed them: no deed of its own."""
    _align(id_of(by))


def refresh() -> None:
    """Everybody's lines, then the weights. Writes nothing that a person said, so no deed; safe to run at any time."""
    with (
        transaction.atomic(),
        hats.system("what may be found is aligned with wishes and facets"),
        connection.cursor() as cursor,
    ):
        cursor.execute("set local work_mem = '64MB'")  # one at a time, at night: sorted in memory
        _align(None)
        Rarity.objects.all().delete()
        cursor.execute(WEIGH, {"least": LEAST})
