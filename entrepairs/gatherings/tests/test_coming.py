"""Who says that they come, to whom that is shown, and how many they were."""

import datetime as dt
import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.gatherings.actions.coming import count_people, say_coming, say_facilitation
from entrepairs.gatherings.models import Attending, Gathering, Headcount, Rhythm, Turn, TurnTaker
from entrepairs.gatherings.queries import latest, next_times, rhythms_of, times_lately, with_people
from entrepairs.gatherings.tests.making import begun_before, rhythm_of
from entrepairs.gatherings.times import Time
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Block, Membership, Person

TODAY = timezone.localdate()
type AsPerson = Callable[[Person], Client]


@pytest.fixture
def group(amel: Person, david: Person, eve: Person) -> Group:
    """Amel keeps its page; David and Eve are members."""
    return group_of(amel, david, eve)


@pytest.fixture
def rhythm(group: Group, amel: Person) -> Rhythm:
    """From tomorrow on."""
    return rhythm_of(group, amel, starts_on=TODAY + dt.timedelta(days=1))


def seen(rhythm: Rhythm, person: Person) -> Time:
    with hats.person(person.pk):
        rows = with_people(rhythms_of(rhythm.circle), person.pk)
        return next_times(rows, 1)[0]


def comes(rhythm: Rhythm, person: Person, seen_by: str) -> None:
    day = seen(rhythm, person).day
    with hats.person(person.pk):
        say_coming(of=rhythm, day=day, seen_by=seen_by, once=uuid4(), by=person)


def names(rhythm: Rhythm, person: Person) -> list[str]:
    return [one["name"] for one in seen(rhythm, person).coming]


@pytest.mark.parametrize(
    ("seen_by", "facilitator", "member"),
    [("group", ["Eve"], ["Eve"]), ("facilitator", ["Eve"], []), ("nobody", [], [])],
)
def test_eve_comes_and_those_read_it_whom_she_chose(
    rhythm: Rhythm,
    amel: Person,
    david: Person,
    eve: Person,
    as_person: AsPerson,
    seen_by: str,
    facilitator: list[str],
    member: list[str],
) -> None:
    day = seen(rhythm, eve).day
    with hats.system("test"):
        TurnTaker.objects.create(rhythm=rhythm, person=david)
        Turn.objects.create(rhythm=rhythm, day=day, person=david)
    comes(rhythm, eve, seen_by)
    assert names(rhythm, eve) == ["Eve"]
    assert (names(rhythm, david), names(rhythm, amel)) == (facilitator, member)
    page = as_person(amel).get(rhythm.circle.path)
    assert page.status_code == 200
    assert ("They come:" in page.text) is bool(member)
    with hats.system("test"):  # nothing else tells of it: it is no meeting
        assert not Gathering.objects.exists()
        assert not Meeting.objects.filter(circle=rhythm.circle).exists()


def test_what_i_chose_last_is_chosen_the_next_time_and_nobody_at_first(
    rhythm: Rhythm, eve: Person, as_person: AsPerson
) -> None:
    client = as_person(eve)
    assert checked(client.get(rhythm.circle.path).text) == "nobody"
    at = seen(rhythm, eve).at
    said = {"seen_by": "facilitator", "once": str(uuid4())}
    assert client.post(f"/gatherings/{at}/come/", said).status_code == 302
    page = client.get(rhythm.circle.path).text
    assert checked(page) == "facilitator"
    assert "Only the person who facilitates can see it." in page
    client.post(f"/gatherings/{at}/not-coming/", {"once": str(uuid4())})
    with hats.system("test"):
        assert not Attending.objects.exists()


def checked(page: str) -> str:
    """Who can see it, as the form has it chosen."""
    inputs = re.findall(r"<input[^>]*seen_by[^>]*>", page)
    (chosen,) = [one for one in inputs if " checked" in one]
    return str(chosen.split('value="')[1].split('"')[0])


