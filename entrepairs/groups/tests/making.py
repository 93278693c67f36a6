"""Scenes of groups, made for tests."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.groups.actions.entries import ask_to_enter, enter_group, invite_to_group
from entrepairs.groups.actions.groups import start_group
from entrepairs.groups.models import Entry, Group
from entrepairs.ledger.models import Audience
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.vocabulary.models import Concept

EVERYONE = Audience.EVERYONE.value


def group_started(by: Person, name: str = "Les voix", **page: Any) -> Group:
    with hats.person(by.pk):
        return start_group(name=name, about="Parler.", page=page, once=uuid4(), by=by)


def group_of(first: Person, *others: Person, name: str = "Les voix", **page: Any) -> Group:
    """Started by one; the others are members by their own yes."""
    group = group_started(first, name, audience=EVERYONE, **page)
    with hats.system("test"):
        for other in others:
            Membership.objects.create(circle=group.circle, person=other)
    return group


def invited(group: Group, person: Person, by: Person) -> Any:
    with hats.person(by.pk):
        return invite_to_group(
            circle=group.circle, person=person, role="member", once=uuid4(), by=by
        )


def come_in(group: Group, person: Person, role: str) -> None:
    with hats.person(person.pk):
        enter_group(circle=group.circle, role=role, once=uuid4(), by=person)


def roles_in(group: Group) -> dict[str, set[str]]:
    """Who is in it now, in which roles."""
    found: dict[str, set[str]] = {}
    with hats.system("test"):
        rows = Membership.objects.current().filter(circle=group.circle).select_related("role")
        for row in rows.select_related("person"):
            found.setdefault(row.person.name, set()).add(row.role.key if row.role else "member")
    return found


def told_of(person: Person, about: str) -> list[str]:
    with hats.system("test"):
        rows = Notice.objects.filter(person=person, about__startswith=about)
        return list(rows.values_list("about", flat=True))


def many_shown(number: int, who: Iterable[Person]) -> None:
    """Groups of two members whose page everyone reads."""
    with hats.system("test"):
        for count in range(number):
            circle = Circle.objects.create(kind="group", name=f"Groupe {count}")
            Group.objects.create(circle=circle, audience=EVERYONE)
            for person in who:
                Membership.objects.create(circle=circle, person=person)


def visiting(group: Group, person: Person, days: int) -> Membership:
    """A visit whose end is in so many days."""
    with hats.system("test"):
        return Membership.objects.create(
            circle=group.circle,
            person=person,
            role=Concept.objects.get(scheme="role", key="visitor"),
            since=timezone.now() - timedelta(days=60),
            until=timezone.now() + timedelta(days=days),
        )


def asked(group: Group, person: Person, role: str = "member") -> Entry:
    with hats.person(person.pk):
        return ask_to_enter(
            circle=group.circle, role=role, words="Bonjour", once=uuid4(), by=person
        )
