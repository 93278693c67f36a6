"""What the rooms above add to the pages of bodies and mandates. They append to these lists in their
AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from entrepairs.core.requests import Request
from entrepairs.mandates.models import Body, Mandate
from entrepairs.mandates.queries import ShownSeat
from entrepairs.people.models import Organisation
from entrepairs.ui.page_parts import PagePart


@dataclass(frozen=True, slots=True)
class MandateTab:
    """A tab, for who holds a mandate: where it leads. The first in their order is the mandate."""

    key: str
    label: Any
    url: Callable[[Mandate], str]
    order: int = 50
    shown: Callable[[Mandate], bool] = lambda mandate: True


@dataclass(frozen=True, slots=True)
class BodyPage:
    """What the page of a body has read, so that its parts need not read it again."""

    body: Body
    seats: list[ShownSeat]
    mine: list[Organisation]  # those that the reader coordinates


_tabs: list[MandateTab] = []
# Of a body, on its page, for everyone who reads it.
bodies: list[Callable[[Request, BodyPage], PagePart]] = []
# Of a region, on the page of its bodies, for everyone.
regions: list[Callable[[Request, str], PagePart]] = []
# Of a mandate, on the page of who holds it, after the next sitting.
mandates: list[Callable[[Request, Mandate], PagePart]] = []
# Of a body, for who comes next in one of its seats.
handovers: list[Callable[[Request, Mandate], PagePart]] = []
# Of a year of a body, by line of its yearly report, for its delegation.
year_facts: list[Callable[[Body, int], dict[str, str]]] = []


def add_tab(tab: MandateTab) -> None:
    _tabs.append(tab)
    _tabs.sort(key=lambda one: one.order)


def known_tabs() -> list[MandateTab]:
    return list(_tabs)
