"""Organisations: who is in them, who coordinates them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Audience
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.actions.persons import clean_name
from entrepairs.people.models import Affiliation, Opening, Organisation, Person
from entrepairs.people.opening_hours import Week
from entrepairs.people.queries import coordinations_asked, openings_of
from entrepairs.vocabulary.models import Place

BATCH = 2000


@dataclass(frozen=True, slots=True)
class NewPerson:
    name: str
    language: str = "fr"


def check_coordinates(organisation: Organisation, by: Person | int) -> None:
    """NotPossible, unless they coordinate that organisation now."""
    mine = Affiliation.objects.current().filter(person=id_of(by), organisation=organisation)
    if not mine.filter(coordinator=True).exists():
        raise NotPossible


MAKE_ORGANISATION = Verb("people", "make_organisation", _("You created an organisation"), NOT_TOLD)


@action
def make_organisation(
    *,
    name: str,
    about: str = "",
    place: Place | None = None,
    coordinator: Person | None = None,
    by: Person | int | None = None,
    once: UUID | None = None,
) -> Organisation:
    """By the command line or the sample network, with the person who will coordinate it."""
    with hats.system("an organisation is made before anyone coordinates it"):
        organisation = Organisation.objects.create(name=name, about=about, place=place)
        if coordinator:
            Affiliation.objects.create(
                person=coordinator, organisation=organisation, coordinator=True
            )
        note_deed(MAKE_ORGANISATION, by=by, object_key=organisation.key, once=once)
    return organisation


ADD_PEOPLE = Verb(
    "people",
    "add_people",
    _("You added people to an organisation"),
    _("%(who)s added you to an organisation"),
)


@action
def add_people(
    *,
    organisation: Organisation,
    rows: Sequence[NewPerson],
    by: Person | int,
    once: UUID | None = None,
    verb: Verb = ADD_PEOPLE,
) -> list[Person]:
    """Persons without login. Only its coordinators see their names until they say otherwise.

    `verb`: that of the room above whose action this is part of; there is one deed for both.
    """
    check_coordinates(organisation, by)
    with hats.system("someone's organisation makes them known before they come"):
        people = Person.objects.bulk_create(
            [
                Person(name=clean_name(row.name), language=row.language, audience=Audience.ME)
                for row in rows
            ],
            BATCH,
        )
        Affiliation.objects.bulk_create(
            [Affiliation(person=person, organisation=organisation) for person in people], BATCH
        )
    # A deed is about one person at most. Several added at once read nothing of it: they are not
    # here yet.
    one = people[0] if len(people) == 1 else None
    note_deed(verb, by=by, about=one, object_key=one.key if one else organisation.key, once=once)
    return people


CHANGE_ORGANISATION = Verb(
    "people", "change_organisation", _("You changed the description of an organisation"), NOT_TOLD
)


@action
def change_organisation(
    *,
    organisation: Organisation,
    columns: Mapping[str, Any],
    week: Week,
    by: Person | int,
    once: UUID | None = None,
) -> None:
    """The words about it, and when it is open, by its coordinators."""
    note_deed(CHANGE_ORGANISATION, by=by, object_key=organisation.key, once=once)
    if not Organisation.objects.filter(pk=organisation.pk).update(**columns):
        raise NotPossible
    Opening.objects.filter(organisation=organisation).delete()
    Opening.objects.bulk_create(openings_of(week, Opening, organisation=organisation))


END_AFFILIATION = Verb(
    "people",
    "end_affiliation",
    _("You removed someone from an organisation"),
    _("%(who)s removed you from an organisation"),
)


def leave_without_coordinator() -> None:
    """The database lets the last coordinator go, in this transaction: they know that they are."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.last_coordinator', 'knows', true)")


@action
def end_affiliation(
    *,
    affiliation: Affiliation,
    by: Person | int,
    last_and_knows: bool = False,
    once: UUID | None = None,
) -> None:
    """Ends their time there: by themselves, or by a coordinator unless they coordinate it too.

    `last_and_knows`: they were told that nobody coordinates it after them.
    """
    about = None if affiliation.person_id == id_of(by) else affiliation.person_id
    key = affiliation.organisation.key
    note_deed(END_AFFILIATION, by=by, about=about, object_key=key, once=once)
    if last_and_knows:
        leave_without_coordinator()
    # Also one that a list dates later today: it ends before it began.
    standing = Affiliation.objects.filter(pk=affiliation.pk, until__isnull=True)
    if not standing.update(until=Now()):
        raise NotPossible


