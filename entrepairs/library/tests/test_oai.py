"""OAI-PMH: taken whole by a real harvester from outside the process, and refused as the protocol
says."""

import datetime as dt
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from sickle import Sickle, oaiexceptions

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.library import oai
from entrepairs.library.models import Resource, Withdrawal
from entrepairs.library.tests.made_site import address
from entrepairs.library.tests.making import DAY, a_series, draft, many, own, published, withdraw
from entrepairs.people.models import Person
from entrepairs.tests.committed import committed

__all__ = ["address", "committed"]
NS = {"o": "http://www.openarchives.org/OAI/2.0/"}


@pytest.mark.parametrize("how", ["GET", "POST"])
def test_a_real_harvester_takes_it_whole(
    committed: Network, address: str, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(oai, "LINES", 3)
    claire, amel = committed.people["Claire"], committed.people["Amel"]
    series = a_series()
    kept = many(claire, committed, 7, series=series, dated=DAY, authors=["Lise & <Omar>"])
    gone = withdraw(published(claire, committed, title_fr="Retiré"), claire)
    for hidden in (draft(claire, committed), own(amel), published(claire, committed, audience=4)):
        assert hidden.key
    harvester = Sickle(f"{address}/oai", http_method=how)
    named = harvester.Identify()
    assert (named.protocolVersion, named.deletedRecord) == ("2.0", "persistent")
    assert [one.metadataPrefix for one in harvester.ListMetadataFormats()] == ["oai_dc"]
    assert [one.setSpec for one in harvester.ListSets()] == ["expeerts"]
    records = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    found = {record.header.identifier.rpartition(":")[2]: record for record in records}
    assert set(found) == {one.key for one in kept} | {gone.key}
    assert len(records) == 8
    assert found[gone.key].header.deleted
    described = found[kept[0].key].metadata
    assert described["creator"] == ["Lise & <Omar>"]
    assert described["date"] == ["2019-11-14"]
    assert described["identifier"] == [f"{address}{kept[0].path}"]
    assert found[kept[0].key].header.setSpecs == ["expeerts"]
    living = list(
        harvester.ListIdentifiers(metadataPrefix="oai_dc", ignore_deleted=True, set="expeerts")
    )
    assert len(living) == 7
    one = harvester.GetRecord(identifier=records[0].header.identifier, metadataPrefix="oai_dc")
    assert one.header.identifier == records[0].header.identifier
    with pytest.raises(oaiexceptions.NoRecordsMatch):
        harvester.ListRecords(metadataPrefix="oai_dc", until="2001-01-01")


def test_a_harvest_neither_repeats_nor_skips_what_stays_while_rows_change(
    claire: Person, network: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oai, "LINES", 2)
    kept = many(claire, network, 6)
    first = asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert keys(first) == [one.key for one in kept[:2]]
    withdraw(kept[0], claire)
    withdraw(kept[3], claire)
    late = published(claire, network)
    seen, page = [], first
    while token := page.findtext(".//o:resumptionToken", namespaces=NS):
        page = asked(client, verb="ListIdentifiers", resumptionToken=token)
        seen += keys(page)
    assert seen == [kept[2].key, kept[4].key, kept[5].key, kept[0].key, kept[3].key, late.key]


def test_what_is_published_again_is_no_longer_said_withdrawn(
    claire: Person, network: Any, client: Client
) -> None:
    from entrepairs.library.actions import resources as actions

    one = withdraw(published(claire, network), claire)
    with hats.person(claire.pk):
        actions.publish_resource(resource=one, audience=5, by=claire.pk)
    page = asked(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert page.findall(".//o:header[@status='deleted']", NS) == []
    assert keys(page) == [one.key]


def asked(client: Client, **arguments: str) -> ET.Element:
    answer = client.get("/oai", arguments)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    return ET.fromstring(answer.content)


def keys(page: ET.Element) -> list[str]:
    return [str(one.text).rpartition(":")[2] for one in page.iterfind(".//o:identifier", NS)]


LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nothing"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({**LIST, "resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({**LIST, "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        (
            {
                "verb": "GetRecord",
                "identifier": "oai:testserver:nobody",
                "metadataPrefix": "oai_dc",
            },
            "idDoesNotExist",
        ),
        (
            {
                "verb": "GetRecord",
                "identifier": "oai:testserver:\uffff",
                "metadataPrefix": "oai_dc",
            },
            "idDoesNotExist",
        ),
        (
            {"verb": "GetRecord", "identifier": "x\x01", "metadataPrefix": "oai_dc"},
            "idDoesNotExist",
        ),
        ({"verb": "ListMetadataFormats", "identifier": "nobody"}, "idDoesNotExist"),
        ({**LIST, "from": "2026-13-01"}, "badArgument"),
        ({**LIST, "from": "2026-01-01T00:00:00.5Z"}, "badArgument"),
        ({**LIST, "from": "2026-01-01", "until": "2026-01-02T00:00:00Z"}, "badArgument"),
        ({**LIST, "from": "2026-01-02", "until": "2026-01-01"}, "badArgument"),
        ({**LIST, "until": "2001-01-01"}, "noRecordsMatch"),
        ({**LIST, "set": "nothing"}, "noRecordsMatch"),
        ({**LIST, "from": "9999-12-31"}, "noRecordsMatch"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_code(
    claire: Person, network: Any, client: Client, arguments: dict[str, str], code: str
) -> None:
    published(claire, network, series=a_series())
    assert [one.get("code") for one in asked(client, **arguments).iterfind("o:error", NS)] == [code]


def test_an_argument_twice_is_refused(client: Client) -> None:
    answer = ET.fromstring(client.get("/oai?verb=Identify&verb=Identify").content)
    assert answer.find("o:error[@code='badVerb']", NS) is not None


def test_a_record_is_known_by_its_whole_name(claire: Person, network: Any, client: Client) -> None:
    key = published(claire, network).key
    for name, found in (
        (f"oai:testserver:{key}", True),
        (f"oai:testserver:other:{key}", False),
        (f"oai:other:{key}", False),
    ):
        page = asked(client, verb="GetRecord", identifier=name, metadataPrefix="oai_dc")
        assert (page.find("o:GetRecord", NS) is not None) is found


def test_without_series_there_are_no_sets(client: Client) -> None:
    for arguments in ({"verb": "ListSets"}, {**LIST, "set": "x"}):
        assert asked(client, **arguments).find("o:error[@code='noSetHierarchy']", NS) is not None


def test_a_selection_by_dates_holds_both_ends(claire: Person, network: Any, client: Client) -> None:
    early, late = many(claire, network, 2)
    with hats.system("test"):
        for one, day in ((early, 10), (late, 12)):
            Resource.objects.filter(pk=one.pk).update(
                changed_at=dt.datetime(2026, 3, day, 23, 59, 59, 700_000, dt.UTC)
            )
        Withdrawal.objects.create(key="b" * 14, at=dt.datetime(2026, 3, 11, tzinfo=dt.UTC))

    def between(since: str, until: str) -> list[str]:
        return keys(
            asked(
                client,
                verb="ListIdentifiers",
                metadataPrefix="oai_dc",
                **{"from": since, "until": until},
            )
        )

    assert between("2026-03-10", "2026-03-10") == [early.key]
    assert between("2026-03-10", "2026-03-12") == [early.key, "b" * 14, late.key]
    assert between("2026-03-12T23:59:59Z", "2026-03-12T23:59:59Z") == [late.key]


def test_it_costs_the_same_with_thirty_things(
    claire: Person, network: Any, client: Client, queries: Any
) -> None:
    many(claire, network, 1)
    asked(client, **LIST)
    with queries() as at_one:
        asked(client, **LIST)
    many(claire, network, 30)
    with queries() as at_thirty:
        asked(client, **LIST)
    assert len(at_one) == len(at_thirty) <= 10
