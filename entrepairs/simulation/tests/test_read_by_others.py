"""All that the sample network hands out is read by programs that others wrote: every page,
calendar, feed, schedule and table, of what is cancelled, empty and overlong too."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from entrepairs import simulation
from entrepairs.conftest import sign_in
from entrepairs.core import hats
from entrepairs.events.models import Event, Room
from entrepairs.events.search_entries import index_event
from entrepairs.events.tests.making import a_session, a_speaker, a_study_day, a_talk, an_event, at
from entrepairs.people.models import Organisation, Person
from entrepairs.simulation.tests.building import sample
from entrepairs.simulation.tests.readers import faults_of

__all__ = ["sample"]
LINKS = re.compile(
    rb"""\s(?:href|src)=["']([^"']+)["']|<enclosure[^>]* url="([^"]+)"|<(?:loc|link)>(http[^<]+)<"""
)
LEFT = ("/static/", "/leave/", "/source.tar.gz", "/demo/", "/styleguide/", "/__debug__")
STRANGE = "<script>alert('« & »')</script> ]]> \\; , \"\u202emarhaban\u202c\" 🫂 {% "


@pytest.fixture(scope="module")
def odd(sample: simulation.Built) -> list[Event]:
    """A cancelled day, one without a programme, one of which everything is too long."""
    with hats.system("test"):
        escale = Organisation.objects.get(name="GEM L’Escale")
    made = [
        a_study_day(escale, state="cancelled"),
        an_event(escale, title_fr="Sans programme", time_zone="Pacific/Chatham"),
        an_overlong_event(escale),
    ]
    with hats.system("test"):
        for event in made:
            index_event(event)
    return made


def an_overlong_event(organisation: Organisation) -> Event:
    def long(size: int) -> str:
        return (STRANGE * (size // len(STRANGE) + 1))[:size].strip()

    about = (
        f"# {long(60)}\n\n"
        + f"- **{long(300)}**\n\n[{long(50)}](https://a.example/?b=1&c=2)\n\n" * 20
    )
    event = an_event(organisation, title_fr=long(200), about_fr=about, venue=long(200))
    with hats.system("test"):
        room = Room.objects.create(event=event, name=long(80))
    session = a_session(
        event,
        title_fr=long(200),
        about_fr=about,
        room=room,
        starts_at=at(22),
        ends_at=at(22) + dt.timedelta(hours=1),
    )
    for number in range(3):
        who = a_speaker(event, f"{number} {long(100)}", about_fr=about, affiliation=long(150))
        a_talk(session, who, title_fr=f"{number} {long(190)}", about_fr=about)
    return event


def crawl(client: Client, start: list[str], of_each_route: int | None = None) -> dict[str, Any]:
    """Every address of this site that is led to, each once whatever its query says; of addresses
    of one route, at most so many."""
    found: dict[str, Any] = {}
    seen: set[Any] = set()
    routes: Counter[str] = Counter()
    waiting = list(start)
    while waiting:
        address = waiting.pop(0)
        parts = urlsplit(address)
        same = (parts.path, *sorted(name for name, _value in parse_qsl(parts.query)))
        if same in seen or parts.path.startswith(LEFT):
            continue
        seen.add(same)
        route = resolve(parts.path).route
        routes[route] += 1
        if of_each_route and routes[route] > of_each_route:
            continue
        answer = client.get(address)
        assert answer.status_code in {200, 302, 404}, (address, answer.status_code)
        if answer.status_code == 200:
            found[address] = answer
            waiting += led_to(address, answer)
    return found


def body_of(answer: Any) -> bytes:
    if answer.streaming:
        answer.kept = getattr(answer, "kept", None) or b"".join(answer)
        return bytes(answer.kept)
    return bytes(answer.content)


def led_to(address: str, answer: Any) -> Iterator[str]:
    if not answer["Content-Type"].startswith(
        ("text/html", "application/xml", "application/rss", "application/atom", "text/xml")
    ):
        return
    for groups in LINKS.findall(body_of(answer)):
        link = next(filter(None, groups)).decode().replace("&amp;", "&")
        there = urlsplit(urljoin(f"http://testserver{address}", link))
        if there.netloc == "testserver":
            yield there._replace(scheme="", netloc="", fragment="").geturl()


def faults_in(found: dict[str, Any]) -> dict[str, list[str]]:
    """What is wrong, and where; a fault that many pages share is said of two."""
    by_fault = defaultdict(list)
    for address, answer in found.items():
        path = urlsplit(address).path
        for fault in faults_of(path, answer["Content-Type"], body_of(answer)):
            by_fault[fault].append(address)
    return {fault: addresses[:2] for fault, addresses in by_fault.items()}


START = [
    "/",
    "/events/",
    "/library/",
    "/vocabulary/",
    "/sitemap.xml",
    "/robots.txt",
    "/site.webmanifest",
    "/favicon.ico",
    "/oai?verb=Identify",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
]


@pytest.mark.nightly
@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_that_a_stranger_is_handed_is_read(odd: list[Event], db: None, language: str) -> None:
    client = Client(headers={"accept-language": language})
    found = crawl(client, START + [event.path for event in odd])
    assert {event.path for event in odd} <= set(found)
    assert len(found) > 150
    assert faults_in(found) == {}


@pytest.mark.nightly
@pytest.mark.parametrize("who", ["amel", "claire"])
def test_all_that_people_are_handed_is_read(odd: list[Event], db: None, who: str) -> None:
    with hats.system("test"):
        person = Person.objects.get(account__username=who)
    found = crawl(sign_in(Client(headers={"accept-language": "fr"}), person), ["/today/"], 1)
    assert len(found) > 60
    assert faults_in(found) == {}
