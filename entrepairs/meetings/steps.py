"""What every action does: the deed first, then the row if it still allows this, all or nothing."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.db import ProgrammingError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.ledger.actions import note_deed
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.queries import rows, shown
from entrepairs.meetings.states import Press
from entrepairs.notices import actions as notices
from entrepairs.people.models import Circle, Membership, Person


class NotNow(Exception):
    """The meeting is not, or no longer, where this could be done. Says so in a sentence; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("This meeting has changed meanwhile. Here is how it stands now."))


def one_step[**P, T](action: Callable[P, T]) -> Callable[P, T]:
    """All or nothing, deed included; what the database refuses is refused in words."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", "") == "42501":  # insufficient_privilege
                raise NotNow from error
            raise

    return whole


def id_of(by: Person | int) -> int:
    return by if isinstance(by, int) else by.pk


def others_in(circle: int, me: int) -> list[Person]:
    """The other members, those who left when a pair ended included: they are told of what concerned both."""
    memberships = (
        Membership.objects.filter(circle=circle)
        .exclude(person=me)
        .select_related("person", "circle")
    )
    now = timezone.now()
    present = [
        m
        for m in memberships
        if m.circle.kind == Circle.Kind.PAIR or m.until is None or m.until > now
    ]
    return list({m.person_id: m.person for m in present}.values())


def deed(*, verb: str, key: str, others: list[Person], once: UUID | None, by: int) -> None:
    about = others[0].pk if len(others) == 1 else None
    note_deed(verb=verb, room="meetings", by=by, about=about, object_key=key, once=once)


def press(
    wanted: Press, meeting: Meeting, once: UUID | None, by: Person | int
) -> tuple[int, Meeting, list[Person]]:
    """The deed; then the row, kept from changing under us, if this may still be done with it."""
    me = id_of(by)
    others = others_in(meeting.circle_id, me)
    deed(verb=wanted.value, key=meeting.key, others=others, once=once, by=me)
    # Two steps: after waiting for someone else's change, a new statement sees what that changed elsewhere.
    if not list(Meeting.objects.select_for_update().filter(pk=meeting.pk).values_list("pk")):
        raise NotNow
    row = rows(me).get(pk=meeting.pk)
    if wanted not in shown(row, person=me).may:
        raise NotNow
    notices.see(
        by=me, path=row.path
    )  # done from another page than its own: no mail about it any more
    return me, row, others
