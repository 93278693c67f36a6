"""The pages of meetings, as the two of a pair open them, and as nobody else does."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation

from entrepairs.core import hats
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import (
    DAY,
    YESTERDAY,
    a_held_meeting,
    a_line,
    a_meeting,
    as_it_is,
    lines_of,
)
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Person
from entrepairs.tests.pages import main_part

As = Callable[[Person], Client]
Counting = Callable[[], Any]
BUDGET = 10


def plan_form(**changes: str) -> dict[str, str]:
    day = timezone.localdate() + 7 * DAY
    filled = {
        "day": day.isoformat(),
        "clock": "14:00",
        "minutes": "60",
        "means": "in_person",
        "where": "Écluse",
        "title": "",
    }
    return {"once": str(uuid4())} | filled | changes


def note_form(**changes: Any) -> dict[str, Any]:
    ticked = {
        "given": ["listening", "laughter"],
        "given_minutes": "30",
        "received": ["paperwork"],
        "received_minutes": "60",
    }
    return {"once": str(uuid4())} | ticked | changes


def text(answer: Any) -> str:
    return str(answer.content.decode())


# Who opens them


@pytest.fixture
def every_page(pair: Circle, amel: Person, bruno: Person) -> list[str]:
    """Addresses about Amel and Bruno, in every state."""
    to_come, held = a_meeting(pair, bruno), a_held_meeting(pair, amel, bruno)
    a_line(held, amel, bruno, amel)
    pages = ["", "other-time/", "cancel/", "note/", "not-counted/"]
    found = [f"/meetings/{m.key}/{page}" for m in (to_come, held) for page in pages]
    return [*found, f"/meetings/{to_come.key}.ics", f"/meetings/new/?circle={pair.key}"]


def test_the_two_open_them(
    as_person: As, amel: Person, bruno: Person, every_page: list[str]
) -> None:
    for who in (amel, bruno):
        client = as_person(who)
        for address in [
            *every_page,
            "/meetings/",
            "/meetings/?when=note",
            "/meetings/?when=past",
            "/calendar/",
        ]:
            assert client.get(address, follow=True).status_code == 200, address


def test_nobody_else_does(
    as_person: As, claire: Person, eve: Person, every_page: list[str]
) -> None:
    for who in (claire, eve):
        client = as_person(who)
        for address in every_page:
            assert client.get(address).status_code == 404, address


def test_a_stranger_is_sent_to_the_door(client: Client, every_page: list[str]) -> None:
    for address in every_page:
        assert client.get(address)["Location"].startswith("/enter/"), address


def test_an_outsider_presses_nothing(
    as_person: As, pair: Circle, amel: Person, bruno: Person, claire: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    client = as_person(claire)
    for press in ("accept", "other-time", "cancel", "held", "note", "confirm", "not-counted"):
        assert (
            client.post(f"/meetings/{meeting.key}/{press}/", {"once": str(uuid4())}).status_code
            == 404
        ), press
    assert client.post(f"/meetings/new/?circle={pair.key}", plan_form()).status_code == 404


def test_a_former_member_still_reads_what_was_and_plans_no_more(
    as_person: As, pair: Circle, amel: Person, bruno: Person, ended: Callable[[], None]
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    ended()
    client = as_person(bruno)
    page = text(client.get(meeting.path))
    assert "Meeting with Amel" in page
    assert "Do not count this meeting" in page
    assert "Fill in" not in page
    assert client.get(f"/meetings/new/?circle={pair.key}").status_code == 404


# Planning


def test_a_meeting_is_planned_answered_and_kept(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    answer = as_person(amel).post(f"/meetings/new/?circle={pair.key}", plan_form(), follow=True)
    assert "Bruno has not answered yet" in text(answer)
    path = answer.request["PATH_INFO"]
    assert "Waiting for your answer" in text(as_person(bruno).get("/meetings/"))
    answer = as_person(bruno).post(f"{path}accept/", {"once": str(uuid4())}, follow=True)
    assert "Planned" in text(answer)


def test_the_time_is_the_person_s(as_person: As, pair: Circle, amel: Person, bruno: Person) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(time_zone="Indian/Reunion")
    answer = as_person(amel).post(
        f"/meetings/new/?circle={pair.key}", plan_form(clock="14h00"), follow=True
    )
    assert "14:00" in text(answer)
    with hats.system("test"):
        meeting = Meeting.objects.get()
    assert meeting.starts_at.hour == 10
    page = text(as_person(bruno).get(meeting.path))
    assert "14:00 in Indian/Reunion" in page
    assert re.search(r"at (11|12):00", page)
    assert "14:00" in text(as_person(amel).get("/today/"))
    assert "14:00" in text(as_person(amel).get("/meetings/"))


def test_a_double_press_plans_one_meeting_and_answers_the_same(
    as_person: As, pair: Circle, amel: Person
) -> None:
    form, client = plan_form(), as_person(amel)
    first = client.post(f"/meetings/new/?circle={pair.key}", form)
    again = client.post(f"/meetings/new/?circle={pair.key}", form)
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    with hats.system("test"):
        assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day": ""}, "required"),
        ({"day": "2020-02-30"}, "valid date"),
        ({"day": "1999-01-01"}, "You were not in contact here yet"),
        ({"day": "2099-01-01"}, "more than a year"),
        ({"day": "2026-03-29", "clock": "02:30"}, "clocks go forward"),
        ({"clock": "26:00"}, "valid time"),
        ({"minutes": "-5"}, "valid choice"),
        ({"means": "link", "where": "javascript:alert(1)"}, "valid URL"),
        ({"means": "link", "where": ""}, "Enter the link"),
        ({"once": "x"}, "incomplete"),
    ],
)
def test_what_cannot_be_meant_comes_back_filled(
    as_person: As, pair: Circle, amel: Person, wrong: Any, words: str
) -> None:
    answer = as_person(amel).post(
        f"/meetings/new/?circle={pair.key}", plan_form(title="Balade") | wrong
    )
    assert answer.status_code == 422
    assert words in text(answer)
    assert "Balade" in text(answer)


def test_a_link_without_its_beginning_is_one(as_person: As, pair: Circle, amel: Person) -> None:
    as_person(amel).post(
        f"/meetings/new/?circle={pair.key}", plan_form(means="link", where="visio.example/abc")
    )
    with hats.system("test"):
        assert Meeting.objects.get().where == "https://visio.example/abc"


def test_the_form_is_filled_in_as_they_usually_meet(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    paris = timezone.get_default_timezone()
    usual = (
        (timezone.now() - 14 * DAY)
        .astimezone(paris)
        .replace(hour=17, minute=15, second=0, microsecond=0)
    )
    for week in range(3):
        when = usual - week * 7 * DAY - timezone.now()
        a_held_meeting(pair, amel, bruno, when, minutes=90, where="Parc du Thabor")
    a_held_meeting(
        pair, amel, bruno, usual + DAY - timezone.now(), minutes=30, means="phone", where="06"
    )
    page = text(as_person(amel).get(f"/meetings/new/?circle={pair.key}"))
    assert "as you usually meet" in page
    for value in ('value="17:15"', 'value="Parc du Thabor"', '<option value="90" selected>'):
        assert value in page
    day = re.search(r'type="date"[^>]* value="([^"]+)"|value="([^"]+)"[^>]* type="date"', page)
    assert day is not None
    proposed = dt.date.fromisoformat(day[1] or day[2])
    assert proposed.isoweekday() == usual.isoweekday()
    assert proposed >= timezone.localdate()


def test_with_one_pair_there_is_no_question_with_whom(
    as_person: As, pair: Circle, amel: Person, eve: Person
) -> None:
    assert as_person(amel).get("/meetings/new/")["Location"] == f"/meetings/new/?circle={pair.key}"
    assert "No peer to meet yet" in text(as_person(eve).get("/meetings/new/"))


def test_no_meeting_is_planned_in_a_paused_pair(as_person: As, pair: Circle, amel: Person) -> None:
    with hats.system("test"):
        Circle.objects.filter(pk=pair.pk).update(paused_at=timezone.now())
    client = as_person(amel)
    assert "contact is paused" in text(client.get(f"/meetings/new/?circle={pair.key}"))
    assert client.post(f"/meetings/new/?circle={pair.key}", plan_form())["Location"] == pair.path
    with hats.system("test"):
        assert not Meeting.objects.exists()


# Answering


def test_accepting_one_s_own_proposal_changes_nothing_and_says_so(
    as_person: As, pair: Circle, amel: Person
) -> None:
    meeting = a_meeting(pair, amel)
    answer = as_person(amel).post(f"{meeting.path}accept/", {"once": str(uuid4())}, follow=True)
    assert "has changed in the meantime" in text(answer)
    assert as_it_is(meeting).agreed_at is None


def test_another_time_comes_back_filled_then_waits_for_the_other(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno, agreed_by=amel, title="Balade")
    client = as_person(amel)
    page = text(client.get(f"{meeting.path}other-time/"))
    assert 'value="Balade"' in page
    assert "will need a yes again" in page
    client.post(f"{meeting.path}other-time/", plan_form(title="Balade"))
    moved = as_it_is(meeting)
    assert (moved.proposed_by_id, moved.agreed_at, moved.sequence) == (amel.pk, None, 1)
    assert "Waiting for your answer" in text(as_person(bruno).get(meeting.path))


def test_cancelling_asks_first(as_person: As, pair: Circle, amel: Person, bruno: Person) -> None:
    meeting = a_meeting(pair, bruno, agreed_by=amel)
    client = as_person(amel)
    assert "Cancel this meeting?" in text(client.get(f"{meeting.path}cancel/"))
    assert as_it_is(meeting).cancelled_at is None
    answer = client.post(f"{meeting.path}cancel/", {"once": str(uuid4())}, follow=True)
    assert "Cancelled" in text(answer)
    assert as_it_is(meeting).cancelled_by_id == amel.pk


@pytest.mark.parametrize("part", ["other-time", "cancel", "note", "not-counted"])
def test_a_page_that_is_no_longer_of_use_leads_to_the_meeting(
    as_person: As, pair: Circle, amel: Person, part: str
) -> None:
    meeting = a_meeting(pair, amel, cancelled_by=amel, cancelled_at=timezone.now())
    assert as_person(amel).get(f"{meeting.path}{part}/")["Location"] == meeting.path


def test_opening_a_meeting_marks_its_notices_as_seen(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno)
    with hats.system("test"):
        Notice.objects.create(
            person=amel, kind="meeting", about=f"{meeting.key}:0", path=meeting.path
        )
    as_person(amel).get(meeting.path)
    with hats.system("test"):
        assert Notice.objects.get().seen_at is not None


# Afterwards


def test_yes_we_met_leads_to_the_note(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno, YESTERDAY, agreed_by=amel)
    answer = as_person(amel).post(f"{meeting.path}held/", {"held": "yes", "once": str(uuid4())})
    assert answer["Location"] == f"{meeting.path}note/"
    assert as_it_is(meeting).held is True


def test_not_held_asks_for_no_reason(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_meeting(pair, bruno, YESTERDAY, agreed_by=amel)
    answer = as_person(amel).post(
        f"{meeting.path}held/", {"held": "no", "once": str(uuid4())}, follow=True
    )
    assert as_it_is(meeting).held is False
    assert "<textarea" not in text(answer)


def test_noting_takes_one_form_and_shares_the_time(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    answer = as_person(amel).post(f"{meeting.path}note/", note_form(), follow=True)
    assert "It counts once Bruno confirms it." in text(answer)
    assert lines_of(meeting) == [
        ("Amel", "Bruno", "listening", 15, False),
        ("Amel", "Bruno", "laughter", 15, False),
        ("Bruno", "Amel", "paperwork", 60, False),
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"given": [], "received": []}, "Tick at least one thing"),
        ({"given_minutes": ""}, "approximate length"),
        ({"received_minutes": "17"}, "valid choice"),
        ({"given": ["money"]}, "valid choice"),
    ],
)
def test_a_note_that_lacks_something_comes_back_ticked(
    as_person: As, pair: Circle, amel: Person, bruno: Person, wrong: Any, words: str
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    answer = as_person(amel).post(f"{meeting.path}note/", note_form(**wrong))
    assert answer.status_code == 422
    assert words in text(answer)
    if "received" not in wrong:
        assert 'name="received" value="paperwork" checked' in text(answer)
    assert lines_of(meeting) == []


def test_the_other_reads_it_mirrored_and_confirms(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    as_person(amel).post(f"{meeting.path}note/", note_form())
    client = as_person(bruno)
    page = text(client.get(meeting.path))
    assert "Yes, I confirm" in page
    assert "Amel brought" in page
    read = re.search(r'name="noted_at" value="([^"]+)"', page)
    assert read is not None
    client.post(
        f"{meeting.path}confirm/",
        {"noted_at": read[1].replace("&#x2B;", "+"), "once": str(uuid4())},
    )
    assert [confirmed for *_line, confirmed in lines_of(meeting)] == [True, True, True]
    assert "Yes, I confirm" not in text(as_person(amel).get(meeting.path))


def test_a_note_that_changed_since_it_was_read_is_not_confirmed(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    as_person(amel).post(f"{meeting.path}note/", note_form())
    read = {"noted_at": "2026-01-01T00:00:00+00:00", "once": str(uuid4())}
    answer = as_person(bruno).post(f"{meeting.path}confirm/", read, follow=True)
    assert "has changed in the meantime" in text(answer)
    assert not any(confirmed for *_line, confirmed in lines_of(meeting))


def test_two_who_note_at_the_same_time_do_not_overwrite_each_other(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    as_person(amel).post(f"{meeting.path}note/", note_form())
    answer = as_person(bruno).post(f"{meeting.path}note/", note_form(given=["ride"]), follow=True)
    assert "has changed in the meantime" in text(answer)
    assert "Yes, I confirm" in text(answer)
    assert len(lines_of(meeting)) == 3


def test_the_other_changes_it_and_then_it_is_mine_to_confirm(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    as_person(amel).post(f"{meeting.path}note/", note_form())
    client = as_person(bruno)
    page = text(client.get(f"{meeting.path}note/"))
    assert 'name="received" value="listening" checked' in page  # what Amel gave, he received
    read = re.search(r'name="noted_at" value="([^"]+)"', page)
    assert read is not None
    client.post(
        f"{meeting.path}note/",
        note_form(given=["ride"], received=[], noted_at=read[1].replace("&#x2B;", "+")),
    )
    assert lines_of(meeting) == [("Bruno", "Amel", "ride", 30, False)]
    assert "Yes, I confirm" in text(as_person(amel).get(meeting.path))


def test_not_counting_asks_first_then_is_final(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    a_line(meeting, amel, bruno, amel, confirmed_by=bruno)
    client = as_person(bruno)
    assert "You cannot undo this" in text(client.get(f"{meeting.path}not-counted/"))
    assert len(lines_of(meeting)) == 1
    answer = client.post(f"{meeting.path}not-counted/", {"once": str(uuid4())}, follow=True)
    assert "Not counted" in text(answer)
    assert "Fill in" not in text(answer)
    assert lines_of(meeting) == []


def test_two_people_are_drawn_at_the_same_size(
    as_person: As, pair: Circle, amel: Person, bruno: Person
) -> None:
    meeting = a_held_meeting(pair, amel, bruno)
    page = main_part(as_person(amel).get(f"{meeting.path}note/"))
    peers = re.findall(r'<svg class="peer[^"]*"', page)
    assert len(peers) == 2
    assert peers[0].split(" hue")[0] == peers[1].split(" hue")[0]
    assert page.count('name="given" ') == page.count('name="received" ') == 13


def test_everything_speaks_french(
    as_person: As, pair: Circle, amel: Person, bruno: Person, every_page: list[str]
) -> None:
    client = as_person(amel)
    with translation.override("fr"):
        for address in [
            *every_page,
            "/meetings/",
            "/meetings/?when=note",
            "/meetings/?when=past",
            "/calendar/",
        ]:
            page = text(client.get(address, follow=True, headers={"accept-language": "fr"}))
            if not address.endswith(".ics"):
                assert 'lang="fr"' in page
                assert not re.search(
                    r"\b(meeting|Meeting|your|the)\b", re.sub(r"<[^>]+>", " ", page)
                ), address
