"""Organisations that sponsor a group or manage it for its members: asked, accepted, ended."""

from functools import partial
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.groups.models import Backing
from entrepairs.groups.refusals import CO_REFLECTION
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Circle, Organisation, Person

ASK_BACKING = Verb(
    "groups", "ask_backing", gettext_lazy("You asked an organisation to support a group"), NOT_TOLD
)


def _refusal(circle: Circle, organisation: Organisation, role: str) -> NotPossible:
    """Either constraint may be the first to refuse the same role twice."""
    standing = Backing.objects.filter(circle=circle, organisation=organisation, until=None)
    if standing.filter(role=role).exists():
        return NotPossible(
            _("This organisation already has this role here, or is asked to take it.")
        )
    return NotPossible(
        _(
            "This organisation already supports the group. The sponsor and the manager must be two "
            "different organisations. If yours is an exception, say why."
        )
    )


@action
def ask_backing(
    *,
    circle: Circle,
    organisation: Organisation,
    role: str,
    exception: str,
    once: UUID | None,
    by: Person | int,
) -> Backing:
    """It supports the group once one of its coordinators says yes."""
    note_deed(ASK_BACKING, by=by, object_key=circle.key, once=once)
    if call_function("backing_asked_lately", circle.pk, organisation.pk):
        raise NotPossible(_("This was asked less than 30 days ago. Wait a little."))
    refuse = partial(_refusal, circle, organisation, role)
    both = dict.fromkeys(("backing_not_both", "backing_one_standing"), refuse)
    with refused_in_words({**both, **CO_REFLECTION}):
        backing = Backing.objects.create(
            circle=circle,
            organisation=organisation,
            role=role,
            exception=exception.strip(),
            asked_by_id=id_of(by),
        )
    call_function("tell_coordinators_of_backing", backing.pk)
    return backing


ACCEPT_BACKING = Verb(
    "groups", "accept_backing", gettext_lazy("You agreed to support a group"), NOT_TOLD
)


@action
def accept_backing(*, backing: Backing, once: UUID | None, by: Person | int) -> None:
    """By a coordinator of the organisation."""
    note_deed(ACCEPT_BACKING, by=by, object_key=backing.circle.key, once=once)
    asked = Backing.objects.filter(pk=backing.pk, accepted_at=None, until=None)
    if not asked.update(accepted_by=id_of(by), accepted_at=Now()):
        raise NotPossible


END_BACKING = Verb(
    "groups", "end_backing", gettext_lazy("You ended the support of an organisation"), NOT_TOLD
)


@action
def end_backing(*, backing: Backing, once: UUID | None, by: Person | int) -> None:
    """By either side, at once; also a request that was not answered."""
    note_deed(END_BACKING, by=by, object_key=backing.circle.key, once=once)
    if not Backing.objects.filter(pk=backing.pk, until=None).update(until=Now()):
        raise NotPossible
