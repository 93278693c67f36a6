"""Who sits: a holder says whether they come, a deputy takes the seat, once, or gives it back."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Mandate
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person
from entrepairs.sittings import queries
from entrepairs.sittings.actions.sittings import offer_seat
from entrepairs.sittings.models import DeclinedOffer, SeatOffer, Sitting
from entrepairs.sittings.notice_kinds import SEAT_OFFER, SEAT_TAKEN

CHOSEN = "chosen_by_holder"  # a rule of deputies, in the vocabulary


def _refuse_now() -> NotPossible:
    return NotPossible(
        _("This sitting is over or cancelled, or you do not hold a full seat of it.")
    )


def is_chosen_by_holder(sitting: Sitting) -> bool:
    return sitting.body.what.data.get("deputy_rule") == CHOSEN


COME = Verb("sittings", "come", gettext_lazy("You said that you come to a sitting"), NOT_TOLD)


@action
def come_to_sitting(*, sitting: Sitting, once: UUID | None, by: Person | int) -> None:
    """In one's own seat. What was offered to deputies is taken back."""
    note_deed(COME, by=by, object_key=sitting.key, once=once)
    said = call_function("answer_sitting", sitting.pk, True)
    if said == "taken":
        raise NotPossible(_("A deputy has taken your seat for this sitting. Talk to them first."))
    if said != "done":
        raise _refuse_now()


STAY_AWAY = Verb(
    "sittings", "stay_away", gettext_lazy("You said that you cannot come to a sitting"), NOT_TOLD
)


@action
def stay_away(
    *, sitting: Sitting, deputy: Mandate | None, once: UUID | None, by: Person | int
) -> int:
    """The seat is offered to its deputies in their order; where the rule of the body says so, to
    the one that its holder chose. How many are asked."""
    note_deed(STAY_AWAY, by=by, object_key=sitting.key, once=once)
    said = call_function("answer_sitting", sitting.pk, False)
    if said == "taken":
        raise NotPossible(_("A deputy has taken your seat for this sitting."))
    mine = queries.delegation_on(sitting.body, sitting.day).filter(person=id_of(by)).first()
    if said != "done" or mine is None:
        raise _refuse_now()
    deputies = queries.deputies_of(sitting, mine)
    if is_chosen_by_holder(sitting) and deputy is None and deputies.exists():
        raise NotPossible(_("In this body, you choose which deputy sits in your place."))
    return offer_seat(sitting, mine.seat_id, deputy.pk if deputy else None, by)


TAKE_SEAT = Verb(
    "sittings",
    "take_seat",
    gettext_lazy("You took a seat at a sitting"),
    gettext_lazy("%(who)s took your seat at a sitting"),
)


@action
def take_seat(*, sitting: Sitting, once: UUID | None, by: Person | int) -> None:
    """The first yes has it, once. Its holder and who took it are told."""
    holder = _holder_of_my_seat(sitting, by)
    note_deed(TAKE_SEAT, by=by, about=holder, object_key=sitting.key, once=once)
    if not call_function("take_seat", sitting.pk):
        raise NotPossible(_("This seat is taken, or is not offered to you any more."))
    for person in {holder or id_of(by), id_of(by)}:
        _tell_taken(sitting, person, "taken")


DECLINE_SEAT = Verb(
    "sittings", "decline_seat", gettext_lazy("You said no to a seat at a sitting"), NOT_TOLD
)


@action
def decline_seat(*, sitting: Sitting, once: UUID | None, by: Person | int) -> None:
    """A silent no: for the others, the offer still stands."""
    note_deed(DECLINE_SEAT, by=by, object_key=sitting.key, once=once)
    offer = SeatOffer.objects.filter(
        sitting=sitting, person=id_of(by), taken_at=None, withdrawn_at=None
    ).first()
    if offer is None or DeclinedOffer.objects.filter(offer=offer).exists():
        raise NotPossible(_("This seat is taken, or is not offered to you any more."))
    DeclinedOffer.objects.create(offer=offer, person_id=id_of(by))


GIVE_BACK = Verb(
    "sittings",
    "give_back_seat",
    gettext_lazy("You gave back a seat at a sitting"),
    gettext_lazy("%(who)s gave back your seat at a sitting"),
)


@action
def give_back_seat(*, sitting: Sitting, once: UUID | None, by: Person | int) -> None:
    """It is free for the other deputies again, who are asked once more; its holder is told."""
    holder = _holder_of_my_seat(sitting, by)
    note_deed(GIVE_BACK, by=by, about=holder, object_key=sitting.key, once=once)
    if not call_function("give_back_seat", sitting.pk):
        raise NotPossible(_("You do not have this seat at this sitting."))
    if holder:
        _tell_taken(sitting, holder, "back")
    others = SeatOffer.objects.filter(sitting=sitting, taken_at=None, withdrawn_at=None)
    for offer in others:
        notices.tell(
            person=offer.person_id,
            kind=SEAT_OFFER,
            about=f"{sitting.key}:seat",
            path=sitting.path,
            due_at=offer.opens_at,
            by=by,
            again=True,
        )


def _holder_of_my_seat(sitting: Sitting, by: Person | int) -> int | None:
    """Of the seat that was offered to me; nobody, when it is empty or they are out of sight."""
    offers = SeatOffer.objects.filter(sitting=sitting, person=id_of(by), withdrawn_at=None)
    rows = queries.delegation_on(sitting.body, sitting.day).filter(seat__in=offers.values("seat"))
    return rows.values_list("person", flat=True).first()


def _tell_taken(sitting: Sitting, person: int, what: str) -> None:
    notices.tell(
        person=person, kind=SEAT_TAKEN, about=f"{sitting.key}:{what}", path=sitting.path, again=True
    )
