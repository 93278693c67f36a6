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
        "Martin, L. (2083, May 12). Lived knowledge. <cite>Among peers: what one knows</cite>. "
        f"http://testserver{talk.path}"
    ) in page
    assert '<meta name="DC.creator" content="Martin, Lise">' in page
    for name, content in (
        ("author", "Martin, Lise"),
        ("title", "Lived knowledge"),
        ("publication_date", "2083/05/12"),
        ("conference_title", "Among peers: what one knows"),
    ):
        assert f'<meta name="citation_{name}" content="{content}">' in page
    assert '<meta name="DC.date" content="2083-05-12">' in page
    assert all(f'href="{talk.path}cite.{how}"' in page for how in CITED)
    bib, ris, csl = [client.get(f"{talk.path}cite.{how}").content.decode() for how in CITED]
    assert bib.startswith(f"@inproceedings{{entrepairs-{talk.key},")
    assert "booktitle = {Among peers: what one knows}" in bib
    assert ris.startswith("TY  - CPAPER\r\n")
    assert "T2  - Among peers: what one knows\r\n" in ris
    [item] = json.loads(csl)
    assert (item["type"], item["container-title"]) == (
        "paper-conference",
        "Among peers: what one knows",
    )
    assert item["issued"] == {"date-parts": [[2083, 5, 12]]}


def test_a_session_is_cited_by_all_who_speak_there(client: Client, network: Network) -> None:
    _talk, session = said(a_study_day(network.escale))
    page = client.get(session.path).content.decode()
    assert "Martin, L., &amp; Okafor, T. (2083, May 12). What peers know. " in page
    [item] = json.loads(client.get(f"{session.path}cite.json").content)
    assert [one["family"] for one in item["author"]] == ["Martin", "Okafor"]


@pytest.mark.parametrize("how", [*CITED, "exe"])
def test_what_is_in_preparation_is_cited_by_nobody(
    client: Client, network: Network, how: str
) -> None:
    for row in said(a_study_day(network.escale, state="draft")):
        assert client.get(f"{row.path}cite.{how}").status_code == 404


def test_other_formats_are_not_there(client: Client, network: Network) -> None:
    for row in said(a_study_day(network.escale)):
        assert client.get(f"{row.path}cite.exe").status_code == 404
