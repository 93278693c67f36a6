"""What was learned and taught, made for tests: by the actions, as people do."""

import datetime as dt
from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.learning.actions import attestations, confirming, steps
from entrepairs.learning.models import Attestation, Step
from entrepairs.people.models import Person
from entrepairs.ui.formats import today

DAY = dt.timedelta(days=1)
ORIGIN = "http://testserver"
CLAIRE = "Claire Martin, trainer at the nursing school"


def taught(by: Person, **facts: Any) -> Step:
    told: dict[str, Any] = {
        "title": "Leaving the street: what held",
        "place": "Nursing school of Rennes",
        "level": "2nd year",
        "first_day": today() - 12 * DAY,
        "minutes": 180,
        "together": True,
        "pay": "paid",
        "amount": 120,
    }
    return written(by, "taught", told | facts)


def learned(by: Person, **facts: Any) -> Step:
    return written(by, "learned", {"title": "The street, four years", "way": "life"} | facts)


def written(by: Person, side: str, facts: dict[str, Any]) -> Step:
    with hats.person(by.pk):
        return steps.add_step(side=side, facts=steps.StepFacts(**facts), once=uuid4(), by=by)


def asked(step: Step, person: Person) -> Step:
    with hats.person(step.person_id):
        steps.ask_to_confirm(step=step, person=person, once=uuid4(), by=step.person_id)
        return Step.objects.get(pk=step.pk)


def confirmed(step: Step, by: Person, as_who: str = CLAIRE, again: bool = True) -> Step:
    waiting = asked(step, by)
    with hats.person(by.pk):
        confirming.confirm_step(
            step=waiting,
            asked_at=waiting.asked_at,
            confirmed_as=as_who,
            asked_again=again,
            once=uuid4(),
            by=by,
        )
    with hats.person(step.person_id):
        return Step.objects.get(pk=step.pk)


def attested(step: Step, name: str = "Bruno Le Goff", words: str = "") -> Attestation:
    with hats.person(step.person_id):
        return attestations.make_attestation(
            step=step, name=name, words=words, origin=ORIGIN, once=uuid4(), by=step.person_id
        )
