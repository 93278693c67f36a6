"""The programme on paper."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.events.tests.making import (
    a_large_event,
    a_session,
    a_speaker,
    a_study_day,
    a_talk,
    an_event,
)
from entrepairs.people.models import Person
from entrepairs.ui.tests.pdf_fonts import embedded_fonts


@pytest.fixture
def day(network: Network, claire: Person) -> Event:
    return a_study_day(network.escale, claire)


def pdf(client: Client, event: Event, language: str = "en") -> Any:
    answer = client.get(f"{event.path}programme.pdf", headers={"accept-language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.content))


def text_of(read: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_it_says_what_the_page_says(client: Client, day: Event) -> None:
    text = text_of(pdf(client, day))
    for words in (
        "Among peers: what one knows",
        "12 May 2083",
        "Maison des associations",
        "09:30 – 11:00",
        "What peers know",
        "Lived knowledge",
        "Lise Martin",
        "Chair: Tom Okafor",
        "Care",
    ):
        assert words in text, words


def test_it_is_tagged_titled_and_in_the_language_of_the_person_who_prints(
    client: Client, day: Event
) -> None:
    for language, title in (("fr", "Entre pairs"), ("en", "Among peers")):
        read = pdf(client, day, language)
        root = read.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert str(root["/Lang"]).startswith(language)
        assert str(read.metadata.title).startswith(title)
        assert embedded_fonts(read) == {"AtkinsonHyperlegibleNext"}
    assert "9 h 30 – 11 h" in text_of(pdf(client, day, "fr")).replace("\xa0", " ")


def test_a_session_without_hours_is_in_it(client: Client, network: Network) -> None:
    event = an_event(network.escale)
    a_talk(
        a_session(event, title_fr="Sans heure"),
        a_speaker(event, "محمد"),
        title_fr='#heading[*x*] $a$ \\ "',
    )
    text = text_of(pdf(client, event))
    assert "Sans heure" in text
    assert "#heading[*x*] $a$" in text


def test_an_event_without_a_programme_can_be_printed(client: Client, network: Network) -> None:
    assert "Among peers" in text_of(pdf(client, an_event(network.escale)))


def test_a_cancelled_one_says_so(client: Client, day: Event) -> None:
    with hats.system("test"):
        Event.objects.filter(pk=day.pk).update(state="cancelled")
    assert "This event is cancelled." in text_of(pdf(client, day))


@pytest.mark.nightly
def test_a_thousand_talks_are_printed(client: Client, network: Network, queries: Any) -> None:
    event = a_large_event(network.escale)
    with queries() as made:
        read = pdf(client, event)
    assert len(made) <= 10
    text = text_of(read)
    assert "étude numéro 0" in text
    assert "étude numéro 999" in text
