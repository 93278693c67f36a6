"""Wishing to meet someone: opening, changing, closing."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.compiled_queries import prepared
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import give_consent, note_deed, withdraw_consent
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.pairs.models import Wish
from entrepairs.pairs.round_opt_in import be_in_rounds
from entrepairs.people.models import Person

CONSENT = "wish"  # the receipt's name: showing one's name to the wish's audience


@prepared
def standing_wishes(person: int) -> QuerySet[Wish]:
    return Wish.objects.filter(person=person, closed_at__isnull=True)


def standing_wish(person: int) -> Wish | None:
    return next(iter(standing_wishes(person=person)), None)


def _wish_stands() -> NotPossible:
    return NotPossible(_("You are already looking for a peer. You can change the details here."))


OPEN_WISH = Verb(
    "pairs", "open_wish", gettext_lazy("You said that you are looking for a peer"), NOT_TOLD
)


@action
def open_wish(
    *,
    words: str,
    audience: int,
    room_for: int,
    once: UUID | None,
    by: Person | int,
    rounds: Collection[int] | None = None,
) -> Wish:
    """From now on, this audience sees my name as a possible peer, and what it could see already.

    `rounds`: the organisations in whose rounds I may be; None leaves that as it is.
    """
    me = id_of(by)
    note_deed(OPEN_WISH, by=me, once=once)
    with refused_in_words({"wish_one_standing": _wish_stands}):
        wish = Wish.objects.create(
            person_id=me, words=words.strip(), audience=audience, room_for=room_for
        )
    give_consent(person=me, what=CONSENT, audience=audience)
    if rounds is not None:
        be_in_rounds(organisations=rounds, by=me)
    return wish


CHANGE_WISH = Verb(
    "pairs", "change_wish", gettext_lazy("You changed your search for a peer"), NOT_TOLD
)


@action
def change_wish(
    *,
    wish: Wish,
    words: str,
    audience: int,
    room_for: int,
    once: UUID | None,
    by: Person | int,
    rounds: Collection[int] | None = None,
) -> Wish:
    """Other words, another audience, more or less room. A new receipt when the audience changes."""
    me = id_of(by)
    note_deed(CHANGE_WISH, by=me, once=once)
    mine = Wish.objects.filter(pk=wish.pk, person=me, closed_at__isnull=True)
    if not mine.update(words=words.strip(), audience=audience, room_for=room_for):
        raise NotPossible(_("You are no longer looking for a peer. You can start again."))
    if audience != wish.audience:
        give_consent(person=me, what=CONSENT, audience=audience)
    if rounds is not None:
        be_in_rounds(organisations=rounds, by=me)
    wish.refresh_from_db()
    return wish


CLOSE_WISH = Verb("pairs", "close_wish", gettext_lazy("You stopped looking for a peer"), NOT_TOLD)


@action
def close_wish(*, once: UUID | None, by: Person | int) -> None:
    """Nobody sees me among the possible peers any more. Invitations to me still wait."""
    me = id_of(by)
    note_deed(CLOSE_WISH, by=me, once=once)
    if not Wish.objects.filter(person=me, closed_at__isnull=True).update(closed_at=Now()):
        raise NotPossible(_("You had already stopped looking for a peer."))
    withdraw_consent(person=me, what=CONSENT)


def find_full(*persons: int) -> list[int]:
    """Those of these people who have as many peers as they had room for. A wish that was closed by
    hand keeps its room: invitations to it still wait. System hat."""
    return [person for person in persons if not _last_wish(person).filter(room_for__gt=0).exists()]


def take_places(*persons: int) -> list[int]:
    """A pair is made: room for one peer fewer for each; with none left the wish closes.

    Their rows stay held until the transaction ends: of two pairs made at once for the last place,
    the second finds it taken. Returns those without room. System hat.
    """
    full = [
        person
        for person in sorted(persons)  # always in this order, so that nobody waits in a circle
        if not _last_wish(person).filter(room_for__gt=0).update(room_for=F("room_for") - 1)
    ]
    for person in persons:
        if _last_wish(person).filter(room_for=0, closed_at=None).update(closed_at=Now()):
            withdraw_consent(person=person, what=CONSENT)
    return full


def _last_wish(person: int) -> QuerySet[Wish]:
    last = Wish.objects.filter(person=person).order_by("-made_at", "-pk")
    return Wish.objects.filter(pk__in=last.values("pk")[:1])
