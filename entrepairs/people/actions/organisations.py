"""Organisations: who is in them, who coordinates them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from entrepairs.core import hats
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.models import Audience
from entrepairs.people.actions.circles import coordination
from entrepairs.people.actions.persons import clean_name
from entrepairs.people.circles import id_of
from entrepairs.people.models import Affiliation, Organisation, Person
from entrepairs.vocabulary.models import Place

ROOM = "people"
BATCH = 2000


@dataclass(frozen=True, slots=True)
class NewPerson:
    name: str
    language: str = "fr"


@transaction.atomic
def make_organisation(
    *,
    name: str,
    about: str = "",
    place: Place | None = None,
    coordinator: Person | None = None,
    by: Person | int | None = None,
) -> Organisation:
    """By the command line or the sample network: an organisation comes with the person who will coordinate it."""
    with hats.system("an organisation is made before anyone coordinates it"):
        organisation = Organisation.objects.create(name=name, about=about, place=place)
        if coordinator:
            Affiliation.objects.create(
                person=coordinator, organisation=organisation, coordinator=True
            )
        maker = None if by is None else id_of(by)
        note_deed(verb="make_organisation", room=ROOM, by=maker, object_key=organisation.key)
    return organisation


@transaction.atomic
def add_people(
    *,
    organisation: Organisation,
    rows: Sequence[NewPerson],
    by: Person | int,
    once: UUID | None = None,
    verb: str = "add_people",
    room: str = ROOM,
) -> list[Person]:
    """Persons without login, in their organisation. Only its coordinators see their names until they say otherwise."""
    me = id_of(by)
    coordination(organisation, me)
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
    one = people[0] if len(people) == 1 else None
    note_deed(
        verb=verb,
        room=room,
        by=me,
        about=one.pk if one else None,
        object_key=one.key if one else organisation.key,
        once=once,
    )
    return people


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, about: str, by: Person | int, once: UUID | None = None
) -> None:
    """The words about it, by its coordinators."""
    note_deed(
        verb="change_organisation", room=ROOM, by=id_of(by), object_key=organisation.key, once=once
    )
    if not Organisation.objects.filter(pk=organisation.pk).update(about=about):
        raise Organisation.DoesNotExist


@transaction.atomic
def end_affiliation(
    *, affiliation: Affiliation, by: Person | int, once: UUID | None = None
) -> None:
    """Their time in the organisation ends: by themselves, or by a coordinator unless they coordinate it too."""
    me, key = id_of(by), affiliation.organisation.key
    about = None if affiliation.person_id == me else affiliation.person_id
    note_deed(verb="end_affiliation", room=ROOM, by=me, about=about, object_key=key, once=once)
    if not Affiliation.objects.filter(pk=affiliation.pk, until__isnull=True).update(until=Now()):
        raise Affiliation.DoesNotExist


@transaction.atomic
def ask_to_coordinate(
    *, affiliation: Affiliation, by: Person | int, once: UUID | None = None
) -> None:
    """Nobody coordinates who has not said yes: they are asked."""
    me = id_of(by)
    coordination(affiliation.organisation, me)
    note_deed(
        verb="ask_to_coordinate",
        room=ROOM,
        by=me,
        about=affiliation.person_id,
        object_key=affiliation.organisation.key,
        once=once,
    )
    with hats.system("a coordinator asks someone to coordinate too"):
        standing = Affiliation.objects.filter(
            pk=affiliation.pk, until__isnull=True, coordinator=False
        )
        standing.update(asked_to_coordinate_at=Now())


@transaction.atomic
def answer_coordination(
    *, affiliation: Affiliation, by: Person | int, yes: bool, once: UUID | None = None
) -> None:
    """Yes: I coordinate from now on. No: I was not asked."""
    me = id_of(by)
    verb = "accept_coordination" if yes else "decline_coordination"
    note_deed(verb=verb, room=ROOM, by=me, object_key=affiliation.organisation.key, once=once)
    asked = Affiliation.objects.get(
        pk=affiliation.pk,
        person=me,
        until__isnull=True,
        coordinator=False,
        asked_to_coordinate_at__isnull=False,
    )
    if yes:
        Affiliation.objects.filter(pk=asked.pk).update(coordinator=True)
    else:
        with hats.system("whoever is asked to coordinate may say no"):
            Affiliation.objects.filter(pk=asked.pk).update(asked_to_coordinate_at=None)


@transaction.atomic
def stop_coordinating(
    *, affiliation: Affiliation, by: Person | int, once: UUID | None = None
) -> None:
    """I stay in the organisation and coordinate it no more."""
    me = id_of(by)
    note_deed(
        verb="stop_coordinating",
        room=ROOM,
        by=me,
        object_key=affiliation.organisation.key,
        once=once,
    )
    mine = Affiliation.objects.get(
        pk=affiliation.pk, person=me, until__isnull=True, coordinator=True
    )
    with hats.system("whoever stops coordinating has to be asked anew"):
        Affiliation.objects.filter(pk=mine.pk).update(
            coordinator=False, asked_to_coordinate_at=None
        )
