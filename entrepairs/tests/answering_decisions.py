"""Doors of what waits for a decision: a proposal, the reminder of those who are silent, what came
of it."""

from entrepairs.decisions.actions.proposals import withdraw_proposal
from entrepairs.decisions.models import Decision
from entrepairs.decisions.tests.making import (
    amended,
    answered,
    dates_asked,
    dates_said,
    proposed,
    wait,
)
from entrepairs.groups.actions.groups import end_group
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of
from entrepairs.tests.answering import Stage, Steps, door


def put(stage: Stage) -> tuple[Group, Decision]:
    """Amel puts a proposal before her group, in which David is."""
    group = group_of(stage.person("Amel"), stage.person("David"))
    return group, proposed(group, stage.person("Amel"))


@door("proposal")
def answering_the_proposal(stage: Stage) -> Steps:
    _group, decision = put(stage)
    yield stage.person("David")
    stage.post("David", decision.path, choice="fine", words="", how="nameless")


@door("proposal")
def withdrawn_before_an_answer(stage: Stage) -> Steps:
    _group, decision = put(stage)
    yield stage.person("David")
    stage.act("Amel", withdraw_proposal, decision=decision)


@door("proposal")
def leaving_instead_of_answering(stage: Stage) -> Steps:
    group, _decision = put(stage)
    yield stage.person("David")
    stage.post("David", f"{group.path}leave/")


@door("proposal")
def ended_instead_of_answering(stage: Stage) -> Steps:
    group, _decision = put(stage)
    yield stage.person("David")
    stage.act("Amel", end_group, circle=group.circle)


@door("answer_soon")
def answering_before_the_reminder(stage: Stage) -> Steps:
    _group, decision = put(stage)
    yield stage.person("David")
    answered(decision, stage.person("David"), named=True)


@door("answer_soon")
def withdrawn_before_the_reminder(stage: Stage) -> Steps:
    _group, decision = put(stage)
    yield stage.person("David")
    stage.act("Amel", withdraw_proposal, decision=decision)


@door("decided")
def put_again_before_one_read_what_came_of_it(stage: Stage) -> Steps:
    _group, decision = put(stage)
    wait(decision)
    yield stage.person("David")
    amended(decision, stage.person("Amel"))


@door("decided")
def leaving_before_one_read_what_came_of_it(stage: Stage) -> Steps:
    group, _decision = put(stage)
    yield stage.person("David")
    stage.post("David", f"{group.path}leave/")


@door("dates")
def saying_which_dates_suit(stage: Stage) -> Steps:
    group = group_of(stage.person("Amel"), stage.person("David"))
    poll = dates_asked(group, stage.person("Amel"))
    yield stage.person("David")
    dates_said(poll, stage.person("David"), "no")


@door("dates")
def leaving_instead_of_saying_dates(stage: Stage) -> Steps:
    group = group_of(stage.person("Amel"), stage.person("David"))
    dates_asked(group, stage.person("Amel"))
    yield stage.person("David")
    stage.post("David", f"{group.path}leave/")


@door("dates_soon")
def ended_before_the_reminder_of_dates(stage: Stage) -> Steps:
    group = group_of(stage.person("Amel"), stage.person("David"))
    dates_asked(group, stage.person("Amel"))
    yield stage.person("David")
    stage.act("Amel", end_group, circle=group.circle)
