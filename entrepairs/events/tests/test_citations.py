"""What was said is cited as what is kept: in words, and for reference managers."""

import json
from typing import Any

import pytest
from django.test import Client

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event, Session, Talk
from entrepairs.events.tests.making import a_study_day

CITED = ("bib", "ris", "json")


def said(event: Event) -> tuple[Any, Any]:
    with hats.system("test"):
        return Talk.objects.get(event=event, title_en="Lived knowledge"), Session.objects.get(
            event=event, title_en="What peers know"
        )


def test_a_talk_is_cited_by_who_spoke_the_day_and_the_event(
    client: Client, network: Network
) -> None:
    talk, _session = said(a_study_day(network.escale))
    page = client.get(talk.path).content.decode()
    assert (
        "<bdi>Lise Martin</bdi> (2083). <cite><bdi>Lived knowledge</bdi></cite>. Among peers: "
        "what one knows. "
        f"GEM L’Escale. http://testserver{talk.path}"
    ) in page
    assert '<meta name="DC.creator" content="Lise Martin">' in page
    assert '<meta name="DC.date" content="2083-05-12">' in page
    assert all(f'href="{talk.path}cite.{how}"' in page for how in CITED)
    bib, ris, csl = [client.get(f"{talk.path}cite.{how}").content.decode() for how in CITED]
    assert bib.startswith(f"@inproceedings{{entrepairs-{talk.key},")
    assert "booktitle = {Among peers: what one knows}" in bib
    assert ris.startswith("TY  - CPAPER\r\n")
    assert "T2  - Among peers: what one knows\r\n" in ris
    [item] = json.loads(csl)
    assert (item["type"], item["event-title"]) == ("speech", "Among peers: what one knows")
    assert item["issued"] == {"date-parts": [[2083, 5, 12]]}


def test_a_session_is_cited_by_all_who_speak_there(client: Client, network: Network) -> None:
    _talk, session = said(a_study_day(network.escale))
    page = client.get(session.path).content.decode()
    assert (
        "<bdi>Lise Martin</bdi>, <bdi>Tom Okafor</bdi> (2083). <cite><bdi>What peers "
        "know</bdi></cite>"
    ) in page
    [item] = json.loads(client.get(f"{session.path}cite.json").content)
    assert [one["literal"] for one in item["author"]] == ["Lise Martin", "Tom Okafor"]


@pytest.mark.parametrize("how", [*CITED, "exe"])
def test_what_is_in_preparation_is_cited_by_nobody(
    client: Client, network: Network, how: str
) -> None:
    for row in said(a_study_day(network.escale, state="draft")):
        assert client.get(f"{row.path}cite.{how}").status_code == 404


def test_other_formats_are_not_there(client: Client, network: Network) -> None:
    for row in said(a_study_day(network.escale)):
        assert client.get(f"{row.path}cite.exe").status_code == 404
