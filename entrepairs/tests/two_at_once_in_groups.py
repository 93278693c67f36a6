"""A group of two for two actions at one moment: leave, keep, end, let somebody in, decide, take
turns."""

import datetime as dt
from typing import Any

from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.decisions.actions import answers, proposals
from entrepairs.decisions.actions.answers import GivenAnswer
from entrepairs.decisions.tests.making import answered, last_of, proposed
from entrepairs.gatherings.actions import turns
from entrepairs.gatherings.models import Turn
from entrepairs.gatherings.tests.making import rhythm_of
from entrepairs.groups.actions import entries
from entrepairs.groups.actions.groups import end_group
from entrepairs.groups.tests.making import group_of
from entrepairs.people.models import Person
from entrepairs.tests.two_at_once import deed

TODAY = timezone.localdate()


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


def a_decision(network: Network) -> dict[str, Any]:
    """Amel's proposal, which Bruno has answered: once she does, either may close it."""
    rows = a_group(network)
    decision = rows["decision"] = proposed(rows["group"], rows["amel"])
    answered(decision, rows["bruno"])
    rows["version"] = last_of(decision)
    return rows


def some_turns(network: Network) -> dict[str, Any]:
    """Amel and Bruno facilitate in turns; Bruno's is suggested to Amel for hers."""
    rows = a_group(network)
    days = [TODAY + dt.timedelta(days=1 + 7 * week) for week in range(2)]
    rhythm = rows["rhythm"] = rhythm_of(rows["group"], rows["amel"], starts_on=days[0])
    rows["days"] = [day + dt.timedelta(days=14) for day in days]
    for name in ("amel", "bruno"):
        with hats.person(rows[name].pk):
            turns.join_turns(rhythm=rhythm, once=None, by=rows[name])
    with hats.person(rows["bruno"].pk):
        turns.deal_turns(rhythm=rhythm, days=days, by_lot=False, once=None, by=rows["bruno"])
        other, mine = Turn.objects.select_related("rhythm__circle").order_by("day")
        rows["swap"] = turns.suggest_swap(turn=mine, other=other, once=None, by=rows["bruno"])
        rows["turn"] = mine
    return rows


WITH_TURNS = [
    deed(
        "Amel deals turns",
        "amel",
        lambda w, me, o: turns.deal_turns(
            rhythm=w["rhythm"], days=w["days"], by_lot=False, once=o, by=me
        ),
    ),
    deed("Amel swaps", "amel", lambda w, me, o: turns.accept_swap(swap=w["swap"], once=o, by=me)),
    deed(
        "Bruno passes on his",
        "bruno",
        lambda w, me, o: turns.pass_turn(turn=w["turn"], once=o, by=me),
    ),
    deed("Bruno leaves them", "bruno", _leaves),
    deed(
        "Amel ends them",
        "amel",
        lambda w, me, o: turns.end_turns(rhythm=w["rhythm"], once=o, by=me),
    ),
    deed(
        "Bruno ends them",
        "bruno",
        lambda w, me, o: turns.end_turns(rhythm=w["rhythm"], once=o, by=me),
    ),
]

WITH_A_DECISION = [
    deed(
        "Amel answers without her name",
        "amel",
        lambda w, me, o: answers.answer_without_name(
            version=w["version"], unlinked=GivenAnswer("objection", "mots"), once=o, by=me
        ),
    ),
    deed(
        "Amel answers under her name",
        "amel",
        lambda w, me, o: answers.answer_under_name(
            version=w["version"], said=GivenAnswer("fine"), once=o, by=me
        ),
    ),
    deed(
        "Amel closes it",
        "amel",
        lambda w, me, o: proposals.close_answers(version=w["version"], once=o, by=me),
    ),
    deed(
        "Bruno closes it",
        "bruno",
        lambda w, me, o: proposals.close_answers(version=w["version"], once=o, by=me),
    ),
    deed(
        "Amel takes it back",
        "amel",
        lambda w, me, o: proposals.withdraw_proposal(decision=w["decision"], once=o, by=me),
    ),
    deed("Amel leaves it", "amel", _leaves),
]
