"""Recordings of talks: proposed voices, and talks that are not recorded."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client

from entrepairs.core import hats
from entrepairs.events import actions
from entrepairs.events.models import Material, Speaker, Talk
from entrepairs.events.tests.making import a_session, a_talk, an_event
from entrepairs.events.tests.reading import read_page
from entrepairs.library.models import Resource
from entrepairs.people.models import Person
from entrepairs.recordings.models import Captions, Voice

TOLD = {"kind": "recording", "title_fr": "L’enregistrement", "language": "fr"}


@pytest.fixture
def talk(claire: Person, network: Any) -> Talk:
    event = an_event(network.escale, claire)
    with hats.system("test"):
        speakers = [Speaker.objects.create(event=event, name=name) for name in ("Lise", "Karim")]
    return a_talk(a_session(event), *speakers)


def listed(talk: Talk, claire: Person, **told: Any) -> Material:
    with hats.person(claire.pk):
        return actions.add_material(
            event=talk.event, talk=talk, told=TOLD | told, once=None, by=claire
        )


def test_those_who_speak_in_the_talk_are_proposed_and_named_in_one_press(
    claire: Person, talk: Talk, as_person: Callable[[Person], Client]
) -> None:
    made = listed(talk, claire).resource
    hers = as_person(claire)
    page = f"{made.path}voices/"
    assert "Speakers in the programme" in hers.get(page).content.decode()
    for _ in range(2):
        assert hers.post(page, {"once": uuid4(), "proposed": "all"}).status_code == 302
    with hats.system("test"):
        assert list(Voice.objects.filter(resource=made).values_list("name", flat=True)) == [
            "Karim",
            "Lise",
        ]
    assert "Speakers in the programme" not in read_page(hers, page)


def test_no_recording_is_listed_with_a_talk_that_is_not_recorded(
    claire: Person, talk: Talk
) -> None:
    with hats.system("test"):
        Talk.objects.filter(pk=talk.pk).update(not_recorded=True)
    with pytest.raises(ValidationError) as refusal:
        listed(talk, claire)
    assert refusal.value.code == "not_recorded"
    slides = listed(talk, claire, kind="document")
    with hats.person(claire.pk), pytest.raises(IntegrityError):
        Resource.objects.filter(pk=slides.resource.pk).update(kind="recording")


def test_a_talk_with_its_recording_is_not_said_to_be_without(claire: Person, talk: Talk) -> None:
    listed(talk, claire)
    with hats.person(claire.pk), pytest.raises(IntegrityError):
        Talk.objects.filter(pk=talk.pk).update(not_recorded=True)


def test_an_event_is_published_without_the_recording_that_waits_for_a_yes(
    claire: Person, network: Any
) -> None:
    event = an_event(network.escale, claire, state="draft")
    with hats.person(claire.pk):
        heard, slides = (
            actions.add_material(
                event=event, told=TOLD | {"kind": kind}, once=None, by=claire
            ).resource
            for kind in ("recording", "document")
        )
        Captions.objects.create(resource=heard, language="fr", vtt="WEBVTT")
        actions.publish_event(event=event, once=None, by=claire)
    with hats.person(None):
        assert set(Resource.objects.filter(pk__in=[heard.pk, slides.pk])) == {slides}