ASK_TO_COORDINATE = Verb(
    "people",
    "ask_to_coordinate",
    _("You asked %(who)s to coordinate an organisation"),
    _("%(who)s asked you to coordinate an organisation"),
)


@action
def ask_to_coordinate(
    *, affiliation: Affiliation, by: Person | int, once: UUID | None = None
) -> None:
    """Nobody coordinates who has not said yes: they are asked."""
    organisation, them = affiliation.organisation, affiliation.person_id
    check_coordinates(organisation, by)
    note_deed(ASK_TO_COORDINATE, by=by, about=them, object_key=organisation.key, once=once)
    if not call_function("ask_to_coordinate", affiliation.pk):
        raise NotPossible(_("This person was asked less than 30 days ago. Wait a little."))


ACCEPT_COORDINATION = Verb(
    "people", "accept_coordination", _("You said yes to coordinating an organisation"), NOT_TOLD
)
DECLINE_COORDINATION = Verb(
    "people", "decline_coordination", _("You said no to coordinating an organisation"), NOT_TOLD
)


@action
def answer_coordination(
    *, affiliation: Affiliation, by: Person | int, yes: bool, once: UUID | None = None
) -> None:
    """Yes: I coordinate from now on. No: the question is gone for me, and stands for who asked."""
    verb = ACCEPT_COORDINATION if yes else DECLINE_COORDINATION
    note_deed(verb, by=by, object_key=affiliation.organisation.key, once=once)
    asked = coordinations_asked(id_of(by)).filter(pk=affiliation.pk).first()
    if asked is None:
        raise NotPossible
    if yes:
        Affiliation.objects.filter(pk=asked.pk).update(coordinator=True)
    else:
        call_function("decline_to_coordinate", asked.pk)


STOP_COORDINATING = Verb(
    "people", "stop_coordinating", _("You stopped coordinating an organisation"), NOT_TOLD
)


@action
def stop_coordinating(
    *,
    affiliation: Affiliation,
    by: Person | int,
    last_and_knows: bool = False,
    once: UUID | None = None,
) -> None:
    """I stay in the organisation and coordinate it no more, unless I am asked again."""
    note_deed(STOP_COORDINATING, by=by, object_key=affiliation.organisation.key, once=once)
    if last_and_knows:
        leave_without_coordinator()
    standing = Affiliation.objects.current().filter(pk=affiliation.pk, person=id_of(by))
    if not standing.filter(coordinator=True).update(coordinator=False):
        raise NotPossible


NAME_COORDINATOR = Verb(
    "people",
    "name_coordinator",
    _("You named a coordinator"),
    _("The administrator named you as a coordinator of an organisation"),
)


@action
def name_coordinator(*, organisation: Organisation, person: Person, by: None) -> bool:
    """By the command line, for an organisation whose last coordinator is gone, or that has none.

    Somebody who is there already is asked, as by another coordinator. Whether they coordinate now.
    """
    with hats.system("the administrator names who coordinates an organisation"):
        note_deed(NAME_COORDINATOR, by=by, about=person, object_key=organisation.key)
        standing = Affiliation.objects.current().filter(person=person, organisation=organisation)
        if standing.update(asked_to_coordinate_at=Now()):
            return standing.filter(coordinator=True).exists()
        Affiliation.objects.create(person=person, organisation=organisation, coordinator=True)
    return True


DISMISS_COORDINATOR = Verb(
    "people",
    "dismiss_coordinator",
    _("You ended a coordination"),
    _("The administrator ended your coordination of an organisation"),
)


@action
def dismiss_coordinator(*, affiliation: Affiliation, by: None) -> None:
    """By the command line. They stay in the organisation."""
    key = affiliation.organisation.key
    with hats.system("the administrator ends that somebody coordinates an organisation"):
        note_deed(DISMISS_COORDINATOR, by=by, about=affiliation.person_id, object_key=key)
        Affiliation.objects.filter(pk=affiliation.pk).update(
            coordinator=False, asked_to_coordinate_at=None
        )
