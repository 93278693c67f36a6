"""A group of two for two actions at one moment: each may leave, keep, end, and let somebody in."""

from typing import Any

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.groups.actions import entries
from entrepairs.groups.actions.groups import end_group
from entrepairs.groups.tests.making import group_of
from entrepairs.people.models import Person
from entrepairs.tests.two_at_once import deed


def a_group(network: Network) -> dict[str, Any]:
    """Amel, who keeps its page, and Bruno; Eve asks to come in."""
    with hats.system("test"):
        rows: dict[str, Any] = {
            name: Person.objects.create(name=name) for name in ("amel", "bruno", "eve")
        }
    group = rows["group"] = group_of(rows["amel"], rows["bruno"])
    with hats.person(rows["eve"].pk):
        rows["entry"] = entries.ask_to_enter(
            circle=group.circle, role="member", words="", once=None, by=rows["eve"]
        )
    return rows


def _leaves(w: dict[str, Any], me: int, once: Any) -> None:
    entries.leave_group(circle=w["group"].circle, once=once, by=me)


IN_A_GROUP = [
    deed("Amel leaves", "amel", _leaves),
    deed("Bruno leaves", "bruno", _leaves),
    deed(
        "Amel keeps it no more",
        "amel",
        lambda w, me, o: entries.stop_keeping(circle=w["group"].circle, once=o, by=me),
    ),
    deed(
        "Amel ends it", "amel", lambda w, me, o: end_group(circle=w["group"].circle, once=o, by=me)
    ),
    deed(
        "Bruno lets Eve in",
        "bruno",
        lambda w, me, o: entries.let_in(entry=w["entry"], once=o, by=me),
    ),
    deed(
        "Eve takes it back",
        "eve",
        lambda w, me, o: entries.withdraw_entry(entry=w["entry"], once=o, by=me),
    ),
]
