"""Rotas of those who rule: asked by who coordinates an organisation, or at the terminal for the
network; accepted by each person."""

from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.models import Organisation, Person
from entrepairs.safeguarding.models import RotaPlace
from entrepairs.safeguarding.notice_kinds import ROTA

ROOM = "safeguarding"


def _asked_before() -> NotPossible:
    return NotPossible(_("This person is asked already."))


ASK = Verb(ROOM, "ask_for_rota", gettext_lazy("You asked somebody to decide on reports"), NOT_TOLD)


@action
def ask_for_rota(
    *, organisation: Organisation, person: Person, once: UUID | None, by: Person | int
) -> RotaPlace:
    row = RotaPlace(organisation=organisation, person=person)
    note_deed(ASK, by=by, object_key=row.key, once=once)
    with refused_in_words({"rota_place_once": _asked_before}):
        row.save(force_insert=True)
    notices.tell(person=person, kind=ROTA, about=row.key, path="/reports/", by=by)
    return row


ACCEPT = Verb(ROOM, "accept_rota", gettext_lazy("You accepted to decide on reports"), NOT_TOLD)


@action
def accept_rota(*, place: RotaPlace, once: UUID | None, by: Person | int) -> None:
    """From now on; what waits for somebody to rule on it is given out at once."""
    note_deed(ACCEPT, by=by, object_key=place.key, once=once)
    rows = RotaPlace.objects.filter(pk=place.pk, accepted_at=None, ended_at=None)
    if not rows.update(accepted_at=Now()):
        raise NotPossible
    call_function("give_out_waiting")


END = Verb(
    ROOM, "end_rota", gettext_lazy("You ended a place on the list of those who decide"), NOT_TOLD
)


@action
def end_rota(*, place: RotaPlace, once: UUID | None, by: Person | int) -> None:
    """By its person, without a reason, or by who coordinates. What they began, they finish."""
    note_deed(END, by=by, object_key=place.key, once=once)
    if not RotaPlace.objects.filter(pk=place.pk, ended_at=None).update(ended_at=Now()):
        raise NotPossible


def ask_for_network(name_or_key: str) -> RotaPlace:
    """The administrator asks somebody, at the terminal, to rule for the whole network."""
    with hats.system("the administrator asks somebody to decide on reports of the network"):
        person = Person.objects.get(key=name_or_key)
        row, _made = RotaPlace.objects.get_or_create(
            organisation=None, person=person, ended_at=None
        )
        notices.tell(person=person, kind=ROTA, about=row.key, path="/reports/")
    return row
