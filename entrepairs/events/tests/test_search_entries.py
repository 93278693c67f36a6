"""What is said at an event is found by the library's search, once it is published and while it is
in the programme."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Event, Speaker
from entrepairs.events.tests.preparing import hours
from entrepairs.search.full_text import SearchQuery, find_entries
from entrepairs.search.index import index_entries
from entrepairs.search.models import Entry


def found() -> set[tuple[str, str, str]]:
    with hats.person(None):
        return set(
            Entry.objects.filter(kind__in=["event", "session", "talk"]).values_list(
                "kind", "title_fr", "names"
            )
        )


def test_it_is_found_once_published_and_follows_its_programme(event: Event, claire: Any) -> None:
    more: dict[str, Any] = {"by": claire}
    with hats.person(claire.pk):
        session = actions.add_session(
            event=event, told={"title_fr": "Ouverture", **hours(9, 10)}, once=uuid4(), **more
        )
        talk = actions.add_talk(
            session=session, told={"title_fr": "Savoirs"}, speakers=["Nour"], once=uuid4(), **more
        )
    assert found() == set()
    with hats.person(claire.pk):
        actions.publish_event(event=event, once=uuid4(), **more)
    kept = ("event", "Être pair aujourd’hui", "")
    assert found() == {kept, ("session", "Ouverture", ""), ("talk", "Savoirs", "Nour")}
    with hats.person(claire.pk):
        words = dict.fromkeys(
            ("discipline", "position", "affiliation", "country", "about_fr", "about_en"), ""
        )
        actions.change_speaker(
            speaker=Speaker.objects.get(), told={"name": "Nour A.", **words}, once=uuid4(), **more
        )
        actions.add_talk(session=session, told={"title_fr": "Pouvoirs"}, once=uuid4(), **more)
        actions.change_session(
            session=session, told={"title_fr": "Début"}, chairs=["Zoé"], once=uuid4(), **more
        )
    assert found() == {
        kept,
        ("session", "Début", "Zoé"),
        ("talk", "Savoirs", "Nour A."),
        ("talk", "Pouvoirs", ""),
    }
    with hats.person(claire.pk):
        actions.remove_talk(talk=talk, once=uuid4(), **more)
    assert ("talk", "Savoirs", "Nour A.") not in found()
    with hats.person(claire.pk):
        actions.remove_session(session=session, once=uuid4(), **more)
    assert found() == {kept}


@pytest.mark.parametrize("who", ["Amel", "Eve"])
def test_others_put_nothing_of_it_on_the_shelf_and_nobody_another_address(
    event: Event, network: Any, claire: Any, who: str
) -> None:
    with hats.person(claire.pk):
        with pytest.raises(ProgrammingError), transaction.atomic():
            index_entries(
                Entry(kind="event", key=event.key, path=event.path, title_fr="x")
            )  # a draft
        actions.publish_event(event=event, once=uuid4(), by=claire)
        with pytest.raises(ProgrammingError), transaction.atomic():
            index_entries(Entry(kind="event", key=event.key, path="/elsewhere/", title_fr="x"))
    with hats.person(network.people[who].pk), pytest.raises(ProgrammingError), transaction.atomic():
        index_entries(Entry(kind="event", key=event.key, path=event.path, title_fr="x"))


def test_a_session_that_is_one_talk_is_found_once_and_twice_when_it_is_two(
    event: Event, claire: Any
) -> None:
    more: dict[str, Any] = {"by": claire}
    with hats.person(claire.pk):
        session = actions.add_session(
            event=event,
            told={"title_fr": "Savoirs", "kind": "workshop"},
            chairs=["Zoé"],
            once=uuid4(),
            **more,
        )
        actions.publish_event(event=event, once=uuid4(), **more)
    kept = ("event", "Être pair aujourd’hui", "")
    assert found() == {kept, ("session", "Savoirs", "Zoé")}
    with hats.person(claire.pk):
        told = {"title_fr": "Savoirs"}
        actions.add_talk(session=session, told=told, speakers=["Nour"], once=uuid4(), **more)
    assert found() == {kept, ("talk", "Savoirs", "Nour, Zoé")}
    with hats.person(None):
        workshops = [find_entries(SearchQuery(text=text)).count for text in ("workshop", "atelier")]
    assert workshops == [1, 1]
    with hats.person(claire.pk):
        two = actions.add_talk(session=session, told={"title_fr": "Pouvoirs"}, once=uuid4(), **more)
    assert ("session", "Savoirs", "Zoé") in found()
    with hats.person(claire.pk):
        actions.remove_talk(talk=two, once=uuid4(), **more)
    assert found() == {kept, ("talk", "Savoirs", "Nour, Zoé")}


@pytest.mark.parametrize("text", ["plenary", "plénière", "plénières"])
def test_each_plenary_is_found_by_that_word(event: Event, claire: Any, text: str) -> None:
    with hats.person(claire.pk):
        for title in ("Citoyens", "Savoirs", "Pouvoirs"):
            actions.add_session(
                event=event, told={"title_fr": title, "kind": "plenary"}, once=uuid4(), by=claire
            )
        actions.add_session(
            event=event, told={"title_fr": "Pause", "kind": "break"}, once=uuid4(), by=claire
        )
        actions.publish_event(event=event, once=uuid4(), by=claire)
    with hats.person(None):
        titles = {str(hit.title) for hit in find_entries(SearchQuery(text=text)).hits}
    assert titles == {"Citoyens", "Savoirs", "Pouvoirs"}
