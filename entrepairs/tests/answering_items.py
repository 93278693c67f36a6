"""Doors of items: what was said is carried, refused, put into another, withdrawn; news is seen."""

from entrepairs.items.models import Item
from entrepairs.items.tests.making import delegation, noted, said
from entrepairs.tests.answering import Stage, Steps, door


def said_to_davids(stage: Stage) -> Item:
    """David sits there; Amel says something."""
    body = delegation(stage.network.escale, stage.person("Claire"), stage.person("David"))
    return said(body, stage.person("Amel"))


@door("item_said")
def carrying_what_was_said(stage: Stage) -> Steps:
    item = said_to_davids(stage)
    yield stage.person("David")
    stage.post("David", f"{item.path}carry/")


@door("item_said")
def saying_why_it_is_not_carried(stage: Stage) -> Steps:
    item = said_to_davids(stage)
    yield stage.person("David")
    told = {"answer": "no", "day": str(item.said_on), "words": "C’est fait"}
    stage.post("David", f"{item.path}steps/carry/", **told)


@door("item_said")
def putting_what_was_said_into_another_item(stage: Stage) -> Steps:
    item = said_to_davids(stage)
    other = said(item.body, stage.person("David"))
    noted(other, stage.person("David"), "carry")
    yield stage.person("David")
    stage.post("David", f"{item.path}merge/", into=other.key)


@door("item_said")
def withdrawing_what_one_said(stage: Stage) -> Steps:
    item = said_to_davids(stage)
    yield stage.person("David")
    stage.post("Amel", f"{item.path}leave/")


@door("item")
def seeing_that_something_takes_a_step(stage: Stage) -> Steps:
    item = said_to_davids(stage)
    stage.post("David", f"{item.path}carry/")
    yield stage.person("Amel")
    assert stage.as_person(stage.person("Amel")).get(item.path).status_code == 200


@door("item")
def wanting_to_know_nothing_more_of_it(stage: Stage) -> Steps:
    item = said_to_davids(stage)
    stage.post("David", f"{item.path}carry/")
    yield stage.person("Amel")
    stage.post("Amel", f"{item.path}follow/", tell="never")
