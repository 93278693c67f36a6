"""The podcast, as listening applications take it: from outside the process, by a real feed
reader."""

import threading
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from wsgiref.simple_server import make_server
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.library.models import Resource
from entrepairs.library.tests.making import a_series, published
from entrepairs.people.models import Person
from entrepairs.recordings import podcast
from entrepairs.recordings.actions import transcripts
from entrepairs.recordings.tests.making import heard_by_all, recording, says, tone
from entrepairs.tests.browser import Silent
from entrepairs.tests.committed import committed

__all__ = ["committed"]
FEED = "/library/series/expeerts/podcast.xml"
ITUNES, PODCAST = f"{{{podcast.ITUNES}}}", f"{{{podcast.PODCAST}}}"


@pytest.fixture
def address(committed: Network) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Silent)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetched(url: str, **headers: str) -> Any:
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20)


def assert_series(feed: Any, address: str) -> None:
    assert (feed.title, feed.language, feed.description) == (
        "EXPEERTs",
        "fr",
        "Ce qui se dit & s’apprend",
    )
    assert feed.publisher_detail.email
    assert feed.image.href == f"{address}/library/series/expeerts/cover.png"


def assert_episode(entry: Any, made: Resource, address: str) -> str:
    """It is told whole, and its sound is given by parts; the address of the sound."""
    assert (entry.title, entry.author, entry.itunes_duration) == ("La marche", "Amel, Bruno", "4")
    assert (entry.id, entry.guidislink, entry.link) == (
        f"entrepairs:{made.key}",
        False,
        f"{address}{made.path}",
    )
    [enclosure] = entry.enclosures
    answer = fetched(enclosure.href, Range="bytes=0-99")
    assert (answer.status, enclosure.type) == (206, "audio/mpeg")
    assert enclosure.length == str(len(tone()))
    assert answer.headers["Content-Range"] == f"bytes 0-99/{len(tone())}"
    return str(enclosure.href)


def assert_beside(address: str) -> tuple[str, str]:
    """The addresses of the transcript and of the chapters, which are there."""
    item = ET.fromstring(fetched(f"{address}{FEED}").read()).find(".//item")
    assert item is not None
    transcript = item.find(f"{PODCAST}transcript")
    assert transcript is not None
    assert (transcript.get("type"), transcript.get("language"), transcript.get("rel")) == (
        "text/vtt",
        "fr",
        "captions",
    )
    assert fetched(str(transcript.get("url"))).read().startswith(b"WEBVTT")
    chapters = item.find(f"{PODCAST}chapters")
    assert chapters is not None
    answer = fetched(str(chapters.get("url")))
    assert (answer.headers["Content-Type"], answer.headers["Access-Control-Allow-Origin"]) == (
        "application/json+chapters",
        "*",
    )
    return str(transcript.get("url")), str(chapters.get("url"))


def test_a_listening_application_takes_it_and_is_told_when_it_is_withdrawn(
    committed: Network, address: str
) -> None:
    claire, amel, bruno = (committed.people[name] for name in ("Claire", "Amel", "Bruno"))
    series = a_series(about_fr="Ce qui se dit & s’apprend")
    made, voice, _other = heard_by_all(
        claire,
        amel,
        bruno,
        committed,
        series=series,
        summary_fr="Au bord de l’eau",
        licence="CC-BY-4.0",
    )
    with hats.person(claire.pk):
        transcripts.write_chapters(
            resource=made, chapters=[(0, "Accueil"), (2000, "Suite")], by=claire.pk
        )
    recording(claire, committed, series=series)
    published(claire, committed, series=series)
    read = feedparser.parse(f"{address}{FEED}")
    assert (read.bozo, read.version, read.status) == (False, "rss20", 200)
    assert_series(read.feed, address)
    [entry] = read.entries
    sound = assert_episode(entry, made, address)
    transcript, chapters = assert_beside(address)
    again = feedparser.parse(f"{address}{FEED}", etag=read.etag)
    assert (again.status, again.entries) == (304, [])
    says(amel, voice, "withdrawn", "feed")
    again = feedparser.parse(f"{address}{FEED}", etag=read.etag)
    assert (again.status, again.entries) == (200, [])
    for gone in (sound, transcript, chapters):
        with pytest.raises(HTTPError) as trouble:
            fetched(gone)
        assert trouble.value.code == 404
        trouble.value.close()


ASKED_OF_A_SERIES = [
    *("title", "link", "description", "language", f"{PODCAST}guid", f"{PODCAST}locked"),
    *(f"{ITUNES}{name}" for name in ("author", "explicit", "type", "image", "category", "owner")),
]
ASKED_OF_AN_EPISODE = [
    *("title", "guid", "pubDate", "enclosure", "description"),
    *(f"{ITUNES}duration", f"{ITUNES}explicit"),
]


def test_it_says_what_directories_ask_for(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    """Apple's required elements, and the podcast namespace's."""
    heard_by_all(claire, amel, bruno, network, series=a_series())
    answer = client.get(FEED)
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ET.fromstring(answer.content).find("channel")
    assert channel is not None
    assert [name for name in ASKED_OF_A_SERIES if channel.find(name) is None] == []
    assert channel.findtext(f"{ITUNES}explicit") == "false"
    category = channel.find(f"{ITUNES}category/{ITUNES}category")
    assert category is not None
    assert category.get("text") == "Mental Health"
    item = channel.find("item")
    assert item is not None
    assert [name for name in ASKED_OF_AN_EPISODE if item.find(name) is None] == []
    link = channel.find("{http://www.w3.org/2005/Atom}link[@rel='self']")
    assert link is not None
    assert link.get("href") == f"http://testserver{FEED}"
    cover = client.get("/library/series/expeerts/cover.png")
    assert cover.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(cover.content[16:20]) == int.from_bytes(cover.content[20:24]) == 1400
    page = client.get("/library/series/expeerts/").content.decode()
    assert (
        f'<link rel="alternate" type="application/rss+xml" title="EXPEERTs" href="{FEED}">' in page
    )


def test_many_episodes_are_given_by_pages_at_the_same_cost(
    claire: Person,
    amel: Person,
    bruno: Person,
    network: Any,
    client: Client,
    queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(podcast, "LINES", 2)
    series = a_series()
    heard_by_all(claire, amel, bruno, network, series=series)
    with queries() as at_one:
        client.get(FEED)
    for number in range(4):
        heard_by_all(claire, amel, bruno, network, series=series, title_fr=f"Épisode {number}")
    with queries() as at_five:
        first = client.get(FEED)
    assert len(at_one) == len(at_five) <= 14
    seen, page = [], feedparser.parse(first.content)
    while True:
        seen += [entry.title for entry in page.entries]
        onward = next((link.href for link in page.feed.links if link.rel == "next"), None)
        if onward is None:
            break
        page = feedparser.parse(client.get(onward.removeprefix("http://testserver")).content)
    assert seen == ["Épisode 3", "Épisode 2", "Épisode 1", "Épisode 0", "La marche"]
    for odd in ("0", "99", "x", "-1", "²"):
        assert client.get(f"{FEED}?page={odd}").status_code == 404
    assert client.get("/library/series/nobody/podcast.xml").status_code == 404


def test_sound_that_is_not_compressed_is_no_episode(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network, series=a_series())
    assert made.key in client.get(FEED).content.decode()
    with hats.system("test"):
        made.files.update(media_type="audio/wav")
    assert client.get(FEED).status_code == 200
    assert made.key not in client.get(FEED).content.decode()
