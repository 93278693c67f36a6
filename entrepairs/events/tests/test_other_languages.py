"""What is told in one language that is neither French nor English: published, found, changed by
hand like anything else."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Event, Session, Talk, Track
from entrepairs.events.tests.preparing import hours
from entrepairs.events.tests.reading import read_form
from entrepairs.people.models import Person
from entrepairs.search.models import Entry
from entrepairs.tests.posting import As

NO_TITLE = dict.fromkeys(("title_fr", "title_en"), "")


def in_german(title: str, about: str = "") -> dict[str, str]:
    return {**NO_TITLE, "title_other": title, "about_other": about, "other_language": "de"}


@pytest.fixture
def rows(event: Event, claire: Person) -> dict[str, Any]:
    """An event, its session, its talk and its track, with no word of French or English."""
    with hats.person(claire.pk):
        told = {"starts_on": event.starts_on, "ends_on": event.ends_on}
        actions.change_event(
            event=event, told=told | in_german("Tagung der Peers"), once=uuid4(), by=claire
        )
        track = Track.objects.create(event=event, name_other="Arbeit", other_language="de")
        session = actions.add_session(
            event=event,
            told={**in_german("Eröffnung"), "track": track, **hours(9, 10)},
            once=uuid4(),
            by=claire,
        )
        talk = actions.add_talk(
            session=session,
            told=in_german("Gegenseitigkeit üben", "Über *Begegnungen* im Krankenhaus"),
            once=uuid4(),
            by=claire,
        )
    return {"session": session, "talk": talk, "track": track}


def test_it_is_published_and_found_in_its_own_words(
    event: Event, rows: dict[str, Any], claire: Person, client: Client
) -> None:
    with hats.person(claire.pk):
        actions.publish_event(event=event, once=uuid4(), by=claire)
    for asked, row in (
        ("Tagung", event),
        ("eroffnung", rows["session"]),
        ("Gegenseitigkeit", rows["talk"]),
        ("Krankenhaus", rows["talk"]),
    ):
        page = client.get("/library/", {"q": asked}).content.decode()
        assert f'href="{row.path}" lang="de"' in page, asked
    assert "<mark>Krankenhaus</mark>" in page
    with hats.person(claire.pk):
        actions.change_talk(
            talk=rows["talk"],
            told={"title_other": "Zuhören", "about_other": ""},
            speakers=[],
            once=uuid4(),
            by=claire,
        )
    with hats.person(None):
        assert Entry.objects.get(kind="talk").title_other == "Zuhören"
    page = client.get("/library/", {"q": "Krankenhaus"}).content.decode()
    assert 'type="search"' in page
    assert rows["talk"].path not in page


def addresses(event: Event, rows: dict[str, Any]) -> list[str]:
    here = f"{event.path}prepare/"
    return [
        f"{here}change/",
        f"{here}sessions/{rows['session'].key}/",
        f"{here}talks/{rows['talk'].key}/",
    ]


def test_it_saves_by_hand_as_it_came(
    event: Event, rows: dict[str, Any], claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    for address in addresses(event, rows):
        sent = read_form(client, address, "title_other")
        answer = client.post(address, sent | {"title_other": "Neu"})
        assert answer.status_code == 302, address
    with hats.person(claire.pk):
        for model in (Event, Session, Talk):
            row = model.objects.get()
            assert (row.title_other, row.other_language, str(row.title)) == ("Neu", "de", "Neu")
        assert Talk.objects.get().about_other == "Über *Begegnungen* im Krankenhaus"
        assert str(Session.objects.get().track) == "Arbeit"


def test_it_needs_a_title_and_the_name_of_its_language(
    event: Event, rows: dict[str, Any], claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    for address in addresses(event, rows):
        sent = read_form(client, address, "title_other")
        nameless = client.post(address, sent | {"title_other": ""})
        assert nameless.status_code == 422
        assert "Enter a title in at least one language." in nameless.content.decode()
        tongueless = client.post(address, sent | {"other_language": ""})
        assert tongueless.status_code == 422
        assert "Choose the language." in tongueless.content.decode()
    with hats.person(claire.pk):
        assert Talk.objects.get().title_other == "Gegenseitigkeit üben"


def test_a_track_named_in_it_is_renamed(
    event: Event, rows: dict[str, Any], claire: Person, as_person: As
) -> None:
    address = f"{event.path}prepare/rooms/"
    part = f"track-{rows['track'].pk}"
    client = as_person(claire)
    page = client.get(address).content.decode()
    assert "Arbeit" in page
    sent = {"part": part, "once": str(uuid4())}
    for name in ("name_fr", "name_en"):
        sent[name] = sent[f"{part}-{name}"] = "Travail" if name == "name_fr" else ""
    assert client.post(address, sent).status_code == 302
    with hats.person(claire.pk):
        assert (Track.objects.get().name_fr, Track.objects.get().name_other) == (
            "Travail",
            "Arbeit",
        )


def test_what_no_list_here_has_stays_when_the_form_is_sent(
    event: Event, rows: dict[str, Any], claire: Person, as_person: As
) -> None:
    """A file of elsewhere names languages and zones that the choices here lack."""
    with hats.system("test"):
        Event.objects.update(time_zone="UTC", language="gsw")
        Talk.objects.update(language="gsw", other_language="gsw")
    client = as_person(claire)
    for address in addresses(event, rows):
        sent = read_form(client, address, "title_other")
        assert client.post(address, sent).status_code == 302, address
    with hats.person(claire.pk):
        assert (Event.objects.get().time_zone, Event.objects.get().language) == ("UTC", "gsw")
        talk = Talk.objects.get()
        assert (talk.language, talk.other_language) == ("gsw", "gsw")
