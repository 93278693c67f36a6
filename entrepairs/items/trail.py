"""The trail of an item, as pages draw it: six marks, which are done, and where it is now."""

from dataclasses import dataclass
from typing import Any

from entrepairs.items.models import Answer, Item, Step

MARKS = (Step.CARRY, Step.AGENDA, Step.ANSWERED, Step.DECIDED, Step.DONE, Step.TOLD)
# A step without a mark of its own stands at another's.
AT = {Step.SAID: Step.CARRY, Step.SEEN: Step.DONE}
# What comes next, while it is not told back.
NEXT = {
    Step.SAID: Step.CARRY,
    Step.CARRY: Step.AGENDA,
    Step.AGENDA: Step.ANSWERED,
    Step.ANSWERED: Step.DECIDED,
    Step.DECIDED: Step.DONE,
    Step.DONE: Step.TOLD,
    Step.SEEN: Step.TOLD,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the six: `is_here` is the step at which it stands."""

    label: Any
    is_done: bool
    is_here: bool


def trail_of(item: Item) -> list[Mark]:
    """What was refused has nothing done; the colours are the same."""
    state = Step(item.state)
    here = MARKS.index(AT.get(state, state))
    refused = item.answer == Answer.NO
    return [
        Mark(
            step.label,
            is_done=place < here and not (refused and step == Step.DONE),
            is_here=place == here,
        )
        for place, step in enumerate(MARKS)
    ]


def next_step(item: Item) -> Step | None:
    """After a no, it is told back."""
    state = Step(item.state)
    if item.answer == Answer.NO and state != Step.TOLD:
        return Step.TOLD
    return NEXT.get(state)


def steps_to_note(item: Item, kinds: set[str]) -> list[Step]:
    """Which stages the delegation may note now, of an item that has stages of these `kinds`."""
    answered = bool(kinds & {Step.ANSWERED, Step.DECIDED})
    refused = item.answer == Answer.NO
    may: dict[Step, bool] = {
        Step.CARRY: not answered,
        Step.AGENDA: Step.CARRY in kinds and not (refused and not answered),
        Step.ANSWERED: Step.AGENDA in kinds,
        Step.DECIDED: Step.AGENDA in kinds,
        Step.DONE: answered and not refused,
        Step.SEEN: Step.DONE in kinds,
        Step.TOLD: answered or refused,
    }
    return [step for step, possible in may.items() if possible]
