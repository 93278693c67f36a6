"""What is in preparation is reached by no road, and what is told to machines is what pages say."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.events.tests.making import a_material, a_study_day, an_event
from entrepairs.events.tests.reading import read_page
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


def roads(event: Event) -> list[str]:
    with hats.system("test"):
        rows: list[Any] = [event.sessions.all()[0], event.talks.all()[0], event.speakers.all()[0]]
    ends = (
        "",
        "mine/",
        "mine.ics",
        "calendar.ics",
        "schedule.xml",
        "schedule.json",
        "programme.pdf",
        "?day=2083-05-12",
    )
    return [
        *(event.path + end for end in ends),
        *(row.path for row in rows),
        f"/events/session/{rows[0].key}.ics",
        f"{event.path}mine/?kept={rows[0].key}",
    ]


@pytest.fixture
def draft(network: Network, claire: Person) -> Event:
    event = a_study_day(network.escale, claire, state="draft", title_fr="Secret", title_en="")
    a_material(event, "Affiche secrète")
    return event


def test_a_draft_is_found_by_nobody_but_those_who_prepare_it(
    client: Client, as_person: As, draft: Event, amel: Person, claire: Person
) -> None:
    for reader in (client, as_person(amel)):
        assert {road: reader.get(road).status_code for road in roads(draft)} == dict.fromkeys(
            roads(draft), 404
        )
    assert {
        road: as_person(claire).get(road).status_code for road in roads(draft)
    } == dict.fromkeys(roads(draft), 200)


def test_a_draft_is_in_no_list(
    client: Client, as_person: As, draft: Event, amel: Person, claire: Person
) -> None:
    for reader in (client, as_person(amel)):
        for road in ("/events/", "/events/?year=2083"):
            page = read_page(reader, road)
            assert "Secret" not in page
            assert draft.key not in page
    page = as_person(claire).get("/events/").content.decode()
    assert "Secret" in page
    assert "In preparation" in page


def test_what_is_in_preparation_answers_as_what_does_not_exist(
    client: Client, draft: Event
) -> None:
    def said(key: str) -> str:
        answer = client.get(f"/events/{key}/")
        assert answer.status_code == 404
        page = answer.content.decode().replace(key, "")
        return re.sub(r"\w{64}", "", page)

    assert said(draft.key) == said("a" * 14)


def test_a_draft_says_so_to_those_who_prepare_it_and_nothing_to_search_engines(
    as_person: As, draft: Event, claire: Person
) -> None:
    page = as_person(claire).get(draft.path).content.decode()
    assert "only the organisers can see this page" in page
    assert "application/ld+json" not in page


def test_the_person_who_stopped_preparing_no_longer_sees_it(
    as_person: As, network: Network, draft: Event, claire: Person
) -> None:
    from django.utils import timezone

    from entrepairs.people.models import Membership

    with hats.system("test"):
        Membership.objects.filter(circle=draft.circle, person=claire).update(until=timezone.now())
    assert as_person(claire).get(draft.path).status_code == 404
    assert as_person(claire).get(f"{draft.path}schedule.json").status_code == 404


def test_a_published_one_is_read_by_each_of_the_six_and_by_strangers(
    client: Client, as_person: As, network: Network
) -> None:
    event = a_study_day(network.escale)
    for reader in (client, *(as_person(person) for person in network.people.values())):
        assert {road: reader.get(road).status_code for road in roads(event)} == dict.fromkeys(
            roads(event), 200
        )


@pytest.mark.parametrize(
    "end", ["", "mine/", "calendar.ics", "schedule.xml", "schedule.json", "programme.pdf"]
)
def test_nothing_is_at_an_address_of_nothing(client: Client, network: Network, end: str) -> None:
    assert client.get(f"/events/{'a' * 14}/{end}").status_code == 404


# schema.org


def told(client: Client, event: Event) -> Any:
    page = client.get(event.path).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(block)


def test_search_engines_read_when_where_and_by_whom(client: Client, network: Network) -> None:
    event = a_study_day(network.escale, link="https://example.org/direct")
    found = told(client, event)
    assert (found["@context"], found["@type"], found["name"]) == (
        "https://schema.org",
        "Event",
        "Among peers: what one knows",
    )
    assert (found["startDate"], found["endDate"]) == (
        "2083-05-12T09:30:00+02:00",
        "2083-05-12T12:30:00+02:00",
    )
    assert found["url"] == f"http://testserver{event.path}"
    assert found["organizer"]["name"] == "GEM L’Escale"
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in found["location"]] == ["Place", "VirtualLocation"]


def test_they_read_that_it_is_cancelled(client: Client, network: Network) -> None:
    found = told(client, an_event(network.escale, state="cancelled"))
    assert found["eventStatus"] == "https://schema.org/EventCancelled"


def test_no_words_end_the_block(client: Client, network: Network) -> None:
    title = "</script><script>alert(1)</script> & <!-- \u2028"
    assert told(client, an_event(network.escale, title_fr="", title_en=title))["name"] == title


def test_no_words_become_markup_anywhere(client: Client, network: Network) -> None:
    from entrepairs.events.tests.making import a_session, a_speaker, a_talk

    evil = "<img src=x onerror=alert(1)>"
    event = an_event(network.escale, title_fr=evil, about_fr=evil, for_whom_fr=evil, venue=evil)
    speaker = a_speaker(event, evil, discipline=evil, affiliation=evil, about_fr=evil)
    session = a_session(event, title_fr=evil, about_fr=evil)
    talk = a_talk(session, speaker, title_fr=evil, about_fr=evil)
    for path in (event.path, session.path, talk.path, speaker.path, "/events/"):
        assert "<img src=x" not in read_page(client, path), path
