"""Shelves of the library: what newcomers are led to, what is easy to read, what is signed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from entrepairs.library.models import File, Resource
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
