"""What the rooms above add to the pages of a group. They append to these lists in their
AppConfig.ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from icalendar import Event

from entrepairs.groups.models import Group
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.ui.page_parts import PagePart


@dataclass(frozen=True, slots=True)
class GroupTab:
    """A tab, for who is in the group: where it leads, with the key of the group; `stays` for those
    who were in it when it ended."""

    key: str
    label: Any
    url_name: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class GroupSection(PagePart):
    """A part of the page of a group. What asks for an answer comes before all other parts: it is in
    a template of its own, `first`."""

    first: str = ""


tabs: list[GroupTab] = []
# Above what the group is for, for who is in it.
sections: list[Callable[[GroupStanding], GroupSection]] = []
# Likewise on the page that everyone else reads, and above the list of its meetings.
public: list[Callable[[GroupStanding], GroupSection]] = []
meetings: list[Callable[[GroupStanding], GroupSection]] = []
# Beside the list of its people, for who is in it; nothing where it is not of that kind.
people: list[Callable[[GroupStanding], GroupSection | None]] = []
# Of a group, with the address of its page: entries of its calendar; events in schema.org.
calendar: list[Callable[[Group, str], Iterable[Event]]] = []
described: list[Callable[[Group, str], list[dict[str, Any]]]] = []
