"""Coming into a group by one's own act and with its yes; visits that end; leaving."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import ProgrammingError
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
from entrepairs.groups.models import Entry
from entrepairs.groups.tests.making import asked, come_in, group_of, invited, roles_in
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.models import Membership, Person
from entrepairs.tests.posting import As
from entrepairs.tests.twice.seeing import plain, rows_of


def test_eve_asks_and_david_lets_her_in(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    answer = as_person(eve).post(
        f"{group.path}ask/", {"role": "member", "words": "Bonjour", "once": str(uuid4())}
    )
    assert answer.status_code == 302
    today = as_person(david).get("/today/").content.decode()
    assert "Eve asks to join your group" in today
    page = as_person(david).get(f"{group.path}people/").content.decode()
    assert "Bonjour" in page
    with hats.person(eve.pk):
        entry = Entry.objects.get(circle=group.circle)
    as_person(david).post(f"{group.path}door/{entry.key}/yes/", {"once": str(uuid4())})
    assert roles_in(group)["Eve"] == {"member"}
    assert "You are in the group" in as_person(eve).get("/today/").content.decode()
    assert "Eve asks" not in as_person(amel).get("/today/").content.decode()


def test_a_refusal_changes_nothing_that_the_person_who_asked_can_see(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    entry = asked(group, eve)
    before = as_person(eve).get(group.path).content.decode()
    assert "You asked to join" in before
    rows = rows_of(eve)
    with hats.person(david.pk):
        refuse_entry(entry=entry, once=uuid4(), by=david)
    assert plain(as_person(eve).get(group.path).content.decode()) == plain(before)
    assert rows_of(eve) == rows
    with hats.person(eve.pk), pytest.raises(NotPossible):
        ask_to_enter(circle=group.circle, role="member", words="", once=uuid4(), by=eve)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        let_in(entry=entry, once=uuid4(), by=amel)
    assert "Eve" not in roles_in(group)


def test_a_silent_no_is_not_asked_again_by_taking_the_question_back(
    amel: Person, david: Person, eve: Person, bruno: Person
) -> None:
    group = group_of(amel, david)
    question, invitation = asked(group, eve), invited(group, bruno, amel)
    for entry, person in ((question, david), (invitation, bruno)):
        with hats.person(person.pk):
            refuse_entry(entry=entry, once=uuid4(), by=person)
    again = {eve: partial(asked, group, eve), amel: partial(invited, group, bruno, amel)}
    for entry, (person, ask) in zip((question, invitation), again.items(), strict=True):
        with hats.person(person.pk):
            withdraw_entry(entry=entry, once=uuid4(), by=person)
        with pytest.raises(NotPossible, match="less than 30 days ago"):
            ask()
    by_hand = Entry(circle=group.circle, person=eve, role="member")
    with hats.person(eve.pk), pytest.raises(ProgrammingError, match="row-level security"):
        by_hand.save(force_insert=True)
    with hats.system("test"):
        Entry.objects.update(made_at=timezone.now() - timedelta(days=31))
    for ask in again.values():
        assert ask().pk not in (question.pk, invitation.pk)


def test_whom_amel_invites_says_no_without_her_seeing_it(
    amel: Person, david: Person, bruno: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    invited(group, bruno, amel)
    assert "Amel invites you to a group" in as_person(bruno).get("/today/").content.decode()
    before = as_person(amel).get(f"{group.path}people/").content.decode()
    assert "Invited, no answer yet" in before
    rows = rows_of(amel)
    as_person(bruno).post(f"{group.path}decline/", {"once": str(uuid4())})
    after = as_person(amel).get(f"{group.path}people/").content.decode()
    assert plain(after) == plain(before)
    assert rows_of(amel) == rows
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        enter_group(circle=group.circle, role="member", once=uuid4(), by=bruno)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        invite_to_group(circle=group.circle, person=bruno, role="member", once=uuid4(), by=amel)


def test_nobody_comes_in_without_the_groups_yes(amel: Person, david: Person, eve: Person) -> None:
    group = group_of(amel, david)
    for role in ("member", "visitor", "keeper"):
        with hats.person(eve.pk), pytest.raises(NotPossible):
            enter_group(circle=group.circle, role=role, once=uuid4(), by=eve)
    assert "Eve" not in roles_in(group)


def test_an_invitation_does_not_cross_a_block(amel: Person, david: Person, eve: Person) -> None:
    group = group_of(amel, david)
    with hats.person(eve.pk):
        block_person(person=amel, once=uuid4(), by=eve)
    with hats.person(amel.pk), pytest.raises(NotPossible):
        invite_to_group(circle=group.circle, person=eve, role="member", once=uuid4(), by=amel)
    with hats.person(amel.pk):
        assert not Entry.objects.filter(circle=group.circle).exists()


def test_who_asks_is_not_seen_by_a_member_whom_they_blocked(
    amel: Person, david: Person, eve: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    with hats.person(eve.pk):
        block_person(person=amel, by=eve)
    entry = asked(group, eve)
    assert entry.key in as_person(david).get(f"{group.path}people/").text
    page = as_person(amel).get(f"{group.path}people/").text
    assert "David" in page
    assert entry.key not in page
    with hats.person(amel.pk):
        assert not Entry.objects.exists()
        with pytest.raises(NotPossible):
            let_in(entry=entry, once=uuid4(), by=amel)


def test_leaving_is_one_press_and_the_way_back_is_open_for_a_day(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    as_person(david).post(f"{group.path}leave/", {"once": str(uuid4())})
    assert "David" not in roles_in(group)
    as_person(david).post(f"{group.path}enter/", {"role": "member", "once": str(uuid4())})
    assert roles_in(group)["David"] == {"member"}
    as_person(david).post(f"{group.path}leave/", {"once": str(uuid4())})
    with hats.system("test"):
        Membership.objects.filter(circle=group.circle, person=david).update(
            since=timezone.now() - timedelta(days=9), until=timezone.now() - timedelta(days=2)
        )
    with hats.person(david.pk), pytest.raises(NotPossible):
        enter_group(circle=group.circle, role="member", once=uuid4(), by=david)


def test_the_group_ends_with_the_last_person_who_leaves(amel: Person, david: Person) -> None:
    group = group_of(amel, david)
    for person in (david, amel):
        with hats.person(person.pk):
            leave_group(circle=group.circle, once=uuid4(), by=person)
    with hats.system("test"):
        group.circle.refresh_from_db()
    assert group.circle.ended_at is not None


def test_the_page_is_passed_on_with_the_yes_of_who_keeps_it_next(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    press = {"person": david.key, "role": "keeper", "once": str(uuid4())}
    as_person(amel).post(f"{group.path}people/", press)
    assert roles_in(group)["David"] == {"member"}
    assert "keep the group’s page too" in as_person(david).get("/today/").content.decode()
    come_in(group, david, "keeper")
    as_person(amel).post(f"{group.path}stop-keeping/", {"once": str(uuid4())})
    assert roles_in(group) == {"Amel": {"member"}, "David": {"member", "keeper"}}


def test_who_still_asks_waits_when_another_is_let_in(
    amel: Person, david: Person, eve: Person, farid: Person
) -> None:
    group = group_of(amel, david)
    entries = []
    for person in (eve, farid):
        with hats.person(person.pk):
            entries.append(
                ask_to_enter(circle=group.circle, role="member", words="", once=uuid4(), by=person)
            )
    with hats.person(david.pk):
        let_in(entry=entries[0], once=uuid4(), by=david)
    with hats.system("test"):
        left = Notice.objects.filter(kind="group_door", person=amel, seen_at=None)
        assert [row.about.split(":")[1] for row in left] == [entries[1].key]


def test_the_conversation_of_a_group_that_one_left_says_so_and_goes_on_for_the_others(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    as_person(david).post(f"{group.path}leave/", {"once": str(uuid4())})
    talk = f"{group.path}talk/"
    page = as_person(david).get(talk).text
    assert "You have left. You can no longer write here" in page
    assert "Contact has ended" not in page
    sent = as_person(david).post(talk, {"body": "Bonjour", "once": str(uuid4())})
    assert sent.status_code == 422
    assert "You have left" in sent.text
    assert "You have left" not in as_person(amel).get(talk).text
