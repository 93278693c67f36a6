"""Shelves of the library: what newcomers are led to, what is easy to read, what is signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.file_actions import LAST_ORDER
from entrepairs.library.models import File, Recommendation, Resource
from entrepairs.library.ordering import move_one_place
from entrepairs.library.queries import spoken

ON_PAGE = 4  # of each shelf, on the page of the library
PUBLISHED = Q(state=Resource.State.PUBLISHED)
NEWEST = ("-published_at", "-id")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One shelf: its name in an address, its title, and why a resource stands there."""

    name: str
    title: object
    about: object
    icon: str


SHELVES = [
    Shelf(
        "newcomers",
        _("New here? Start with these"),
        _("Chosen by coordinators, in this order."),
        "sprout",
    ),
    Shelf(
        "easy",
        _("Easy to read"),
        _("Short sentences and simple words, newest first."),
        "book-open",
    ),
    Shelf(
        "signed",
        _("In sign language"),
        _("Documents and recordings in a sign language, newest first."),
        "eye",
    ),
]


def shelf_named(name: str) -> Shelf | None:
    return next((shelf for shelf in SHELVES if shelf.name == name), None)


def resources_on(shelf: Shelf) -> QuerySet[Resource]:
    """Those that the person who asks may see, in the order of the shelf."""
    rows = Resource.objects.filter(PUBLISHED)
    if shelf.name == "newcomers":
        return rows.filter(recommendation__isnull=False).order_by(
            "recommendation__order", "recommendation__id"
        )
    if shelf.name == "signed":
        return rows.filter(language__in=sign_languages()).order_by(*NEWEST)
    easy = File.objects.filter(use=File.Use.EASY, state=File.State.READY).values("resource")
    versions = Resource.objects.filter(PUBLISHED, easy_of__isnull=False).values("pk")
    return rows.filter(Q(pk__in=versions) | Q(pk__in=easy)).order_by(*NEWEST)


def sign_languages() -> list[str]:
    return [term.key for term in spoken() if term.data.get("sign")]


def filled_shelves() -> Iterable[tuple[Shelf, list[Resource], bool]]:
    """Each with its first resources, and whether there are more. An empty one is absent. One
    query for all."""
    first, *others = [
        resources_on(shelf).annotate(shelf=Value(number))[: ON_PAGE + 1]
        for number, shelf in enumerate(SHELVES)
    ]
    found: dict[int, list[Resource]] = {}
    for row in first.union(*others, all=True):
        found.setdefault(row.shelf, []).append(row)
    for number, rows in sorted(found.items()):
        yield SHELVES[number], rows[:ON_PAGE], len(rows) > ON_PAGE


RECOMMEND = Verb("library", "recommend", _("You put an item on the shelf for newcomers"), NOT_TOLD)


@action
def recommend_resource(
    *, resource: Resource, order: int | None = None, by: int, once: UUID | None = None
) -> None:
    """At the end of the shelf; or back where it was, when it was taken off."""
    note_deed(RECOMMEND, by=by, object_key=resource.key, once=once)
    if order is None:
        last = Recommendation.objects.aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
    Recommendation.objects.get_or_create(
        resource=resource, defaults={"order": min(order, LAST_ORDER)}
    )


UNRECOMMEND = Verb(
    "library", "unrecommend", _("You took an item off the shelf for newcomers"), NOT_TOLD
)


@action
def unrecommend_resource(*, resource: Resource, by: int, once: UUID | None = None) -> int:
    """Off the shelf; its place there, so that it can be put back."""
    note_deed(UNRECOMMEND, by=by, object_key=resource.key, once=once)
    row = Recommendation.objects.select_for_update().filter(resource=resource).first()
    if row is None:
        raise NotPossible
    row.delete()
    return row.order


ORDER_SHELF = Verb(
    "library", "order_shelf", _("You changed the order of the shelf for newcomers"), NOT_TOLD
)


@action
def move_recommended(*, resource: Resource, up: bool, by: int, once: UUID | None = None) -> None:
    """One place up or down on the shelf."""
    note_deed(ORDER_SHELF, by=by, object_key=resource.key, once=once)
    rows = list(Recommendation.objects.select_for_update())
    moved = next((row for row in rows if row.resource_id == resource.pk), None)
    Recommendation.objects.bulk_update(move_one_place(rows, moved, up=up), ["order"])
