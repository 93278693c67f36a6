"""What was brought in a gathering: noted by one, confirmed by those named, or by two others."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.gatherings.actions import bringing
from entrepairs.gatherings.models import NoteAnswer, Rhythm
from entrepairs.gatherings.queries import latest, times_lately, visible_rhythms
from entrepairs.gatherings.tests.making import begun_before, rhythm_of
from entrepairs.groups.actions.entries import leave_group
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.meetings.tests.making import lines_of
from entrepairs.notices.models import Notice
from entrepairs.pairs.queries.mirror_figures import mirror_of_person
from entrepairs.people.models import Block, Membership, Person

type AsPerson = Callable[[Person], Client]
GAVE: list[Any] = [("given", "listening", 30)]
AGO = timezone.now() - dt.timedelta(days=90)


@pytest.fixture
def group(amel: Person, bruno: Person, david: Person, eve: Person) -> Group:
    """They have been in it for three months."""
    group = group_of(amel, bruno, david, eve)
    with hats.system("test"):
        Membership.objects.filter(circle=group.circle).update(since=AGO)
    return group


@pytest.fixture
def rhythm(group: Group, amel: Person) -> Rhythm:
    found = begun_before(rhythm_of(group, amel), 1)
    found.circle = group.circle
    return found


def last_day(rhythm: Rhythm, person: Person) -> dt.date:
    with hats.person(person.pk):
        time = latest(times_lately(visible_rhythms().filter(pk=rhythm.pk)))
    assert time is not None
    return time.day


def notes(rhythm: Rhythm, by: Person, *people: Person, lines: Any = GAVE) -> Meeting:
    day = last_day(rhythm, by)
    with hats.person(by.pk):
        return bringing.note_brought(
            of=rhythm, day=day, people=people, lines=lines, once=uuid4(), by=by
        )


def does(name: str, meeting: Meeting, by: Person, **other: Any) -> None:
    with hats.person(by.pk):
        if name.startswith("confirm"):
            other.setdefault("noted_at", timezone.now())
        getattr(bringing, name)(meeting=meeting, once=uuid4(), by=by, **other)


def minutes_in_mirror(person: Person) -> tuple[int, int]:
    with hats.person(person.pk):
        found = mirror_of_person(person.pk, AGO)
    return found.minutes.mine, found.minutes.theirs


def told(person: Person) -> int:
    with hats.system("test"):
        return Notice.objects.filter(person=person, kind="brought", seen_at=None).count()


def test_amel_says_what_she_brought_to_eve_and_it_counts_for_both_once_eve_confirms(
    rhythm: Rhythm, amel: Person, eve: Person, david: Person, as_person: AsPerson
) -> None:
    at = f"{rhythm.key}-{last_day(rhythm, amel):%Y%m%d}"
    page = as_person(amel).get(rhythm.circle.path).text
    assert f"/gatherings/{at}/brought/" in page
    said = {"given": ["listening", "company"], "given_minutes": "60", "who": [eve.key]}
    wrong = as_person(amel).post(f"/gatherings/{at}/brought/", {"once": uuid4(), "who": [eve.key]})
    assert wrong.status_code == 422
    answer = as_person(amel).post(f"/gatherings/{at}/brought/", {**said, "once": uuid4()})
    assert answer.status_code == 302
    assert (minutes_in_mirror(amel), told(eve), told(david)) == ((0, 0), 1, 0)
    assert "filled in what you brought each other" in as_person(eve).get("/today/").text
    assert "Amel" not in as_person(david).get(f"/gatherings/{at}/").text.split("<main")[1]
    mine = as_person(eve).get(f"/gatherings/{at}/").text
    assert "Amel filled in what you brought each other" in mine
    noted_at = mine.split('name="noted_at" value="')[1].split('"')[0]
    sent = {"noter": amel.key, "noted_at": noted_at, "once": uuid4()}
    as_person(eve).post(f"/gatherings/{at}/brought/yes/", sent)
    assert minutes_in_mirror(amel) == (60, 0)
    assert minutes_in_mirror(eve) == (0, 60)
    assert told(eve) == 0
    assert "listening:" in as_person(david).get(f"/gatherings/{at}/").text
    in_french = as_person(david).get(f"/gatherings/{at}/", headers={"accept-language": "fr"}).text
    assert "écoute\u00a0:" in in_french


def test_one_time_with_two_people_is_shared_between_them(
    rhythm: Rhythm, amel: Person, eve: Person, david: Person, as_person: AsPerson
) -> None:
    at = f"{rhythm.key}-{last_day(rhythm, amel):%Y%m%d}"
    said = {"received": ["listening"], "received_minutes": "60", "who": [eve.key, david.key]}
    as_person(amel).post(f"/gatherings/{at}/brought/", {**said, "once": uuid4()})
    with hats.system("test"):
        (meeting,) = Meeting.objects.filter(circle=rhythm.circle)
    assert sorted(lines_of(meeting)) == [
        ("David", "Amel", "listening", 30, False),
        ("Eve", "Amel", "listening", 30, False),
    ]


def test_what_somebody_brought_to_the_group_counts_once_two_others_say_so(
    rhythm: Rhythm, amel: Person, bruno: Person, eve: Person, as_person: AsPerson
) -> None:
    meeting = notes(rhythm, amel)
    assert lines_of(meeting) == [("Amel", "group", "listening", 30, False)]
    assert "For the whole group" in as_person(bruno).get(f"/gatherings/{meeting.key}/").text
    does("confirm_for_group", meeting, bruno, noter=amel)
    does("confirm_for_group", meeting, bruno, noter=amel)
    assert minutes_in_mirror(amel) == (0, 0)
    does("confirm_for_group", meeting, eve, noter=amel)
    assert minutes_in_mirror(amel) == (30, 0)
    with hats.person(amel.pk):
        found = mirror_of_person(amel.pk, AGO)
    assert (found.peers, found.noted) == (0, 1)  # the group is nobody
    with hats.system("test"):
        assert not NoteAnswer.objects.exists()


def test_in_a_group_of_two_the_one_other_is_enough_and_the_page_says_so(
    amel: Person, bruno: Person, as_person: AsPerson
) -> None:
    two = group_of(amel, bruno)
    with hats.system("test"):
        Membership.objects.filter(circle=two.circle).update(since=AGO)
    rhythm = begun_before(rhythm_of(two, amel), 1)
    meeting = notes(rhythm, amel)
    told = as_person(amel).get(f"/gatherings/{meeting.key}/brought/").text
    assert "once the other person confirms it" in told
    assert "Waits for one yes" in as_person(amel).get(f"/gatherings/{meeting.key}/").text
    does("confirm_for_group", meeting, bruno, noter=amel)
    assert minutes_in_mirror(amel) == (30, 0)


def test_who_leaves_has_not_to_confirm_and_the_yes_of_the_others_is_enough_then(
    rhythm: Rhythm, group: Group, amel: Person, bruno: Person, david: Person, eve: Person
) -> None:
    meeting = notes(rhythm, amel)
    does("confirm_for_group", meeting, bruno, noter=amel)
    for person in (david, eve):
        assert minutes_in_mirror(amel) == (0, 0)
        with hats.person(person.pk):
            leave_group(circle=group.circle, once=uuid4(), by=person)
    assert minutes_in_mirror(amel) == (30, 0)


def test_a_note_that_was_written_again_is_confirmed_again(
    rhythm: Rhythm, amel: Person, bruno: Person, eve: Person
) -> None:
    meeting = notes(rhythm, amel)
    does("confirm_for_group", meeting, bruno, noter=amel)
    read = timezone.now()
    notes(rhythm, amel, lines=[("given", "company", 15)])
    with pytest.raises(NotPossible, match="has changed"):
        does("confirm_for_group", meeting, eve, noter=amel, noted_at=read)
    does("confirm_for_group", meeting, eve, noter=amel)
    assert minutes_in_mirror(amel) == (0, 0)  # Bruno's yes was to the former one
    does("confirm_for_group", meeting, bruno, noter=amel)
    assert minutes_in_mirror(amel) == (15, 0)


def test_what_both_note_is_a_yes_of_each_and_counts_once(
    rhythm: Rhythm, amel: Person, eve: Person
) -> None:
    meeting = notes(rhythm, amel, eve)
    notes(rhythm, eve, amel, lines=[("received", "listening", 45)])
    assert lines_of(meeting) == [("Amel", "Eve", "listening", 30, True)]
    with pytest.raises(NotPossible, match="confirmed already"):
        notes(rhythm, amel, eve)
    does("remove_brought", meeting, eve, other=amel)
    assert lines_of(meeting) == []
    assert minutes_in_mirror(amel) == (0, 0)


def test_a_no_is_silent_and_a_meeting_of_which_something_is_noted_took_place(
    rhythm: Rhythm, amel: Person, eve: Person, david: Person, as_person: AsPerson
) -> None:
    meeting = notes(rhythm, amel, eve)
    before = as_person(amel).get(f"/gatherings/{meeting.key}/").text
    does("leave_unconfirmed", meeting, eve, noter=amel)
    assert told(eve) == 0
    assert "filled in what you brought" not in as_person(eve).get("/today/").text
    after = as_person(amel).get(f"/gatherings/{meeting.key}/").text
    for page in (before, after):
        assert "Not confirmed yet" in page
    refused = as_person(david).post(
        f"/meetings/{meeting.key}/held/", {"held": "no", "once": uuid4()}, follow=True
    )
    assert "Somebody has filled in what was brought there" in refused.text


def test_across_a_block_nobody_names_the_other_and_who_is_blocked_sees_no_difference(
    rhythm: Rhythm, amel: Person, eve: Person, david: Person, as_person: AsPerson
) -> None:
    day = last_day(rhythm, amel)
    with hats.system("test"):
        Block.objects.create(person=amel, blocked=eve)
    form = f"/gatherings/{rhythm.key}-{day:%Y%m%d}/brought/"
    assert "David" in as_person(amel).get(form).text
    assert f'value="{eve.key}"' not in as_person(amel).get(form).text
    assert f'value="{amel.key}"' in as_person(eve).get(form).text
    meeting = notes(rhythm, eve, amel)
    assert "Not confirmed yet" in as_person(eve).get(f"/gatherings/{meeting.key}/").text
    for person in (amel, david):
        with hats.person(person.pk):
            assert Contribution.objects.filter(meeting=meeting).count() == 0
    assert told(amel) == 0
    assert "filled in what you brought" not in as_person(amel).get("/today/").text
    with pytest.raises(NotPossible):
        does("confirm_brought", meeting, amel, noter=eve)


def test_who_left_confirms_nothing_and_is_named_by_nobody(
    rhythm: Rhythm, amel: Person, eve: Person, as_person: AsPerson
) -> None:
    meeting = notes(rhythm, amel, eve)
    assert told(eve) == 1
    as_person(eve).post(f"{rhythm.circle.path}leave/", {"once": uuid4()})
    assert told(eve) == 0
    with pytest.raises(NotPossible):
        does("confirm_brought", meeting, eve, noter=amel)
    form = as_person(amel).get(f"/gatherings/{meeting.key}/brought/")
    assert form.status_code == 200
    assert f'value="{eve.key}"' not in form.text


def test_a_visitor_notes_too_and_nobody_of_a_time_before_they_came(
    rhythm: Rhythm, group: Group, farid: Person, claire: Person, amel: Person
) -> None:
    visiting(group, farid, days=5)
    meeting = notes(rhythm, farid, amel)
    assert lines_of(meeting) == [("Farid", "Amel", "listening", 30, False)]
    with hats.system("test"):
        Membership.objects.create(circle=group.circle, person=claire)
    with pytest.raises(NotPossible, match="not in the group yet"):
        notes(rhythm, claire)


def test_the_page_of_a_time_asks_as_much_with_30_notes_as_with_1(
    rhythm: Rhythm, amel: Person, eve: Person, as_person: AsPerson, queries: Any
) -> None:
    meeting = notes(rhythm, eve)
    counts, reader = [], as_person(amel)
    for number in (0, 29):
        with hats.system("test"):
            line = Contribution.objects.filter(meeting=meeting).first()
            assert line is not None
            for count in range(number):
                other = Person.objects.create(name=f"Membre {count}")
                Membership.objects.create(circle=rhythm.circle, person=other, since=AGO)
                line.pk, line.giver, line.noted_by = None, other, other
                line.save(force_insert=True)
        with queries() as made:
            page = reader.get(f"/gatherings/{meeting.key}/")
        assert page.text.count("Brought to the group:") == number + 1
        counts.append(len(made))
    assert counts[0] == counts[1] <= 14
