"""What the rooms above add to the pages of this one.

They append to these lists in their AppConfig.ready().
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from entrepairs.people.models import Organisation, Person
from entrepairs.ui.page_parts import PagePart


@dataclass(frozen=True, slots=True)
class PageAction:
    """A link of a page to what another room does."""

    label: Any
    url: str
    quiet: bool = True
    icon: str = ""


@dataclass(frozen=True, slots=True)
class NextEvent:
    """What an organisation holds next, in public."""

    url: str
    title: str
    starts_on: dt.date


PersonHook = Callable[[HttpRequest, Person], Iterable[PageAction]]
AffiliateHook = Callable[[HttpRequest, Organisation, Person], Iterable[PageAction]]

person_actions: list[PersonHook] = []  # on the page of another person
me_actions: list[PersonHook] = []  # on one's own page
# What an organisation holds next, the nearest first.
organisation_events: list[Callable[[Organisation], list[NextEvent]]] = []
affiliate_actions: list[AffiliateHook] = []  # for coordinators, about one of their people


# Rooms whose duties stand above my circles, where they are counted: asked for in one statement.
rooms_of_circles: list[str] = []

# Parts of my own page, above the settings.
me_sections: list[Callable[[HttpRequest], PagePart]] = []

# Called with who blocks and whom, in the same transaction, under the hat of the first.
on_block: list[Callable[[int, int], None]] = []

# Called with a `circle` that ends, `by` whom, in the same transaction, while they are a member.
on_close: list[Callable[..., Any]] = []

# Called with whom, in the transaction in which they pause, and in which they come back.
on_pause: list[Callable[[int], None]] = []
on_resume: list[Callable[[int], None]] = []

# Called with a person who leaves the network, under their hat, in one transaction; those of the
# highest room first, so that a room ends what is its own before the memberships below it end.
on_leave: list[Callable[[int], None]] = []

# Called under the system hat, before the rows of a person go: with their number, and with what they
# are called where a name has to stand ("someone who left").
on_erase: list[Callable[[int, str], None]] = []

# What a consent receipt is about, when it is not a facet: the key of the receipt -> its words.
consent_words: dict[str, Any] = {}


def gather_actions(
    hooks: Iterable[Callable[..., Iterable[PageAction]]], *about: Any
) -> list[PageAction]:
    return [action for hook in hooks for action in hook(*about)]
