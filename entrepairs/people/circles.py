"""Making circles, and who is in them. No deed here: the action that calls this writes it, with the words of its room.

Making a circle and adding someone else to it is done for several people at once: wear the system hat.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.functions import Now

from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.vocabulary.models import Concept


def id_of(person: Person | int) -> int:
    return person if isinstance(person, int) else int(person.pk)


def make(
    *,
    kind: str,
    name: str = "",
    organisation: Organisation | None = None,
    open: bool = False,
    about: str = "",
    members: Iterable[Person | int] = (),
    asked_by: str = Membership.Asked.SELF,
) -> Circle:
    """A circle, with its first members if any."""
    circle = Circle.objects.create(
        kind=kind, name=name, organisation=organisation, open=open, about=about
    )
    Membership.objects.bulk_create(
        Membership(circle=circle, person_id=id_of(member), asked_by=asked_by) for member in members
    )
    return circle


def add(
    *,
    circle: Circle,
    person: Person | int,
    asked_by: str = Membership.Asked.SELF,
    role: Concept | None = None,
    statute: Concept | None = None,
) -> Membership:
    """One more person, from now on; the standing membership when there is one with that role."""
    current = standing(circle).filter(person_id=id_of(person), role=role).first()
    return current or Membership.objects.create(
        circle=circle, person_id=id_of(person), asked_by=asked_by, role=role, statute=statute
    )


def standing(circle: Circle) -> QuerySet[Membership]:
    """The memberships that have not ended."""
    return Membership.objects.filter(circle=circle, until__isnull=True)


def end_membership(*, circle: Circle, person: Person | int) -> int:
    """Their time in this circle ends now, in all their roles. How many ended."""
    return standing(circle).filter(person_id=id_of(person)).update(until=Now())


def end(*, circle: Circle) -> None:
    """The circle ends, and everyone's time in it; in one statement, because afterwards one is not in it any more."""
    Circle.objects.filter(pk=circle.pk, ended_at__isnull=True).update(ended_at=Now())
    standing(circle).update(until=Now())
    circle.refresh_from_db()
