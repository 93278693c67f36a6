"""A draft, or changes, as everyone will see them: nothing is kept, and only organisers see it."""

from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.events.tests.making import a_material, a_study_day, at
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text

BANNER = "Only the organisers can open this page."


@pytest.fixture
def event(network: Any, claire: Person) -> Event:
    return a_study_day(network.escale, claire, state="draft", registers=True)


def form_of(event: Event, **more: Any) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "title_fr": event.title_fr,
        "starts_on": event.starts_on.isoformat(),
        "time_zone": event.time_zone,
        "language": "fr",
        "venue": event.venue,
        **once(),
        **more,
    }


def test_a_draft_is_seen_as_everyone_will_see_it(
    as_person: As, event: Event, claire: Person
) -> None:
    address, client = f"{event.path}prepare/preview/", as_person(claire)
    assert address in text(client.get(f"{event.path}prepare/"))
    page = text(client.get(address))
    for seen in (BANNER, "What peers know", "Lise Martin", f"{event.path}register/", "noindex"):
        assert seen in page
    assert "Draft: only the organisers" not in page
    with hats.system("test"):
        assert Event.objects.get().state == "draft"


def test_changes_are_seen_and_not_kept(as_person: As, event: Event, claire: Person) -> None:
    address, client = f"{event.path}prepare/preview/", as_person(claire)
    page = text(client.post(address, form_of(event, venue="Ailleurs", quiet_room="on")))
    for seen in (BANNER, "Your changes are not saved yet", "Ailleurs", "A quiet room"):
        assert seen in page
    wrong = client.post(address, form_of(event, title_fr="", venue="Ailleurs"))
    assert wrong.status_code == 422
    assert 'value="Ailleurs"' in text(wrong)  # the form, filled, with what is wrong
    with hats.system("test"):
        assert Event.objects.get().venue == "Maison des associations"


def test_a_document_that_will_not_be_public_is_not_shown(
    as_person: As, event: Event, claire: Person
) -> None:
    hidden = {"state": "draft", "published_at": None}
    a_material(event, "Affiche", **hidden)
    page = text(as_person(claire).get(f"{event.path}prepare/preview/"))
    assert "Affiche" in page  # it is published with the event
    with hats.system("test"):
        Event.objects.update(state="published", published_at="2026-01-01T00:00Z")
    address = f"{event.path}prepare/preview/"
    page = text(as_person(claire).post(address, form_of(event)))
    assert BANNER in page
    assert "Affiche" not in page
    assert as_person(claire).get(address)["Location"] == event.path


@pytest.mark.parametrize("who", ["amel", "david", "eve", "farid"])
def test_nobody_else_opens_it(as_person: As, event: Event, network: Any, who: str) -> None:
    other = as_person(network.people[who.title()])
    for published in (False, True):
        if published:
            with hats.system("test"):
                Event.objects.update(state="published", published_at="2026-01-01T00:00Z")
        assert other.get(f"{event.path}prepare/preview/").status_code == 404
        answer = other.post(f"{event.path}prepare/preview/", form_of(event))
        assert answer.status_code == 404


@pytest.mark.parametrize("sessions", [1, 30])
def test_it_asks_as_much_for_thirty_sessions_as_for_one(
    as_person: As, event: Event, claire: Person, queries: Any, sessions: int
) -> None:
    with hats.system("test"):
        for number in range(sessions):
            event.sessions.create(title_fr=f"N{number}", starts_at=at(14), ends_at=at(15))
    client = as_person(claire)
    client.get(f"{event.path}prepare/preview/")
    with queries() as asked:
        assert "N0" in text(client.get(f"{event.path}prepare/preview/"))
    assert len(asked) <= 10
