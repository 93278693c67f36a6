"""A visit to a group: its end, what it opens, and becoming a member."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.groups.actions.entries import (
    enter_group,
    leave_group,
    let_in,
)
from entrepairs.groups.models import Entry
from entrepairs.groups.tests.making import asked, come_in, group_of, roles_in, visiting
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.people.models import Membership, Person
from entrepairs.tests.posting import As


def test_a_visit_has_its_end_is_told_before_it_and_decides_nothing(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david, visit_days=61)
    entry = asked(group, eve, "visitor")
    with hats.person(amel.pk):
        let_in(entry=entry, once=uuid4(), by=amel)
    assert roles_in(group)["Eve"] == {"visitor"}
    with hats.system("test"):
        visit = Membership.objects.get(circle=group.circle, person=eve)
        told = Notice.objects.get(person=eve, kind="group_visit")
    assert visit.until is not None
    assert (visit.until - visit.since).days == 61
    assert (visit.until - told.due_at).days == 7
    with hats.person(eve.pk), connection.cursor() as cursor:
        cursor.execute("select %s = any(my_voting_circles())", [group.pk])
        assert cursor.fetchone() == (False,)
    assert "You are a visitor until" in as_person(eve).get(group.path).content.decode()
    assert as_person(eve).get(f"{group.path}talk/").status_code == 200


def test_a_visitor_becomes_a_member_with_one_members_yes(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    visiting(group, eve, days=3)
    assert "Your visit to a group ends soon" in as_person(eve).get("/today/").content.decode()
    as_person(eve).post(f"{group.path}enter/", {"role": "member", "once": str(uuid4())})
    assert roles_in(group)["Eve"] == {"visitor"}
    assert "Ask to become a member" in as_person(eve).get(group.path).text
    asking = {"role": "member", "words": "", "once": str(uuid4())}
    assert as_person(eve).post(f"{group.path}ask/", asking).status_code == 302
    assert "You asked to become a member" in as_person(eve).get(group.path).text
    with hats.person(david.pk):
        let_in(entry=Entry.objects.get(circle=group.circle), once=uuid4(), by=david)
    assert roles_in(group)["Eve"] == {"member"}
    assert "Your visit to a group" not in as_person(eve).get("/today/").content.decode()


def test_who_visited_is_out_when_the_visit_is_over(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    visiting(group, eve, days=-1)
    assert "Eve" not in roles_in(group)
    assert "no longer in this group" in as_person(eve).get(group.path).content.decode()
    assert as_person(eve).get(f"{group.path}people/").status_code == 404


def test_who_comes_back_to_a_visit_has_what_was_left_of_it(
    amel: Person, david: Person, eve: Person
) -> None:
    group = group_of(amel, david)
    visiting(group, eve, days=20)
    with hats.person(eve.pk):
        leave_group(circle=group.circle, once=uuid4(), by=eve)
    come_in(group, eve, "visitor")
    now = timezone.now()
    with hats.system("test"):
        mine = Membership.objects.filter(circle=group.circle, person=eve)
        assert mine.current().filter(until__lt=now + timedelta(days=21)).exists()
        hours, began = timedelta(hours=2), timedelta(days=62)
        mine.update(since=now - began, until=now - hours)
    with hats.person(eve.pk), pytest.raises(NotPossible):
        enter_group(circle=group.circle, role="visitor", once=uuid4(), by=eve)


@pytest.mark.parametrize(
    ("days", "said"), [(61, "2 months"), (31, "1 month"), (14, "14 days"), (1, "1 day")]
)
def test_a_visit_is_said_in_the_months_that_people_count_in(
    client: Client, amel: Person, david: Person, days: int, said: str
) -> None:
    group = group_of(amel, david, visit_days=days)
    page = client.get(group.path).content.decode()
    assert f"You can come as a visitor for {said}, without a membership fee." in page
