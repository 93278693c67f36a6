"""A team: started, described and ended by those who coordinate its organisation."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import current_memberships
from entrepairs.people.models import Circle, Organisation, Person
from entrepairs.teams.notice_kinds import TEAM


def not_coordinated() -> NotPossible:
    return NotPossible(_("Only those who coordinate the organisation can do this."))


START = Verb("teams", "start", gettext_lazy("You started a team"), NOT_TOLD)


@action
def start_team(
    *, organisation: Organisation, name: str, about: str, once: UUID | None, by: Person | int
) -> Circle:
    """A team in which nobody is yet: each comes in with their own yes."""
    key = new_key()
    note_deed(START, by=by, object_key=key, once=once)
    made = call_function("start_team", key, name.strip(), about.strip(), organisation.pk)
    if made is None:
        raise not_coordinated()
    return Circle.objects.get(pk=made)


CHANGE = Verb("teams", "change", gettext_lazy("You changed what is said of a team"), NOT_TOLD)


@action
def change_team(
    *, circle: Circle, name: str, about: str, once: UUID | None, by: Person | int
) -> None:
    note_deed(CHANGE, by=by, object_key=circle.key, once=once)
    if not call_function("change_team", circle.pk, name.strip(), about.strip()):
        raise not_coordinated()


END = Verb("teams", "end", gettext_lazy("You ended a team"), NOT_TOLD)


@action
def end_team(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """For everyone in it, who are told. What was said stays readable to them; pairs live on."""
    note_deed(END, by=by, object_key=circle.key, once=once)
    people = set(current_memberships(circle).values_list("person", flat=True)) - {id_of(by)}
    if not call_function("end_team", circle.pk):
        raise not_coordinated()
    # Not `by` whom: across a block too, or somebody comes to a team that is no more.
    notices.tell(person=people, kind=TEAM, about=f"{circle.key}:ended", path=circle.path)
