"""What is one's own in a mandate: what it costs, one's training, what the next must know."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Mandate
from entrepairs.people.models import Person
from entrepairs.sittings.models import Cost, Handover, Training
from entrepairs.ui.formats import today


@dataclass(frozen=True, slots=True)
class CostFacts:
    """What a day cost: minutes, kilometres, cents that are still one's own, half-days of leave."""

    day: dt.date
    minutes: int
    kilometres: int
    cents: int
    half_days: int
    words: str = ""


ADD_COST = Verb("sittings", "add_cost", gettext_lazy("You noted what a mandate cost you"), NOT_TOLD)


@action
def add_cost(*, mandate: Mandate, facts: CostFacts, once: UUID | None, by: Person | int) -> Cost:
    """Nobody else reads it."""
    note_deed(ADD_COST, by=by, object_key=mandate.key, once=once)
    if facts.day > today():
        raise NotPossible(_("Choose today or an earlier day."))
    return Cost.objects.create(
        person_id=id_of(by),
        mandate=mandate,
        day=facts.day,
        minutes=facts.minutes,
        kilometres=facts.kilometres,
        cents=facts.cents,
        half_days=facts.half_days,
        words=facts.words,
    )


REMOVE_COST = Verb("sittings", "remove_cost", gettext_lazy("You deleted a cost"), NOT_TOLD)


@action
def remove_cost(*, cost: Cost, once: UUID | None, by: Person | int) -> None:
    note_deed(REMOVE_COST, by=by, once=once)
    Cost.objects.filter(pk=cost.pk).delete()


TRAINED = Verb("sittings", "say_trained", gettext_lazy("You noted your basic training"), NOT_TOLD)


@action
def say_trained(*, day: dt.date | None, once: UUID | None, by: Person | int) -> None:
    """On that day; without one, not yet after all."""
    note_deed(TRAINED, by=by, once=once)
    if day is None:
        Training.objects.filter(person=id_of(by)).delete()
    elif day > today():
        raise NotPossible(_("Choose today or an earlier day."))
    else:
        Training.objects.update_or_create(person_id=id_of(by), defaults={"done_on": day})


HAND_OVER = Verb(
    "sittings", "hand_over", gettext_lazy("You wrote what the next must know"), NOT_TOLD
)


@action
def hand_over(*, mandate: Mandate, words: str, once: UUID | None, by: Person | int) -> None:
    """The delegation reads it, and who sits there next. Without words it is taken away."""
    note_deed(HAND_OVER, by=by, object_key=mandate.key, once=once)
    if not words:
        Handover.objects.filter(seat=mandate.seat_id, person=id_of(by)).delete()
        return
    Handover.objects.update_or_create(
        seat_id=mandate.seat_id,
        person_id=id_of(by),
        defaults={"words": words, "written_at": Now()},
        create_defaults={"words": words},
    )