def test_across_a_block_nobody_comes(rhythm: Rhythm, amel: Person, eve: Person) -> None:
    comes(rhythm, eve, "group")
    assert names(rhythm, amel) == ["Eve"]
    with hats.system("test"):
        Block.objects.create(person=amel, blocked=eve)
    assert names(rhythm, amel) == []


def test_a_visit_that_ends_during_a_meeting_is_no_obstacle_one_that_ends_before_is(
    rhythm: Rhythm, group: Group, bruno: Person, amel: Person
) -> None:
    visit = visiting(group, bruno, days=5)
    time = seen(rhythm, bruno)
    with hats.system("test"):
        Membership.objects.filter(pk=visit.pk).update(
            until=time.starts_at + dt.timedelta(minutes=30)
        )
    comes(rhythm, bruno, "group")
    assert names(rhythm, amel) == ["Bruno"]
    later = time.day + dt.timedelta(days=7)
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="become a member"):
        say_coming(of=rhythm, day=later, seen_by="group", once=uuid4(), by=bruno)


def test_who_leaves_does_not_come_any_more(
    rhythm: Rhythm, amel: Person, eve: Person, as_person: AsPerson
) -> None:
    comes(rhythm, eve, "group")
    assert names(rhythm, amel) == ["Eve"]
    as_person(eve).post(f"{rhythm.circle.path}leave/", {"once": str(uuid4())})
    assert names(rhythm, amel) == []


def test_we_were_nine_is_one_number_that_any_member_corrects(
    rhythm: Rhythm, amel: Person, david: Person, bruno: Person, group: Group, as_person: AsPerson
) -> None:
    begun_before(rhythm, 1)
    with hats.person(david.pk):
        time = latest(times_lately(rhythms_of(rhythm.circle)))
    assert time is not None
    assert "how many were you?" in as_person(amel).get(rhythm.circle.path).text
    path = f"/gatherings/{time.at}/count/"
    wrong = as_person(amel).post(path, {"number": "0", "once": str(uuid4())})
    assert wrong.status_code == 422
    for person, number in ((amel, 9), (david, 8)):
        said = {"number": str(number), "once": str(uuid4())}
        assert as_person(person).post(path, said).status_code == 302
    with hats.system("test"):
        (found,) = Headcount.objects.all()
        assert found.number == 8
        assert found.meeting.held is True
    visiting(group, bruno, days=5)
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="Only members"):
        count_people(of=rhythm, day=time.day, number=2, once=uuid4(), by=bruno)
    page = Client().get(rhythm.circle.path)
    assert page.status_code == 200
    assert "how many were you" not in page.text


def test_what_has_not_begun_is_not_counted(rhythm: Rhythm, amel: Person) -> None:
    day = seen(rhythm, amel).day
    with hats.person(amel.pk), pytest.raises(NotPossible, match="has not begun"):
        count_people(of=rhythm, day=day, number=2, once=uuid4(), by=amel)


def test_that_a_peer_facilitated_is_told_of_eleven_meetings_together(
    rhythm: Rhythm, amel: Person, as_person: AsPerson
) -> None:
    begun_before(rhythm, 11)
    days = [rhythm.starts_on + dt.timedelta(days=7 * week) for week in range(11)]
    for number, day in enumerate(days):
        if number == 10:
            assert "a peer facilitated" not in as_person(amel).get(rhythm.circle.path).text
        with hats.person(amel.pk):
            say_facilitation(of=rhythm, day=day, peer=number != 3, once=uuid4(), by=amel)
    page = as_person(amel).get(rhythm.circle.path).text
    assert "In a year, a peer facilitated 10 of 11 meetings." in page


def test_a_group_that_does_not_count_is_not_asked(
    group: Group, amel: Person, as_person: AsPerson
) -> None:
    begun_before(rhythm_of(group, amel, attendance="none"), 1)
    page = as_person(amel).get(group.path).text
    assert "Next meetings" in page
    assert "how many were you" not in page
