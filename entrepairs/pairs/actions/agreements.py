"""A few lines on how two people want to meet: either proposes words, they hold once the other accepts them."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions.pausing_and_ending import other_of
from entrepairs.pairs.models import Agreement
from entrepairs.people.models import Circle, Person


def open_words(circle: Circle) -> Agreement | None:
    """What one of the two has proposed and the other has not answered."""
    return Agreement.objects.filter(
        circle=circle, accepted_at__isnull=True, closed_at__isnull=True
    ).first()


def _tell(agreement: Agreement, what: str, me: int) -> None:
    circle = agreement.circle
    notices.tell(
        person=other_of(circle, me),
        kind=Notice.Kind.AGREEMENT,
        about=f"{circle.key}:{what}:{agreement.pk}",
        path=f"{circle.path}agreement/",
        by=me,
    )


PROPOSE_AGREEMENT = Verb(
    "pairs", "propose_agreement", gettext_lazy("You proposed words for an agreement"), NOT_TOLD
)


@action
def propose_agreement(
    *, circle: Circle, words: str, once: UUID | None, by: Person | int
) -> Agreement:
    """New words, which hold once the other accepts them. They take the place of those that nobody had accepted yet."""
    me = id_of(by)
    note_deed(PROPOSE_AGREEMENT, by=me, object_key=circle.key, once=once)
    open_now = Agreement.objects.filter(
        circle=circle, accepted_at__isnull=True, closed_at__isnull=True
    )
    try:
        with transaction.atomic():
            open_now.update(closed_at=Now())
            agreement = Agreement.objects.create(
                circle=circle, words=words.strip(), proposed_by_id=me
            )
    except IntegrityError as error:  # the other proposed at the same moment
        raise NotPossible(_("The other has just proposed words too: read them first.")) from error
    _tell(agreement, "words", me)
    return agreement


ACCEPT_AGREEMENT = Verb(
    "pairs", "accept_agreement", gettext_lazy("You accepted the words of an agreement"), NOT_TOLD
)


@action
def accept_agreement(*, agreement: Agreement, once: UUID | None, by: Person | int) -> None:
    """These words, which the other proposed, hold from now on."""
    me = id_of(by)
    note_deed(ACCEPT_AGREEMENT, by=me, object_key=agreement.circle.key, once=once)
    waiting = Agreement.objects.filter(
        pk=agreement.pk, accepted_at__isnull=True, closed_at__isnull=True
    )
    if not waiting.exclude(proposed_by=me).update(accepted_by=me, accepted_at=Now()):
        raise NotPossible(_("These words do not wait for your answer any more."))
    _tell(agreement, "accepted", me)


SET_ASIDE = Verb(
    "pairs", "set_aside", gettext_lazy("You set aside words proposed for an agreement"), NOT_TOLD
)


@action
def set_aside(*, agreement: Agreement, once: UUID | None, by: Person | int) -> None:
    """Taken back by who proposed them, or left by the other: what held before holds still."""
    me = id_of(by)
    note_deed(SET_ASIDE, by=me, object_key=agreement.circle.key, once=once)
    waiting = Agreement.objects.filter(
        pk=agreement.pk, accepted_at__isnull=True, closed_at__isnull=True
    )
    if not waiting.update(closed_at=Now()):
        raise NotPossible(_("These words do not wait for an answer any more."))
    if agreement.proposed_by_id != me:
        _tell(agreement, "aside", me)
