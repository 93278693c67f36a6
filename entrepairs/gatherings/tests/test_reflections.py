"""Groups of co-reflection: peers of any employers, nobody who manages one of them, and an
organisation that sees only that they met."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.gatherings.actions.reflections import tell_organisation
from entrepairs.gatherings.models import ToldOrganisation
from entrepairs.groups.actions.backings import ask_backing
from entrepairs.groups.actions.entries import ask_to_enter, let_in
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import come_in, group_of, invited, roles_in
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.tests.making import a_held_meeting
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.roles.models import HeldRole
from entrepairs.vocabulary.models import Concept

type AsPerson = Callable[[Person], Client]
REFUSED = "Nobody in a co-reflection group manages another member"


@pytest.fixture
def group(amel: Person, bruno: Person) -> Group:
    """Amel and Bruno, who are of L'Escale, which Claire coordinates."""
    group = group_of(bruno, amel)
    with hats.system("test"):
        Group.objects.filter(pk=group.pk).update(kind="reflection")
        Membership.objects.filter(circle=group.circle).update(
            since=timezone.now() - dt.timedelta(days=90)
        )
    return group


def enters(group: Group, person: Person) -> None:
    with hats.system("test"):
        Membership.objects.create(circle=group.circle, person=person)


def test_who_manages_a_member_comes_in_by_no_door(
    group: Group, amel: Person, claire: Person, david: Person
) -> None:
    with hats.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(circle=group.circle, person=claire)
    with pytest.raises(NotPossible, match=REFUSED):
        invited(group, claire, amel)
    with hats.person(claire.pk):
        asks = ask_to_enter(circle=group.circle, role="member", words="", once=uuid4(), by=claire)
    with hats.person(amel.pk), pytest.raises(NotPossible, match=REFUSED):
        let_in(entry=asks, once=uuid4(), by=amel)
    come_in(group, david, "member") if invited(group, david, amel) else None
    assert set(roles_in(group)) == {"Amel", "Bruno", "David"}


def test_an_invited_person_who_manages_one_since_learns_nothing_of_who_is_there(
    group: Group, amel: Person, farid: Person, network: Any
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=farid.pk).update(audience=4)
    invited(group, farid, amel)
    with hats.system("test"):
        Affiliation.objects.create(organisation=network.escale, person=farid, coordinator=True)
    with pytest.raises(NotPossible, match="You cannot join this group now"):
        come_in(group, farid, "member")


def test_who_comes_to_manage_a_member_leaves_at_once_and_is_told(
    group: Group, david: Person, eve: Person, network: Any, as_person: AsPerson
) -> None:
    enters(group, david)
    enters(group, eve)
    assert "no longer in it" not in as_person(david).get("/today/").text
    with hats.system("test"):
        concept = Concept.objects.get(scheme="role", key="coordinator")
        statute = Concept.objects.get(scheme="statute", key="employee")
        Affiliation.objects.get_or_create(organisation=network.escale, person=david, until=None)
        HeldRole.objects.create(
            organisation=network.escale,
            person=david,
            role=concept,
            statute=statute,
            since=timezone.localdate(),
            accepted_at=timezone.now(),
        )
    assert set(roles_in(group)) == {"Amel", "Bruno", "Eve"}
    told = "You now manage a member of your co-reflection group"
    assert told in as_person(david).get("/today/").text
    as_person(david).get("/groups/")
    assert told not in as_person(david).get("/today/").text


def test_it_is_of_no_organisation_and_not_open(
    group: Group, bruno: Person, network: Any, as_person: AsPerson
) -> None:
    for change in ({"open": True}, {"organisation": network.escale}):
        with hats.system("test"), pytest.raises(IntegrityError), transaction.atomic():
            Circle.objects.filter(pk=group.pk).update(**change)
    asked: Any = {"circle": group.circle, "organisation": network.escale, "role": "sponsor"}
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="belongs to no organisation"):
        ask_backing(**asked, exception="", once=uuid4(), by=bruno)
    page = as_person(bruno).get(f"{group.path}organisations/")
    assert page.status_code == 200
    assert "Ask an organisation" not in page.text


def test_a_group_with_a_manager_in_it_does_not_become_one(
    amel: Person, claire: Person, as_person: AsPerson
) -> None:
    group = group_of(amel, claire)
    with hats.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(kind="reflection")
    page = as_person(amel).get(f"{group.path}change/").text
    assert "co-reflection among peer workers" in page
    said = {
        "name": "Les voix", "about": "Parler.", "kind": "reflection", "audience": "2",
        "visit_days": "61", "once": uuid4(),
    }  # fmt: skip
    refused = as_person(amel).post(f"{group.path}change/", said)
    assert refused.status_code == 422
    assert REFUSED in refused.text


def test_an_organisation_that_is_told_sees_the_days_and_nothing_else(
    group: Group, amel: Person, bruno: Person, claire: Person, eve: Person, network: Any,
    as_person: AsPerson,
) -> None:  # fmt: skip
    assert "Who knows that the group met" in as_person(bruno).get(f"{group.path}people/").text
    with hats.person(bruno.pk):
        tell_organisation(circle=group.circle, organisation=network.escale, once=uuid4(), by=bruno)
    with hats.system("test"):
        ToldOrganisation.objects.update(since=timezone.now() - dt.timedelta(days=20))
    before = a_held_meeting(group.circle, amel, bruno, -dt.timedelta(days=30))
    met = a_held_meeting(group.circle, amel, bruno, -dt.timedelta(days=3), title="Secret")
    path = f"/gatherings/met/{network.escale.key}/"
    page = as_person(claire).get(path).text.split("<main")[1].split("</main>")[0]
    assert "Les voix" in page
    assert page.count("<li>") == 1
    for hidden in ("Secret", "Amel", "Bruno"):
        assert hidden not in page
    assert "meeting in 3 months" in as_person(claire).get("/organisations/mine/", follow=True).text
    for address in (f"{group.path}people/", f"{group.path}talk/", met.path, before.path):
        assert as_person(claire).get(address).status_code == 404
    assert as_person(eve).get(path).status_code == 404
    with hats.person(claire.pk):
        assert not ToldOrganisation.objects.exists()


def test_one_names_only_an_organisation_of_ones_own(
    group: Group, bruno: Person, network: Any
) -> None:
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="has changed"):
        tell_organisation(
            circle=group.circle, organisation=network.university, once=uuid4(), by=bruno
        )
