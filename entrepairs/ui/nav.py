"""Where pages lead: the navigation, the footer, and what every page includes. Rooms add themselves
in their apps.py."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

Text = Any  # a string, or a lazy translation
Where = Literal["dialogs", "emergency"]
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
    """One line of the navigation; `count` says how much waits there for the person who asks."""

    key: str
    label: Text
    url_name: str
    icon: str = ""
    order: int = 50
    count: Callable[[HttpRequest], int] | None = None
    wide_only: bool = False  # not in the bar of a phone, which has room for five

    @property
    def url(self) -> str:
        return address(self.url_name)


_places: dict[str, Place] = {}
_footer: dict[str, Place] = {}
_doors: dict[Way, str] = {}
_included: dict[Where, list[str]] = {"dialogs": [], "emergency": []}


def add(
    key: str,
    label: Text,
    url_name: str,
    *,
    icon: str,
    order: int,
    count: Callable[[HttpRequest], int] | None = None,
    wide_only: bool = False,
) -> None:
    """Show this room in the navigation of those who are signed in; `wide_only`: not in the bar of a
    phone."""
    _places[key] = Place(key, label, url_name, icon, order, count, wide_only)


def add_footer(label: Text, url_name: str, *, order: int = 50) -> None:
    """A small link at the bottom of every page."""
    _footer[url_name] = Place(url_name, label, url_name, order=order)


def add_door(way: Way, url_name: str) -> None:
    """Where strangers get in."""
    _doors[way] = url_name


def add_to_pages(template: str, where: Where = "dialogs") -> None:
    """Include this template in every page (dialogs), or in the page shown when all else fails
    (emergency)."""
    if template not in _included[where]:
        _included[where].append(template)


def door(way: Way) -> str:
    """The address of a way in, or nothing."""
    return address(_doors.get(way, ""))


def url_of(key: str) -> str:
    """The address of a room of the navigation, or nothing."""
    return _places[key].url if key in _places else ""


def places() -> list[Place]:
    return _shown(_places)


def footer() -> list[Place]:
    return _shown(_footer)


def included(where: Where) -> list[str]:
    return _included[where]


def _shown(known: dict[str, Place]) -> list[Place]:
    return sorted((place for place in known.values() if place.url), key=lambda place: place.order)
