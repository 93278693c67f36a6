"""Finding items by their words, and what other bodies have come to about the like."""

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from entrepairs.items.models import Item, Outcome
from entrepairs.items.queries.items import in_order
from entrepairs.mandates.models import Body
from entrepairs.search.full_text import Matches, parse_text, tsquery_of

ENOUGH = 200  # of the newest that say these words
ALIKE = 5
READ_ALIKE = 500  # of the newest that say some of the words: the most alike of them are shown

FIND = "select find_items(make_term_query(%s::text[], %s::text[]), %s)"
FIND_ALIKE = "select find_items_of(any_of_words(%s), %s, %s)"
OUTCOMES_ALIKE = """
select id from (select o.id, ts_rank(o.vector, a.asked) as rank from items_outcome o,
  (select any_of_words(%s) as asked) a where o.vector @@ a.asked order by o.id desc limit %s) found
order by rank desc, id desc limit %s
"""


def find_items(words: str) -> QuerySet[Item]:
    """The newest that say these words, of those that everyone with an account reads; and of the
    others, those that the hat reads."""
    parsed = parse_text(words)
    if not parsed:
        return in_order(Item.objects.none())
    with connection.cursor() as cursor:
        cursor.execute(FIND, [parsed.wanted + parsed.begun, parsed.without, ENOUGH])
        numbers = cursor.fetchone()[0]
    near = Item.objects.filter(pk__in=RawSQL("select unnest(my_near_items())", ()))
    near = near.filter(Matches(F("vector"), tsquery_of(parsed)), merged_into=None)
    mine = near.order_by("-pk").values_list("pk", flat=True)[:ENOUGH]
    return in_order(Item.objects.filter(pk__in=[*numbers, *mine]))


def items_alike(words: str, body: Body) -> list[Item]:
    """Of the same body, the newest that say some of these words."""
    with connection.cursor() as cursor:
        cursor.execute(FIND_ALIKE, [words, body.pk, ALIKE])
        numbers = cursor.fetchone()[0]
    return list(in_order(Item.objects.filter(pk__in=numbers))) if numbers else []


def outcomes_alike(words: str) -> list[Outcome]:
    """What other bodies have come to, the most alike first."""
    with connection.cursor() as cursor:
        cursor.execute(OUTCOMES_ALIKE, [words, READ_ALIKE, ALIKE])
        numbers = [number for (number,) in cursor.fetchall()]
    rows = {one.pk: one for one in shared_outcomes().filter(pk__in=numbers)} if numbers else {}
    return [rows[number] for number in numbers if number in rows]


def shared_outcomes() -> QuerySet[Outcome]:
    """Newest first."""
    rows = Outcome.objects.select_related("body__place").defer("vector")
    return rows.order_by("-day", "-pk")


def regions_with_outcomes() -> list[str]:
    """In the order of their names; bodies without a town are of none."""
    rows = Outcome.objects.exclude(body__place=None).exclude(body__place__admin1="")
    return sorted(set(rows.values_list("body__place__admin1", flat=True)))


def count_taken(outcome: Outcome) -> int:
    """How many other bodies have put it on an agenda too."""
    taken = Item.objects.filter(taken_from=outcome, public_at__isnull=False)
    return taken.exclude(body=outcome.body_id).values("body").distinct().count()
