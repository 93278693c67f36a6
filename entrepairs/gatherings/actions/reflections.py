"""Which organisations are told that a co-reflection group met."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.gatherings.actions.rhythms import ROOM
from entrepairs.gatherings.models import ToldOrganisation
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Organisation, Person

TELL = Verb(
    ROOM,
    "tell_organisation",
    gettext_lazy("You let your organisation know when a co-reflection group meets"),
    NOT_TOLD,
)


def _told_already() -> NotPossible:
    return NotPossible(_("This organisation is told already."))


@action
def tell_organisation(
    *, circle: Circle, organisation: Organisation, once: UUID | None, by: Person | int
) -> ToldOrganisation:
    """Mine: from now on those who coordinate it see on which days the group met, and no more."""
    note_deed(TELL, by=by, object_key=circle.key, once=once)
    hold_open(circle, _("It was not saved. %(why)s"))
    with refused_in_words({"reflection_organisation_once": _told_already}):
        return ToldOrganisation.objects.create(
            circle=circle, organisation=organisation, by_id=id_of(by)
        )


STOP = Verb(
    ROOM,
    "stop_telling_organisation",
    gettext_lazy("You stopped letting an organisation know when a group meets"),
    NOT_TOLD,
)


@action
def stop_telling_organisation(
    *, told: ToldOrganisation, once: UUID | None, by: Person | int
) -> None:
    """It sees nothing of the group any more, nor of the days before."""
    note_deed(STOP, by=by, object_key=told.circle.key, once=once)
    if not ToldOrganisation.objects.filter(pk=told.pk).delete()[0]:
        raise NotPossible
