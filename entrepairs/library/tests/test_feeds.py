"""What programs read: the feed of what is new, the map of the site; of what is for everyone
only."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import feedparser
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date
from lxml import etree

from entrepairs.conftest import Network
from entrepairs.library.tests.made_site import address
from entrepairs.library.tests.making import a_series, draft, many, own, published, withdraw
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.recordings.tests.making import heard_by_all
from entrepairs.tests.committed import committed

__all__ = ["address", "committed"]
# Of sitemaps.org, as the npm package "sitemap" 9.0.1 carries it; see its README beside.
SITEMAP = Path(__file__).parent / "data" / "sitemap.xsd"
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_a_feed_reader_reads_what_is_new(
    claire: Person, amel: Person, network: Any, as_person: Callable[[Person], Client]
) -> None:
    one = published(
        claire,
        network,
        title_fr="Être <pair> & l’autre \x08",
        authors=["Lise"],
        summary_fr="En bref",
    )
    for hidden in (draft(claire, network), own(amel), published(claire, network, audience=4)):
        assert hidden.key
    withdraw(published(claire, network), claire)
    read = feedparser.parse(as_person(claire).get("/library/new.atom").content)
    assert not read.bozo
    assert read.version == "atom10"
    [entry] = read.entries
    assert entry.link == f"http://testserver{one.path}"
    assert entry.title == "Être <pair> & l’autre"
    assert (entry.author, entry.summary) == ("Lise", "En bref")
    assert entry.published_parsed


def test_the_feed_has_an_author_also_of_what_names_nobody(
    claire: Person, network: Any, client: Client
) -> None:
    """RFC 4287, 4.1.1: each entry has one, or the feed has."""
    published(claire, network)
    read = feedparser.parse(client.get("/library/new.atom").content)
    assert read.feed.author == "Entrepairs"
    assert len(read.entries) == 1


def test_a_feed_reader_and_a_search_engine_read_from_outside_the_process(
    committed: Network, address: str
) -> None:
    one = published(
        committed.people["Claire"],
        committed,
        title_fr="Être pair",
        authors=["Lise"],
        summary_fr="En bref",
    )
    read = feedparser.parse(f"{address}/library/new.atom")
    assert (read.status, read.bozo, read.version) == (200, False, "atom10")
    assert [(entry.link, entry.title) for entry in read.entries] == [
        (f"{address}{one.path}", "Être pair")
    ]
    again = feedparser.parse(
        f"{address}/library/new.atom", etag=read.get("etag"), modified=read.get("modified")
    )
    assert again.status in {200, 304}
    schema = etree.XMLSchema(etree.parse(SITEMAP))

    def fetched(url: str) -> Any:
        with urlopen(url) as answer:
            return etree.parse(answer)

    index = fetched(f"{address}/sitemap.xml")
    parts = [loc.text for loc in index.iterfind(".//s:loc", MAP)]
    pages = []
    for part in parts:
        found = fetched(str(part))
        if found.getroot().find("s:url", MAP) is not None:
            schema.assertValid(found)
        pages += [loc.text for loc in found.iterfind(".//s:loc", MAP)]
    assert f"{address}{one.path}" in pages


def test_the_feed_costs_the_same_with_thirty_things(
    claire: Person, network: Any, client: Client, queries: Any
) -> None:
    many(claire, network, 1)
    with queries() as at_one:
        client.get("/library/new.atom")
    many(claire, network, 30)
    with queries() as at_thirty:
        client.get("/library/new.atom")
    assert len(at_one) == len(at_thirty) <= 10


def test_the_map_leads_to_everything_public_and_to_nothing_else(
    claire: Person, amel: Person, network: Any, client: Client
) -> None:
    one = published(claire, network, series=a_series())
    hidden = [draft(claire, network), own(amel), published(claire, network, audience=4)]
    hidden.append(withdraw(published(claire, network), claire))
    parts = [
        loc.text
        for loc in ET.fromstring(client.get("/sitemap.xml").content).iterfind(".//s:loc", MAP)
    ]
    pages = {
        str(loc.text).removeprefix("http://testserver")
        for part in parts
        for loc in ET.fromstring(
            client.get(str(part).removeprefix("http://testserver")).content
        ).iterfind(".//s:loc", MAP)
    }
    assert {one.path, "/library/series/expeerts/", "/"} <= pages
    assert pages.isdisjoint(thing.path for thing in hidden)
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert client.get("/sitemap-99999999999.xml").status_code == 404


def test_a_page_tells_every_address_and_each_answers(
    claire: Person, amel: Person, bruno: Person, network: Any, client: Client
) -> None:
    made, *_voices = heard_by_all(claire, amel, bruno, network, series=a_series())
    page = body(client.get("/library/feeds/"))
    for path in (
        "/library/new.atom",
        "/library/series/expeerts/podcast.xml",
        "/oai?verb=Identify",
        "/sitemap.xml",
        "/events/",
    ):
        assert f">http://testserver{path}</a>" in page
        assert client.get(path).status_code == 200
    assert all('href="/library/feeds/"' in body(client.get(at)) for at in ("/library/", "/help/"))
    assert made.path in body(client.get("/library/new.atom"))


def test_a_feed_is_sent_again_only_when_it_has_changed(
    claire: Person, network: Any, client: Client, settings: Any
) -> None:
    settings.SITE_NAME = "Pairs d’ici"
    published(claire, network, title_fr="Une", text="Ce qui est dit. " * 40)
    first = client.get("/library/new.atom")
    feed = feedparser.parse(first.content)
    assert (feed.bozo, feed.feed.author) == (False, "Pairs d’ici")
    assert feed.entries[0].summary.startswith("Ce qui est dit.")
    assert len(feed.entries[0].summary) < 300
    known = {"if-none-match": first["ETag"]}
    assert client.get("/library/new.atom", headers=known).status_code == 304
    two = published(claire, network, title_fr="Deux")
    again = client.get("/library/new.atom", headers=known)
    assert (again.status_code, len(feedparser.parse(again.content).entries)) == (200, 2)
    # What is withdrawn leaves no later date: no reader is told that nothing has changed.
    withdraw(two, claire)
    since = {"if-modified-since": http_date(timezone.now().timestamp())}
    after = client.get("/library/new.atom", headers=since)
    assert (after.status_code, len(feedparser.parse(after.content).entries)) == (200, 1)
    identified = body(client.get("/oai?verb=Identify"))
    assert "<repositoryName>Pairs d’ici</repositoryName>" in identified


def test_the_map_says_when_each_page_changed(claire: Person, network: Any, client: Client) -> None:
    one = published(claire, network)
    part = ET.fromstring(client.get("/sitemap-1.xml").content)
    told = {
        url.findtext("s:loc", "", MAP): url.findtext("s:lastmod", "", MAP)
        for url in part.findall("s:url", MAP)
    }
    assert told[f"http://testserver{one.path}"][:10] == one.changed_at.date().isoformat()
    pages = body(client.get("/sitemap-0.xml"))
    assert all(f"http://testserver/{name}/<" in pages for name in ("events", "vocabulary"))


def test_nothing_before_the_first_moment_is_no_record(client: Client) -> None:
    page = body(client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc&until=1969-01-01"))
    assert 'code="noRecordsMatch"' in page
    both = "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01&until=1969-01-01"
    assert 'code="badArgument"' in body(client.get(both))
