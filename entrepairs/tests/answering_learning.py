"""Doors of what is asked about something learned or taught: a yes, a no, a question taken back or
deleted; a yes that is seen."""

from entrepairs.learning.models import Step
from entrepairs.learning.tests.making import asked, confirmed, taught
from entrepairs.tests.answering import Stage, Steps, door


def question(stage: Stage) -> Step:
    """Bruno asks Claire to confirm what he taught."""
    return asked(taught(stage.person("Bruno")), stage.person("Claire"))


@door("step_asked")
def confirming_what_was_taught(stage: Stage) -> Steps:
    step = question(stage)
    yield stage.person("Claire")
    told = {"asked": step.asked_at.isoformat() if step.asked_at else "", "confirmed_as": "Claire"}
    stage.post("Claire", f"/learning/asked/{step.key}/", **told)


@door("step_asked")
def not_confirming_what_was_taught(stage: Stage) -> Steps:
    step = question(stage)
    yield stage.person("Claire")
    stage.post("Claire", f"/learning/asked/{step.key}/no/")


@door("step_asked")
def taking_back_a_question_about_what_was_taught(stage: Stage) -> Steps:
    step = question(stage)
    yield stage.person("Claire")
    stage.post("Bruno", f"/learning/mine/{step.key}/take-back/")


@door("step_asked")
def deleting_what_was_taught(stage: Stage) -> Steps:
    step = question(stage)
    yield stage.person("Claire")
    stage.post("Bruno", f"/learning/mine/{step.key}/remove/")


@door("step_yes")
def seeing_what_was_confirmed(stage: Stage) -> Steps:
    bruno = stage.person("Bruno")
    step = confirmed(taught(bruno), stage.person("Claire"))
    yield bruno
    assert stage.as_person(bruno).get(f"/learning/mine/{step.key}/").status_code == 200


@door("step_yes")
def deleting_what_was_confirmed(stage: Stage) -> Steps:
    step = confirmed(taught(stage.person("Bruno")), stage.person("Claire"))
    yield stage.person("Bruno")
    stage.post("Bruno", f"/learning/mine/{step.key}/remove/")
