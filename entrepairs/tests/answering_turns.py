"""Doors of turns that are swapped: a yes, a no, and what ends before."""

import datetime as dt

from entrepairs.core import hats
from entrepairs.gatherings.actions import turns
from entrepairs.gatherings.models import Swap, Turn
from entrepairs.gatherings.tests.making import rhythm_of
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of
from entrepairs.people.actions.blocks import block_person
from entrepairs.tests.answering import Stage, Steps, door


def asked_to_swap(stage: Stage) -> tuple[Group, Swap]:
    """Amel and David take turns; Amel suggests hers for his."""
    group = group_of(stage.person("Amel"), stage.person("David"))
    days = [dt.date.today() + dt.timedelta(days=1 + 7 * week) for week in range(2)]  # noqa: DTZ011
    rhythm = rhythm_of(group, stage.person("Amel"), starts_on=days[0])
    for name in ("Amel", "David"):
        stage.act(name, turns.join_turns, rhythm=rhythm)
    stage.act("Amel", turns.deal_turns, rhythm=rhythm, days=days, by_lot=False)
    with hats.person(stage.person("Amel").pk):
        mine, theirs = Turn.objects.select_related("rhythm__circle").order_by("day")
    return group, stage.act("Amel", turns.suggest_swap, turn=mine, other=theirs)


@door("turn_swap")
def swapping_turns(stage: Stage) -> Steps:
    _group, swap = asked_to_swap(stage)
    yield stage.person("David")
    stage.post("David", f"/gatherings/turns/swap/{swap.pk}/", answer="yes")


@door("turn_swap")
def keeping_ones_turn(stage: Stage) -> Steps:
    _group, swap = asked_to_swap(stage)
    yield stage.person("David")
    stage.post("David", f"/gatherings/turns/swap/{swap.pk}/", answer="no")


@door("turn_swap")
def passed_on_by_who_suggested(stage: Stage) -> Steps:
    _group, swap = asked_to_swap(stage)
    yield stage.person("David")
    stage.act("Amel", turns.pass_turn, turn=swap.turn)


@door("turn_swap")
def all_turns_ended(stage: Stage) -> Steps:
    _group, swap = asked_to_swap(stage)
    yield stage.person("David")
    stage.act("Amel", turns.end_turns, rhythm=swap.turn.rhythm)


@door("turn_swap")
def leaving_a_group_of_turns(stage: Stage) -> Steps:
    group, _swap = asked_to_swap(stage)
    yield stage.person("David")
    stage.post("David", f"{group.path}leave/")


@door("turn_swap")
def blocking_who_suggests_a_swap(stage: Stage) -> Steps:
    asked_to_swap(stage)
    yield stage.person("David")
    stage.act("David", block_person, person=stage.person("Amel"))
