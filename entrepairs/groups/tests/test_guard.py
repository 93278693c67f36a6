"""What holds at the door of a group and around it, whatever people do to each other."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.groups.actions.entries import (
    ask_to_enter,
    enter_group,
    invite_to_group,
    leave_group,
    let_in,
    refuse_entry,
    withdraw_entry,
)
from entrepairs.groups.actions.groups import end_group
from entrepairs.groups.models import Entry, Group
from entrepairs.groups.queries.groups import entries_at
from entrepairs.groups.tests.making import come_in, group_of, invited, roles_in, told_of, visiting
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.actions.planning import accept_meeting, cancel_meeting, plan_meeting
from entrepairs.meetings.models import Meeting
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.actions.persons import pause_person, resume_person
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.tests.posting import As


def seen_by_the_network(person: Person) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=person.pk).update(audience=4)


def asked(group: Group, person: Person) -> Entry:
    with hats.person(person.pk):
        return ask_to_enter(circle=group.circle, role="member", words="", once=uuid4(), by=person)


def agreed_meeting(group: Group, by: Person, with_whom: Person) -> Meeting:
    with hats.person(by.pk):
        meeting = plan_meeting(
            circle=group.circle,
            title="",
            starts_at=timezone.now() + timedelta(days=2),
            minutes=60,
            time_zone="Europe/Paris",
            means="in_person",
            where="",
            once=uuid4(),
            by=by,
        )
    with hats.person(with_whom.pk):
        return accept_meeting(meeting=meeting, once=uuid4(), by=with_whom)


def test_an_invitation_that_no_longer_stands_shuts_nobody_out(
    amel: Person, david: Person, eve: Person
) -> None:
    seen_by_the_network(eve)
    group = group_of(amel, david)
    invited(group, eve, david)
    with hats.system("test"):
        Entry.objects.update(made_at=timezone.now() - timedelta(days=100))
    invited(group, eve, amel)
    with hats.person(eve.pk):
        refuse_entry(entry=Entry.objects.get(withdrawn_at=None), once=uuid4(), by=eve)
    asked(group, eve)
    with hats.person(amel.pk):
        assert [entry.by_id for entry in entries_at(group.circle)] == [None]


def test_who_blocks_the_person_who_invited_them_may_still_ask(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    seen_by_the_network(eve)
    group = group_of(amel, david)
    invited(group, eve, david)
    with hats.person(eve.pk):
        block_person(person=david, once=uuid4(), by=eve)
    page = as_person(amel).get(f"{group.path}people/").content.decode()
    assert "Invited, no answer yet" in page, "the block is not told"
    asked(group, eve)
    with hats.person(amel.pk):
        assert [entry.by_id for entry in entries_at(group.circle)] == [None]


def test_a_question_to_keep_the_page_ends_with_the_membership(
    amel: Person, david: Person, eve: Person
) -> None:
    group = group_of(amel, david, eve)
    with hats.person(amel.pk):
        entry = invite_to_group(
            circle=group.circle, person=eve, role="keeper", once=uuid4(), by=amel
        )
    with hats.person(eve.pk):
        leave_group(circle=group.circle, once=uuid4(), by=eve)
    with hats.system("test"):
        entry.refresh_from_db()
        assert entry.withdrawn_at
        Membership.objects.filter(person=eve, circle=group.circle).update(
            since=timezone.now() - timedelta(days=25), until=timezone.now() - timedelta(days=20)
        )
        Entry.objects.filter(pk=entry.pk).update(withdrawn_at=None)  # as if it had stayed
    with pytest.raises(NotPossible):
        come_in(group, eve, "keeper")
    assert "Eve" not in roles_in(group)


def test_who_is_on_a_pause_is_not_at_the_door(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    entry = asked(group, eve)
    with hats.person(eve.pk):
        pause_person(by=eve, once=uuid4())
    for path in ("/today/", f"{group.path}people/"):
        page = as_person(david).get(path)
        assert page.status_code == 200
        assert "Eve asks" not in page.text
    with hats.person(david.pk), pytest.raises(NotPossible):
        let_in(entry=entry, once=uuid4(), by=david)
    with hats.person(eve.pk):
        resume_person(by=eve, once=uuid4())
    assert "Eve asks" in as_person(david).get(f"{group.path}people/").content.decode()
    seen_by_the_network(eve)
    invitation = invited(group_of(david, name="Une autre"), eve, david)
    with hats.person(david.pk):
        pause_person(by=david, once=uuid4())
    with hats.person(eve.pk), pytest.raises(NotPossible):
        enter_group(circle=invitation.circle, role="member", once=uuid4(), by=eve)
    assert "David invites" not in as_person(eve).get("/today/").text


def test_a_cancelled_meeting_and_an_end_are_told_across_a_block(
    amel: Person, david: Person, eve: Person
) -> None:
    group = group_of(amel, david, eve)
    meeting = agreed_meeting(group, amel, eve)
    with hats.person(amel.pk):
        block_person(person=david, once=uuid4(), by=amel)
        cancel_meeting(meeting=meeting, once=uuid4(), by=amel)
        assert f"{meeting.key}:1:cancelled" in told_of(david, meeting.key)
        end_group(circle=group.circle, once=uuid4(), by=amel)
    assert told_of(david, group.circle.key) == told_of(eve, group.circle.key) != []


def test_a_visitor_sees_the_meeting_and_decides_nothing_of_it(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    visiting(group, eve, 30)
    meeting = agreed_meeting(group, amel, david)
    page = as_person(eve).get(meeting.path).text
    assert "Group meeting" in page or group.circle.name in page
    assert "/cancel/" not in page
    with hats.person(eve.pk):
        assert not Meeting.objects.filter(pk=meeting.pk).update(cancelled_at=timezone.now())
        with pytest.raises(NotPossible):
            cancel_meeting(meeting=meeting, once=uuid4(), by=eve)
    assert "/cancel/" in as_person(david).get(meeting.path).text


def test_what_a_hidden_group_says_of_itself_is_nowhere_on_the_page_of_who_left(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    with hats.person(david.pk):
        leave_group(circle=group.circle, once=uuid4(), by=david)
    with hats.system("test"):
        Group.objects.filter(pk=group.pk).update(audience=2)
    assert "Parler." in as_person(amel).get(group.path).text
    page = as_person(david).get(group.path).text
    assert group.circle.name in page
    assert "Parler." not in page


def test_nobody_ends_alone_a_group_whose_page_nobody_keeps(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    with hats.system("test"):
        Circle.objects.filter(pk=group.pk).update(open=True)
    as_person(amel).post(f"{group.path}stop-keeping/", {"once": str(uuid4())})
    come_in(group, eve, "member")
    assert as_person(eve).get(f"{group.path}change/").status_code == 200
    assert as_person(eve).get(f"{group.path}end/").status_code == 404
    assert "Nobody keeps the page. To end the group" in as_person(eve).get(group.path).text
    with hats.person(eve.pk):
        with pytest.raises(NotPossible):
            end_group(circle=group.circle, once=uuid4(), by=eve)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Circle.objects.filter(pk=group.pk).update(ended_at=timezone.now())
    with hats.person(david.pk):
        invite_to_group(circle=group.circle, person=amel, role="keeper", once=uuid4(), by=david)
    come_in(group, amel, "keeper")
    with hats.person(amel.pk):
        end_group(circle=group.circle, once=uuid4(), by=amel)
    assert roles_in(group) == {}


def test_one_person_asks_another_once_in_thirty_days_whatever_the_group(
    david: Person, eve: Person
) -> None:
    seen_by_the_network(eve)
    first, second = group_of(david), group_of(david, name="Une autre")
    entry = invited(first, eve, david)
    with hats.person(david.pk):
        withdraw_entry(entry=entry, once=uuid4(), by=david)
    for group in (first, second):
        with pytest.raises(NotPossible, match="30 days"):
            invited(group, eve, david)
        with hats.person(david.pk), pytest.raises(ProgrammingError), transaction.atomic():
            Entry.objects.create(circle=group.circle, person=eve, by=david)
    with hats.system("test"):
        Entry.objects.update(made_at=timezone.now() - timedelta(days=31))
    invited(second, eve, david)


def test_groups_and_invitations_have_a_number_a_day(david: Person) -> None:
    for number in range(3):
        group = group_of(david, name=f"Les voix {number}")
    with pytest.raises(NotPossible, match="three groups"):
        group_of(david)
    with hats.system("test"):
        people = [Person.objects.create(name=f"Gil {number}", audience=4) for number in range(21)]
        for person in people[:20]:
            Entry.objects.create(circle=group.circle, person=person, by=david)
    with pytest.raises(NotPossible, match="20 people"):
        invited(group, people[20], david)
    with hats.person(david.pk), pytest.raises(ProgrammingError):
        Entry.objects.create(circle=group.circle, person=people[20], by=david)
