"""Offering to take a seat: by oneself, to the association that calls; withdrawn at any time."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person
from entrepairs.people.queries import coordinators_of
from entrepairs.vacancies.models import Candidacy, VacancyCall
from entrepairs.vacancies.notice_kinds import CANDIDACY

ROOM = "vacancies"


@dataclass(frozen=True, slots=True)
class CandidacyFacts:
    """What the agency's form asks; `publish` is a yes or a no of the person."""

    given: str
    family: str
    email: str
    telephone: str
    words: str
    publish: bool


def _offered_before() -> NotPossible:
    return NotPossible(_("You have answered this call already."))


OFFER = Verb(ROOM, "offer_myself", gettext_lazy("You offered to take a seat"), NOT_TOLD)


@action
def offer_myself(
    *, call: VacancyCall, facts: CandidacyFacts, once: UUID | None, by: Person | int
) -> Candidacy:
    """To an association of which I am; those who coordinate it are told, and read it."""
    row = Candidacy(call=call, person_id=id_of(by), **asdict(facts))
    note_deed(OFFER, by=by, object_key=call.key, once=once)
    with refused_in_words({"candidacy_one": _offered_before}):
        row.save(force_insert=True)
    told = coordinators_of(call.organisation)
    notices.tell(person=told, kind=CANDIDACY, about=row.key, path=call.path, by=by)
    return row


WITHDRAW = Verb(
    ROOM, "withdraw_offer", gettext_lazy("You withdrew your offer to take a seat"), NOT_TOLD
)


@action
def withdraw_offer(*, candidacy: Candidacy, once: UUID | None, by: Person | int) -> None:
    """What it told is erased; nobody reads it any more."""
    note_deed(WITHDRAW, by=by, object_key=candidacy.call.key, once=once)
    blank = dict.fromkeys(("given", "family", "email", "telephone", "words"), "")
    rows = Candidacy.objects.filter(pk=candidacy.pk, withdrawn_at=None)
    if not rows.update(withdrawn_at=Now(), **blank):
        raise NotPossible(_("You have withdrawn it already."))
