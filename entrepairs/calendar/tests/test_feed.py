"""All that is one's own under a secret address."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from entrepairs.calendar import actions, feed_tokens, queries
from entrepairs.calendar.models import Feed
from entrepairs.core import hats
from entrepairs.core.secret_links import digest
from entrepairs.events.models import Bookmark, Event
from entrepairs.events.tests.making import a_session, a_speaker, a_talk, an_event, at
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.meetings.tests.making import DAY, YESTERDAY, a_held_meeting, a_meeting
from entrepairs.people.models import Circle, Person
from entrepairs.registrations.tests.registering import register
from entrepairs.tests.posting import As


@pytest.fixture
def address(amel: Person) -> str:
    return new_address(amel)


def new_address(person: Person) -> str:
    with hats.person(person.pk):
        actions.make_calendar(once=uuid4(), by=person)
        return f"/calendar/feed/{queries.my_feed_token()}.ics"


def summaries(answer: Any) -> list[str]:
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_the_person_who_holds_the_address_reads_that_person_s_meetings(
    client: Client,
    pair: Circle,
    group: Circle,
    amel: Person,
    bruno: Person,
    claire: Person,
    address: str,
) -> None:
    a_meeting(pair, bruno, agreed_by=amel, title="Balade")
    a_meeting(group, claire, 2 * DAY)
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert summaries(answer) == ["Balade, avec Bruno", "Rencontre du groupe (à confirmer)"]


def test_and_nothing_of_anybody_else_s(
    client: Client, pair: Circle, amel: Person, bruno: Person, claire: Person
) -> None:
    a_meeting(pair, amel, agreed_by=bruno, title="Balade")
    assert summaries(client.get(new_address(claire))) == []


def test_it_is_read_with_the_eyes_of_its_person_no_matter_who_is_signed_in(
    as_person: As, pair: Circle, amel: Person, bruno: Person, claire: Person, address: str
) -> None:
    a_meeting(pair, bruno, agreed_by=amel, title="Balade")
    assert summaries(as_person(claire).get(address)) == ["Balade, avec Bruno"]


def test_it_speaks_its_person_s_language_whatever_the_calendar_asks_for(
    client: Client, pair: Circle, amel: Person, bruno: Person, address: str
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(language="en")
    a_meeting(pair, bruno)
    assert summaries(client.get(address, headers={"accept-language": "fr"})) == [
        "Meeting with Bruno (to be confirmed)"
    ]


@pytest.mark.parametrize("token", ["nobody", "0" * 64, "x", "calendar"])
def test_an_unknown_address_is_not_there(client: Client, address: str, token: str) -> None:
    assert client.get(f"/calendar/feed/{token}.ics").status_code == 404


def test_the_table_holds_nothing_by_which_to_find_the_address(amel: Person, address: str) -> None:
    token = address.rpartition("/")[2].removesuffix(".ics")
    with hats.system("test"):
        row = Feed.objects.values().get()
    assert token not in str(row)
    assert row["digest"] == digest(token)
    assert len(bytes.fromhex(token)) * 8 >= 128


def test_another_key_of_the_site_gives_another_address(
    settings: Any, amel: Person, address: str
) -> None:
    token = address.rpartition("/")[2].removesuffix(".ics")
    with hats.system("test"):
        salt = Feed.objects.get().salt
    assert feed_tokens.token_of(amel.pk, salt) == token
    settings.SECRET_KEY = "another" * 9
    assert feed_tokens.token_of(amel.pk, salt) != token
    with hats.person(amel.pk):
        assert queries.my_feed_token() == ""


def test_a_new_address_stops_the_old_one(client: Client, amel: Person, address: str) -> None:
    assert client.get(address).status_code == 200
    renewed = new_address(amel)
    assert renewed != address
    assert client.get(address).status_code == 404
    assert client.get(renewed).status_code == 200


def test_pressing_twice_makes_one_address(amel: Person) -> None:
    once = uuid4()
    with hats.person(amel.pk):
        actions.make_calendar(once=once, by=amel)
        first = queries.my_feed_token()
        with pytest.raises(AlreadyDone):
            actions.make_calendar(once=once, by=amel)
        assert queries.my_feed_token() == first


def test_a_removed_address_is_not_there(client: Client, amel: Person, address: str) -> None:
    with hats.person(amel.pk):
        actions.remove_calendar(once=uuid4(), by=amel)
    assert client.get(address).status_code == 404


def test_what_has_not_changed_is_not_sent_again(
    client: Client, pair: Circle, amel: Person, bruno: Person, address: str
) -> None:
    a_meeting(pair, bruno)
    first = client.get(address)
    same = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    weak = client.get(address, headers={"if-none-match": f"W/{first['ETag']}"})
    assert weak.status_code == 304
    a_meeting(pair, bruno, 2 * DAY)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_no_cache_on_the_way_keeps_it(client: Client, address: str) -> None:
    assert client.get(address)["Cache-Control"] == "private, no-cache"


def test_it_holds_what_comes_and_the_last_months(
    client: Client, pair: Circle, amel: Person, bruno: Person, address: str
) -> None:
    a_meeting(pair, bruno, 20 * DAY, title="à venir")
    a_held_meeting(pair, bruno, amel, -100 * DAY, title="tenue")
    a_held_meeting(pair, bruno, amel, -300 * DAY, title="ancienne")
    a_meeting(pair, bruno, YESTERDAY, title="jamais acceptée")
    found = summaries(client.get(address))
    assert found == ["tenue, avec Bruno", "à venir, avec Bruno (à confirmer)"]


def test_meetings_to_come_of_a_circle_one_left_are_gone_from_it(
    client: Client, group: Circle, amel: Person, claire: Person, address: str
) -> None:
    from entrepairs.people.models import Membership

    a_meeting(group, claire, 2 * DAY)
    a_held_meeting(group, claire, amel, -10 * DAY)
    with hats.system("test"):
        Membership.objects.filter(circle=group, person=amel).update(until=timezone.now())
    assert summaries(client.get(address)) == ["Rencontre du groupe"]


def test_it_makes_the_same_queries_for_one_meeting_and_for_thirty(
    client: Client, pair: Circle, amel: Person, bruno: Person, address: str, queries: Any
) -> None:
    made = []
    for number in (1, 29):
        for n in range(number):
            a_meeting(pair, bruno, (n + 1) * DAY)
        with queries() as sql:
            client.get(address)
        # After the answer, the hat is taken off again only because a test is one transaction.
        made.append(len([line for line in sql if "'role', 'none'" not in line]))
    assert made[0] == made[1] <= 12, "\n".join(line[:100] for line in sql)


def test_the_page_makes_renews_and_removes_it(as_person: As, client: Client, amel: Person) -> None:
    mine = as_person(amel)
    assert "Make an address" in mine.get("/calendar/address/").content.decode()
    page = mine.post("/calendar/address/new/", {"once": str(uuid4())}, follow=True).content.decode()
    with hats.person(amel.pk):
        token = queries.my_feed_token()
    assert f"http://testserver/calendar/feed/{token}.ics" in page
    assert f"webcal://testserver/calendar/feed/{token}.ics" in page
    assert client.get(f"/calendar/feed/{token}.ics").status_code == 200
    mine.post("/calendar/address/remove/", {"once": str(uuid4())})
    assert client.get(f"/calendar/feed/{token}.ics").status_code == 404


def test_a_meeting_can_be_downloaded_alone_by_its_members_only(
    as_person: As, client: Client, pair: Circle, amel: Person, bruno: Person, claire: Person
) -> None:
    meeting = a_meeting(pair, bruno, agreed_by=amel, title="Balade")
    answer = as_person(amel).get(f"/meetings/{meeting.key}.ics")
    assert summaries(answer) == ["Balade, with Bruno"]
    assert answer["Content-Disposition"].startswith('attachment; filename="entrepairs-')
    assert as_person(claire).get(f"/meetings/{meeting.key}.ics").status_code == 404
    assert client.get(f"/meetings/{meeting.key}.ics").status_code == 302


# One address for all that is mine


def test_events_registered_to_and_sessions_kept_or_spoken_in_are_in_it(
    client: Client, network: Any, amel: Person, as_person: As, address: str
) -> None:
    event = an_event(network.escale, registers=True, title_fr="Journée des pairs")
    hours = {"starts_at": at(9), "ends_at": at(10)}
    kept = a_session(event, title_fr="Écrire", about_fr="Un résumé", **hours)
    a_talk(kept, a_speaker(event, "Lise Martin"), title_fr="Savoirs")
    spoken = a_session(event, title_fr="Parler", **hours)
    a_talk(spoken, a_speaker(event, "Amel", person=amel))
    a_session(event, title_fr="D’autres", **hours)
    registration = register(as_person(amel), event, name="Amel")
    with hats.system("test"):
        Bookmark.objects.create(person=amel, session=kept)
    answer = client.get(address)
    assert sorted(summaries(answer)) == ["Journée des pairs", "Parler", "Écrire"]
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(entry["CLASS"]) for entry in entries} == {"PRIVATE"}
    body = answer.content.decode()
    assert registration.key not in body, "its address cancels it"
    assert registration.door not in body
    assert "Lise" not in body, "calendars are read over one's shoulder"
    assert event.path in body


def test_an_event_is_one_entry_in_the_feed_and_in_the_file_of_its_registration(
    client: Client, network: Any, amel: Person, as_person: As, address: str
) -> None:
    event = an_event(network.escale, registers=True, starts_on=at(9).date(), ends_on=at(9).date())
    a_session(event, title_fr="Accueil", starts_at=at(9), ends_at=at(12))
    mine = register(as_person(amel), event, name="Amel")

    def entry(path: str) -> dict[str, Any]:
        [found] = Calendar.from_ical(client.get(path).content).walk("VEVENT")
        return {name: found[name].to_ical() for name in ("UID", "SEQUENCE", "DTSTART", "DURATION")}

    assert entry(address) == entry(f"{mine.path}calendar.ics")
    assert entry(address)["UID"] == f"{event.key}@events.entrepairs".encode()
    family = [register(client, event, name=name) for name in ("Zoé", "Nour")]
    assert len({entry(f"{one.path}calendar.ics")["UID"] for one in family}) == 2


def test_who_waits_for_a_place_reads_that_it_is_not_sure(
    client: Client, network: Any, amel: Person, bruno: Person, as_person: As, address: str
) -> None:
    event = an_event(network.escale, registers=True, capacity=1, title_fr="Atelier")
    register(as_person(bruno), event, name="Bruno")
    register(as_person(amel), event, name="Amel")
    answer = client.get(address)
    assert summaries(answer) == ["Atelier (à confirmer)"]
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(state="cancelled")
    [entry] = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert (str(entry["STATUS"]), str(entry["SUMMARY"])) == ("CANCELLED", "Annulé\xa0:\xa0Atelier")


def test_the_former_address_leads_to_this_one_and_is_renewed_with_it(
    client: Client, amel: Person, address: str
) -> None:
    former = address.replace("/calendar/feed/", "/meetings/calendar/")
    answer = client.get(former)
    assert (answer.status_code, answer["Location"]) == (301, address)
    new_address(amel)
    assert client.get(former, follow=True).status_code == 404
    assert client.get(f"/events/any/mine/{'0' * 64}.ics").status_code == 404
