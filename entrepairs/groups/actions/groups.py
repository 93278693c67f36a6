"""A group: started, described on its page, ended."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.groups.models import Group, GroupOpening
from entrepairs.groups.notice_kinds import ENDED, WIDER
from entrepairs.groups.queries.groups import may_end, people_in
from entrepairs.groups.refusals import CO_REFLECTION
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Audience
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import close_circle
from entrepairs.people.models import Circle, Person
from entrepairs.people.opening_hours import Week
from entrepairs.people.queries import openings_of

START = Verb("groups", "start", gettext_lazy("You started a group"), NOT_TOLD)


@action
def start_group(
    *, name: str, about: str, page: dict[str, Any], once: UUID | None, by: Person | int
) -> Group:
    """A group in which I am alone. Others see it once a second member has come in."""
    key = new_key()
    note_deed(START, by=by, object_key=key, once=once)
    made = call_function("start_group", key, name.strip(), about.strip())
    if made is None:
        raise NotPossible(_("You have started three groups today. You can start another tomorrow."))
    Group.objects.filter(pk=made).update(**page)
    return Group.objects.select_related("circle").get(pk=made)


CHANGE = Verb("groups", "change", gettext_lazy("You changed the page of a group"), NOT_TOLD)


@action
def change_group(
    *,
    group: Group,
    name: str,
    about: str,
    open: bool,
    page: dict[str, Any],
    once: UUID | None,
    by: Person | int,
) -> bool:
    """Its page, by those who keep it. Anyone may come in where anyone may read the page.

    What would show more is announced to all in the group first, and stays as it was. Answers
    whether all was done.
    """
    note_deed(CHANGE, by=by, object_key=group.circle.key, once=once)
    audience = page.get("audience", group.audience)
    wider = audience > group.audience or (open and not group.circle.open)
    waits = wider and not call_function("may_widen", group.pk)
    if waits:
        _announce_wider(group, by)
        audience = min(audience, group.audience)
        page, open = page | {"audience": audience}, open and group.circle.open
    open = open and audience >= Audience.NETWORK
    with refused_in_words(CO_REFLECTION):
        Group.objects.filter(pk=group.pk).update(
            **page
        )  # first: where it is hidden, it is not open
        if not call_function("change_group", group.pk, name.strip(), about.strip(), open):
            raise NotPossible(_("Only those who keep the page of this group can change it."))
    return not waits


HOURS = Verb("groups", "change_hours", gettext_lazy("You changed when a group is open"), NOT_TOLD)


@action
def change_hours(
    *,
    group: Group,
    week: Week,
    time_zone: str,
    closes_on_holidays: bool,
    once: UUID | None,
    by: Person | int,
) -> None:
    """When anyone may come without booking, by those who keep the page."""
    note_deed(HOURS, by=by, object_key=group.circle.key, once=once)
    told = {"time_zone": time_zone, "closes_on_holidays": closes_on_holidays}
    if not Group.objects.filter(pk=group.pk).update(**told):
        raise NotPossible(_("Only those who keep the page of this group can change it."))
    GroupOpening.objects.filter(group=group).delete()
    GroupOpening.objects.bulk_create(openings_of(week, GroupOpening, group=group))


def _announce_wider(group: Group, by: Person | int) -> None:
    if day := call_function("announce_wider", group.pk):
        notices.tell(
            person=people_in(group.circle) - {id_of(by)},
            kind=WIDER,
            about=f"{group.circle.key}:{day}",
            path=group.path,
        )


CALL_OFF = Verb(
    "groups",
    "call_off_opening",
    gettext_lazy("You cancelled the opening of a group to more people"),
    NOT_TOLD,
)


@action
def call_off_opening(*, group: Group, once: UUID | None, by: Person | int) -> None:
    """What was announced is no more: to open the group then takes a week again."""
    note_deed(CALL_OFF, by=by, object_key=group.circle.key, once=once)
    if not call_function("call_off_wider", group.pk):
        raise NotPossible


END = Verb("groups", "end", gettext_lazy("You ended a group"), NOT_TOLD)


@action
def end_group(*, circle: Circle, once: UUID | None, by: Person | int) -> None:
    """For everybody in it, by who holds the role to keep its page: nobody gives it to themselves.
    What was said stays readable to them."""
    note_deed(END, by=by, object_key=circle.key, once=once)
    if not may_end(circle):
        raise NotPossible(_("Only those who keep the page of this group can end it."))
    others = people_in(circle) - {id_of(by)}
    if not close_circle(circle=circle, by=by):
        raise NotPossible
    # Not `by` whom: across a block too, or somebody comes to a group that is no more.
    notices.tell(person=others, kind=ENDED, about=circle.key, path=circle.path)
