"""Reading items: those of a body, a circle, my delegations, what I said; one with all of it."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import F, QuerySet

from entrepairs.core.sql_files import read_sql
from entrepairs.items.models import Item, Raiser, Stage, Version
from entrepairs.mandates.models import HELD, Body, Mandate
from entrepairs.mandates.queries import held_mandates
from entrepairs.people.models import Circle
from entrepairs.ui.formats import today


def holders_of(body: Body) -> set[int]:
    """The delegation of a body: who holds a seat there today, full or deputy."""
    rows = Mandate.objects.filter(HELD, body=body, ended_at=None)
    held = rows.filter(since__lte=today(), until__gte=today())
    return set(held.values_list("person_id", flat=True))


def bodies_of(person: int) -> QuerySet[Body]:
    """Where this person holds a seat today."""
    return Body.objects.filter(pk__in=held_mandates(person).order_by().values("body")).order_by(
        "name", "pk"
    )


def in_order(rows: QuerySet[Item]) -> QuerySet[Item]:
    """As lists show them, with body and circle: what moved last comes first."""
    shown = rows.select_related("body", "circle").defer("vector", "marks", "words")
    return shown.order_by("-stands_on", "-pk")


def items_of_body(body: Body) -> QuerySet[Item]:
    return in_order(Item.objects.filter(body=body, merged_into=None))


def items_of_circle(circle: Circle) -> QuerySet[Item]:
    return in_order(Item.objects.filter(circle=circle, merged_into=None))


def items_of_mandates(person: int) -> QuerySet[Item]:
    bodies = held_mandates(person).order_by().values("body")
    return in_order(Item.objects.filter(body__in=bodies, merged_into=None))


def items_said_by(person: int) -> QuerySet[Item]:
    """What this person said, or says too; also what was put into another item."""
    said = Raiser.objects.filter(person=person).values("item")
    return in_order(Item.objects.filter(pk__in=said))


def circles_to_speak_for(person: int) -> QuerySet[Circle]:
    """Groups and teams in whose name this person may say something."""
    rows = Circle.objects.filter(kind__in=("group", "team"), ended_at=None, paused_at=None)
    mine = rows.filter(memberships__person=person, memberships__until=None)
    return mine.distinct().order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """Of the items of a body that were on an agenda: how many, how many have an answer, and in how
    many days half of these were answered."""

    items: int
    answered: int
    days: int | None


def figures_of(body: Body) -> BodyFigures:
    with connection.cursor() as cursor:
        cursor.execute(read_sql("items", "queries/figures.sql"), {"body": body.pk})
        return BodyFigures(*cursor.fetchone())


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who said it under their name, or who carries it."""

    key: str
    name: str


@dataclass(slots=True)
class Standing:
    """What who reads an item is to it, and what only their hat may know of it."""

    sits: bool  # of the delegation
    is_near: bool  # said by them, or in the name of a circle of theirs
    raiser: Raiser | None
    seen: str = ""  # what they saw on the spot
    said: list[Hand] = field(default_factory=list)
    carried: list[Hand] = field(default_factory=list)
    sightings: dict[str, int] = field(default_factory=dict)  # 0: some, fewer than 11


STANDING = """
select i.body_id = any(my_delegations()), is_said_by_mine(i), coalesce(g.seen, ''),
  r.id, r.is_named, r.tell
from items_item i left join items_raiser r on r.item_id = i.id and r.person_id = me()
left join items_sighting g on g.item_id = i.id and g.person_id = me() where i.id = %s
"""


def standing_to(item: Item) -> Standing:
    """Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [item.pk])
        sits, near, seen, number, named, tell = cursor.fetchone()
        raiser = Raiser(pk=number, is_named=named, tell=tell) if number else None
        standing = Standing(sits, near, raiser, seen)
        cursor.execute("select part, key, name, number from hands_of(%s)", [item.pk])
        for part, key, name, count in cursor.fetchall():
            if part == "seen":
                standing.sightings[key] = count
            else:
                (standing.said if part == "said" else standing.carried).append(Hand(key, name))
    return standing


def readable_items() -> QuerySet[Item]:
    """As its page shows it: where it was put, what is shared of it, where it was taken from."""
    return Item.objects.select_related(
        "body__place", "circle", "merged_into", "outcome", "taken_from__body"
    ).defer("vector", "marks")


def stages_of(item: Item) -> list[Stage]:
    """In their order, those taken back last; each with who noted it and its sitting, where the hat
    may know."""
    rows = Stage.objects.filter(item=item).select_related("noted_by", "sitting")
    return list(rows.order_by(F("undone_at").asc(nulls_first=True), "day", "pk"))


def versions_of(item: Item) -> list[Version]:
    """Those that the hat may read, the newest first."""
    return list(Version.objects.filter(item=item).order_by("-number"))


def put_into(item: Item) -> list[Item]:
    """The items that became this one, as far as the hat may read them."""
    return list(Item.objects.filter(merged_into=item).only("key", "title").order_by("pk"))
