"""Where pages lead: the navigation, the footer, and what every page includes. Rooms add themselves
in their apps.py."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.db import connection
from django.urls import NoReverseMatch, reverse

Text = Any  # a string, or a lazy translation
Where = Literal["dialogs", "emergency", "offline", "writing", "meeting", "privacy"]
Way = Literal["sign_in", "sign_up", "code"]


def address(url_name: str) -> str:
    """The address of this name, or nothing when there is no such page."""
    return _address(url_name, settings.ROOT_URLCONF)


@cache
def _address(url_name: str, urlconf: str) -> str:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the navigation, of those who are signed in.

    `number`, `seen_if` and `names` are expressions in SQL, read under the hat of the person who
    asks: how much waits there beside what waits in those it names, whether they are shown it at
    all, and what a wide page lists of it by name, as [address, key of a person or nothing, name,
    when it is next or nothing, when it began, how much waits in it], both times in seconds. All are
    asked in one statement, and what waits is summed.
    """

    key: str
    label: Text
    url_name: str
    icon: str = ""
    order: int = 50
    number: str = ""
    seen_if: str = ""
    names: str = ""
    wide_only: bool = False  # on a phone, the first row of the page of my circles
    within: str = ""  # a part of that place, without a line of its own

    @property
    def url(self) -> str:
        return address(self.url_name)


MOST_BY_NAME = 8  # `names` gives one more, when there are more
# A phone has room for five: another room is a part of one of these, or stands aside on a wide page.
BAR = ("today", "circles", "calendar", "library", "me")
_places: dict[str, Place] = {}
_footer: dict[str, Place] = {}
_public: dict[str, Place] = {}
_doors: dict[Way, tuple[str, Callable[[], bool]]] = {}
_banners: list[str] = []
# What other rooms add to a place: their numbers are summed, their names stand among its own.
_more: dict[str, list[tuple[str, str]]] = {}
_included: dict[Where, list[str]] = {
    "dialogs": [],
    "emergency": [],
    "offline": [],
    "writing": [],  # above what one writes in a circle
    "meeting": [],  # above the form that plans a meeting
    "privacy": [],  # at the end of the page on what is kept
}


def add(place: Place) -> None:
    """Show this room in the navigation."""
    _places[place.key] = place


def add_to(key: str, *, number: str, names: str) -> None:
    """Count and name something more beside a place of another room; both as in Place."""
    if (number, names) not in _more.setdefault(key, []):
        _more[key].append((number, names))


def add_public(label: Text, url_name: str, *, icon: str, order: int = 50) -> None:
    """Show this page in the bar of a stranger's phone, beside the way in."""
    _public[url_name] = Place(url_name, label, url_name, icon=icon, order=order)


def add_footer(label: Text, url_name: str, *, order: int = 50) -> None:
    """A small link at the bottom of every page."""
    _footer[url_name] = Place(url_name, label, url_name, order=order)


def add_door(way: Way, url_name: str, is_open: Callable[[], bool] = lambda: True) -> None:
    """Where strangers get in, as long as this door is open: pages link to no other."""
    _doors[way] = url_name, is_open


def add_to_pages(template: str, where: Where = "dialogs") -> None:
    """Include this template in every page (dialogs), or in the page shown when all else fails
    (emergency)."""
    if template not in _included[where]:
        _included[where].append(template)


def add_banner(template: str) -> None:
    """Draw this template above every page of who is signed in.

    It says itself whether there is something to say.
    """
    if template not in _banners:
        _banners.append(template)


def banners() -> list[str]:
    return _banners


def door(way: Way) -> str:
    """The address of a way in, or nothing."""
    url_name, is_open = _doors.get(way, ("", bool))
    return address(url_name) if is_open() else ""


def url_of(key: str) -> str:
    """The address of a room of the navigation, or nothing."""
    return _places[key].url if key in _places else ""


def places() -> list[Place]:
    """The lines of the navigation."""
    return [place for place in _shown(_places) if not place.within]


def parts_of(key: str) -> list[Place]:
    """What belongs to a place, and is reached from its page."""
    return [place for place in _shown(_places) if place.within == key]


def line_of(key: str) -> str:
    """The place in which a page is, by its own key or that of a part."""
    return _places[key].within or key if key in _places else key


class Named(NamedTuple):
    """One line under a place, on a wide page. Without a person it is a circle."""

    url: str
    person: str
    name: str
    number: int = 0  # of what waits in it


class Found(NamedTuple):
    """A place that this person sees, what waits there, and what is listed of it by name."""

    place: Place
    number: int
    names: list[Named]


@cache
def _statement(asked: tuple[tuple[str, str, str], ...]) -> str:
    columns = [
        f"({number or 0})::int, ({seen_if or True}), ({names or 'null::jsonb'})"
        for number, seen_if, names in asked
    ]
    return f"select {', '.join(columns)}"


def ask(known: Mapping[str, int]) -> list[Found]:
    """The places that the person of the hat sees, with what waits in each. One query.

    Of numbers that are `known` already it does not ask.
    """
    shown = places()
    asked = tuple(
        ("" if place.key in known else _number_of(place), place.seen_if, _names_of(place))
        for place in shown
    )
    with connection.cursor() as cursor:
        cursor.execute(_statement(asked))
        row = cursor.fetchone()
    return [
        _read_place(place, known.get(place.key), *row[3 * n : 3 * n + 3])
        for n, place in enumerate(shown)
        if row[3 * n + 1]
    ]


def _read_place(
    place: Place, known: int | None, number: int, seen: bool, names: str | None
) -> Found:
    """What waits in those that are named is counted with the rest, unless it is known already."""
    rows = json.loads(names or "[]")
    counted = number + sum(row[5] for row in rows) if known is None else known
    return Found(place, counted, _sort_names(row for row in rows if row[2]))


def _number_of(place: Place) -> str:
    numbers = [place.number, *(number for number, _names in _more.get(place.key, ()))]
    return " + ".join(f"coalesce(({number}), 0)" for number in numbers if number)


def _names_of(place: Place) -> str:
    names = [*(names for _number, names in _more.get(place.key, ())), place.names]
    return " || ".join(f"({one})" for one in names if one)


def _sort_names(named: Iterable[list[Any]]) -> list[Named]:
    """What is next comes first, then what began last, whichever room names it; one more than are
    shown, when there are more. Django leaves the jsonb of a bare statement as it is written."""
    rows = sorted(named, key=lambda row: (row[3] is None, row[3] or 0, -row[4]))
    return [Named(row[0], row[1], row[2], row[5]) for row in rows[: MOST_BY_NAME + 1]]


def find_faults(known: Iterable[Place]) -> Iterator[str]:
    """What keeps Entrepairs from starting: more in the bar of a phone than it holds, or a part of
    nothing."""
    for place in known:
        if place.within and place.within not in BAR:
            yield f"the place {place.key} is a part of {place.within}, which is none of {BAR}"
        elif not (place.within or place.wide_only or place.key in BAR):
            yield (
                f"the bar of a phone holds {BAR} and no sixth: say which of them {place.key} is"
                " a part of (within=), or that it stands aside (wide_only=True)"
            )
        if not place.icon or not place.label:
            yield f"the place {place.key} needs a label and an icon"


def known_places() -> list[Place]:
    return list(_places.values())


def public_places() -> list[Place]:
    return _shown(_public)


def footer() -> list[Place]:
    return _shown(_footer)


def included(where: Where) -> list[str]:
    return _included[where]


def _shown(known: dict[str, Place]) -> list[Place]:
    return sorted((place for place in known.values() if place.url), key=lambda place: place.order)
