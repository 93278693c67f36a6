"""A group: started by anyone, shown once it is two, changed and ended by its keepers."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.conversations.actions import send_message
from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.groups.actions.entries import enter_group
from entrepairs.groups.actions.groups import change_group, end_group
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import (
    EVERYONE,
    come_in,
    group_of,
    group_started,
    invited,
    many_shown,
    roles_in,
)
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.tests.posting import As
from entrepairs.vocabulary import queries as vocabulary

AFTER_ANSWER = 4  # queries: that the page was seen, once it has left


def test_amel_starts_a_group_which_nobody_sees_until_david_is_in(
    amel: Person, david: Person, client: Client, as_person: As
) -> None:
    said = {"name": "Les voix", "kind": "self_help", "about": "Parler", "town": "Rennes"}
    answer = as_person(amel).post("/groups/start/", said | {"once": str(uuid4())})
    assert answer.status_code == 302
    path = answer["Location"]
    page = as_person(amel).get(path).content.decode()
    assert "You are the only member" in page
    with hats.person(amel.pk):
        group = Group.objects.select_related("circle").get(circle__name="Les voix")
        Group.objects.filter(pk=group.pk).update(audience=EVERYONE)
    assert client.get(path).status_code == 404
    assert "Les voix" not in client.get("/groups/").content.decode()
    invited(group, david, amel)
    come_in(group, david, "member")
    assert client.get(path).status_code == 200
    assert "Les voix" in client.get("/groups/").content.decode()


def test_a_strangers_page_has_the_group_and_nobodys_name(
    amel: Person, david: Person, client: Client
) -> None:
    group = group_of(amel, david, phone="02 99 00 00 00", address="12 rue du Port")
    page = client.get(group.path).content.decode()
    assert "12 rue du Port" in page
    assert 'href="tel:0299000000"' in page
    assert amel.name not in page
    assert david.name not in page
    for tab in ("people/", "talk/", "journal/", "agreement/", "unwell/"):
        assert client.get(group.path + tab).status_code in {302, 404}


@pytest.mark.parametrize("tab", ["people/", "talk/", "journal/", "agreement/", "unwell/"])
def test_inside_is_closed_to_those_who_are_not_in(
    amel: Person, david: Person, eve: Person, as_person: As, tab: str
) -> None:
    group = group_of(amel, david)
    assert as_person(eve).get(group.path).status_code == 200
    assert as_person(eve).get(group.path + tab).status_code == 404
    assert as_person(david).get(group.path + tab).status_code == 200


def test_who_left_does_not_learn_where_a_hidden_group_meets_since(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    client = as_person(david)
    client.post(f"{group.path}leave/", {"once": str(uuid4())})
    with hats.system("test"):
        Group.objects.filter(pk=group.pk).update(address="3 rue du Puits", audience=2)
        Circle.objects.filter(pk=group.pk).update(open=True)
    assert "3 rue du Puits" in as_person(amel).get(group.path).text
    page = client.get(group.path).text
    assert "You are no longer in this group" in page
    assert "3 rue du Puits" not in page
    assert client.get(f"{group.path}talk/").status_code == 200
    with hats.person(david.pk):
        assert not Group.objects.filter(pk=group.pk).exists()
    asking = {"role": "member", "words": "Je reviens", "once": str(uuid4())}
    assert "Request sent" in client.post(f"{group.path}ask/", asking, follow=True).text


def test_groups_are_listed_nearest_first_with_as_many_queries_at_1_and_at_30(
    amel: Person, david: Person, client: Client, queries: Any
) -> None:
    with hats.system("test"):
        brest = vocabulary.place_named("Brest 29200")
        rennes = vocabulary.place_named("Rennes 35000")
    group_of(amel, david, name="Au loin", place=brest)
    group_of(amel, david, name="Ici", place=rennes)
    page = client.get("/groups/", {"near": "Rennes 35000"}).content.decode()
    assert page.index("Ici") < page.index("Au loin")
    assert 'aria-label="Map of these towns: Rennes, Brest"' in page
    with queries() as one:
        client.get("/groups/")
    many_shown(28, (amel, david))
    with queries() as many:
        page = client.get("/groups/").content.decode()
    assert page.count('class="card row nowrap top"') == 30
    assert len(one) == len(many) <= 10


def test_the_pages_of_a_group_of_30_and_of_400_ask_as_much_as_those_of_2(
    amel: Person, david: Person, as_person: As, queries: Any
) -> None:
    group, reader = group_of(amel, david), as_person(amel)
    counts = []
    for number in (0, 28, 370):
        with hats.system("test"):
            people = Person.objects.bulk_create(
                Person(name=f"Membre {number} {count}") for count in range(number)
            )
            Membership.objects.bulk_create(
                Membership(circle=group.circle, person=person) for person in people
            )
        for path in (group.path, f"{group.path}people/", f"{group.path}talk/", "/pairs/"):
            with queries() as made:
                assert reader.get(path).status_code == 200
            counts.append(len(made))
    assert counts[:4] == counts[4:8] == counts[8:]
    assert max(counts) <= 10 + AFTER_ANSWER
    first, last = reader.get(f"{group.path}people/"), reader.get(f"{group.path}people/?page=8")
    assert "400 members" in first.text
    assert "Membre 370 99" in last.text
    assert "Membre 370 99" not in first.text


def test_only_a_keeper_changes_the_page_and_anybody_does_where_nobody_keeps_it(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    said: Any = {"group": group, "name": "Autre", "about": "", "open": False, "page": {}}
    with hats.person(david.pk), pytest.raises(NotPossible):
        change_group(**said, once=uuid4(), by=david)
    assert as_person(david).get(f"{group.path}change/").status_code == 404
    as_person(amel).post(f"{group.path}stop-keeping/", {"once": str(uuid4())})
    with hats.person(david.pk):
        change_group(**said, once=uuid4(), by=david)
        assert Group.objects.get(pk=group.pk).circle.name == "Autre"


def test_a_group_that_hides_its_page_is_listed_and_open_to_nobody(
    amel: Person, david: Person, farid: Person
) -> None:
    group = group_of(amel, david)
    with hats.system("test"):  # its people were told a week ago
        Group.objects.update(wider_from=timezone.now(), audience=2)
    group.audience = 2
    said: Any = {"group": group, "name": "Autre", "about": "", "open": True}
    for audience, seen in ((2, False), (4, True)):
        with hats.person(amel.pk):
            change_group(**said, page={"audience": audience}, once=uuid4(), by=amel)
        with hats.person(farid.pk):
            assert Circle.objects.filter(pk=group.pk).exists() is seen
    with hats.person(amel.pk):  # by hand, without the action that closes it
        Group.objects.filter(pk=group.pk).update(audience=2)
        assert not Circle.objects.get(pk=group.pk).open
        call_function("change_group", group.pk, "Autre", "", True)
        assert not Circle.objects.get(pk=group.pk).open
    with hats.person(farid.pk):
        assert not Circle.objects.filter(pk=group.pk).exists()
        with pytest.raises(NotPossible):
            enter_group(circle=group.circle, role="member", once=uuid4(), by=farid)


def test_an_ended_group_is_shown_to_nobody_and_its_words_stay_to_its_people(
    amel: Person, david: Person, eve: Person, client: Client, as_person: As
) -> None:
    group = group_of(amel, david)
    with hats.person(david.pk):
        send_message(circle=group.circle, body="Merci à tous", once=uuid4(), by=david)
        with pytest.raises(NotPossible):
            end_group(circle=group.circle, once=uuid4(), by=david)
    assert as_person(amel).get(f"{group.path}end/").status_code == 200
    answer = as_person(amel).post(f"{group.path}end/", {"once": str(uuid4())})
    assert answer.status_code == 302
    assert roles_in(group) == {}
    assert client.get(group.path).status_code == 404
    assert as_person(eve).get(group.path).status_code == 404
    page = as_person(david).get(f"{group.path}talk/").content.decode()
    assert "Merci à tous" in page
    assert "This group has ended" in page
    assert "A group has ended" in as_person(david).get("/today/").content.decode()
    with hats.person(david.pk), pytest.raises(NotPossible):
        send_message(circle=group.circle, body="Encore", once=uuid4(), by=david)


def test_my_circles_and_the_side_name_my_groups(amel: Person, as_person: As) -> None:
    group = group_started(amel, name="Les voix")
    for path in ("/pairs/", "/today/"):
        page = as_person(amel).get(path).content.decode()
        assert f'href="{group.path}"' in page
        assert "Les voix" in page


def test_the_group_has_its_meetings_and_the_next_one_stands_on_its_page(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    assert "No meeting yet" in as_person(amel).get(f"{group.path}meetings/").content.decode()
    with hats.system("test"):
        Meeting.objects.create(
            circle=group.circle,
            title="Atelier cuisine",
            starts_at=timezone.now() + timedelta(days=3),
            means="in_person",
            asked_by=amel,
            proposed_by=amel,
            agreed_by=david,
            agreed_at=timezone.now(),
        )
    for path in (group.path, f"{group.path}meetings/"):
        assert "Atelier cuisine" in as_person(david).get(path).content.decode()
    assert as_person(eve).get(f"{group.path}meetings/").status_code == 404
    assert "Atelier cuisine" not in as_person(eve).get(group.path).content.decode()
