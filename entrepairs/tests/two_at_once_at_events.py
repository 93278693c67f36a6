"""Worlds for two actions at one moment, at an event and in a round; see two_at_once.py."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.actions.events import cancel_event, change_event
from entrepairs.events.models import Event
from entrepairs.pairs.actions import wishes
from entrepairs.pairs.models import RoundOptIn, Wish
from entrepairs.people.actions import blocks, persons
from entrepairs.people.actions.organisations import end_affiliation
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation
from entrepairs.registrations.actions import cancel_registration, register_for_event
from entrepairs.registrations.models import Registration
from entrepairs.rounds.actions import rounds as actions
from entrepairs.rounds.models import Round, Suggestion
from entrepairs.tests.two_at_once import deed, people_named

# An event


def an_event(network: Network) -> dict[str, Any]:
    """One place, which Bruno has; Eve waits."""
    with hats.system("test"):
        rows = people_named("claire", "amel", "bruno", "eve")
        circle = Circle.objects.create(kind="event", name="Journée", organisation=network.escale)
        Membership.objects.create(circle=circle, person=rows["claire"])
        event = rows["event"] = Event.objects.create(
            key=circle.key,
            circle=circle,
            kind="study_day",
            state="published",
            title_fr="mots",
            registers=True,
            starts_on=date(2083, 5, 12),
            ends_on=date(2083, 5, 12),
            published_at=timezone.now(),
            capacity=1,
        )
        for name in ("bruno", "eve"):
            rows[f"place of {name}"] = Registration.objects.create(
                event=event, person=rows[name], name=name
            )
    return rows


def _room_for(capacity: int) -> Callable[..., Any]:
    return lambda w, me, o: change_event(
        event=w["event"],
        once=o,
        by=me,
        told={
            "title_fr": "mots",
            "starts_on": date(2083, 5, 12),
            "ends_on": date(2083, 5, 12),
            "capacity": capacity,
        },
    )


def _gives_back(name: str) -> Callable[..., Any]:
    return lambda w, me, o: cancel_registration(registration=w[f"place of {name}"], once=o, by=me)


AT_AN_EVENT = [
    deed(
        "registers",
        "amel",
        lambda w, me, o: register_for_event(
            event=w["event"], name="A", mail="", needs="", once=o or uuid4(), by=me
        ),
    ),
    deed(
        "Claire registers",
        "claire",
        lambda w, me, o: register_for_event(
            event=w["event"], name="C", mail="", needs="", once=o or uuid4(), by=me
        ),
    ),
    deed("Bruno gives his place back", "bruno", _gives_back("bruno")),
    deed("Eve waits no more", "eve", _gives_back("eve")),
    deed("makes room for two", "claire", _room_for(2)),
    deed(
        "cancels the event",
        "claire",
        lambda w, me, o: cancel_event(event=w["event"], once=o, by=me),
    ),
]


# A round


def a_round(network: Network) -> dict[str, Any]:
    """Amel and Bruno may be proposed to each other; Claire may release it."""
    with hats.system("test"):
        rows = people_named("amel", "bruno", "claire")
        escale = Organisation.objects.create(name=f"GEM {uuid4().hex}")
        for name in ("amel", "bruno", "claire"):
            rows[f"{name} there"] = Affiliation.objects.create(
                person=rows[name], organisation=escale, coordinator=name == "claire"
            )
        for name in ("amel", "bruno"):
            Wish.objects.create(person=rows[name], room_for=1, audience=3)
            RoundOptIn.objects.create(person=rows[name], organisation=escale)
        found = rows["round"] = Round.objects.create(
            organisation=escale, seed=1, state="ready", figures={}
        )
        low, high = sorted((rows["amel"], rows["bruno"]), key=lambda person: person.pk)
        rows["suggestion"] = Suggestion.objects.create(round=found, one=low, other=high)
    return rows


IN_A_ROUND = [
    deed(
        "releases",
        "claire",
        lambda w, me, o: actions.release_round(round=w["round"], once=o, by=me),
    ),
    deed(
        "cancels", "claire", lambda w, me, o: actions.cancel_round(round=w["round"], once=o, by=me)
    ),
    deed(
        "leaves it out",
        "claire",
        lambda w, me, o: actions.leave_suggestion_out(suggestion=w["suggestion"], once=o, by=me),
    ),
    deed("Amel pauses", "amel", lambda w, me, o: persons.pause_person(once=o, by=me)),
    deed("Amel closes her wish", "amel", lambda w, me, o: wishes.close_wish(once=o, by=me)),
    deed(
        "Amel leaves the organisation",
        "amel",
        lambda w, me, o: end_affiliation(affiliation=w["amel there"], once=o, by=me),
    ),
    deed(
        "Amel blocks Bruno",
        "amel",
        lambda w, me, o: blocks.block_person(person=w["bruno"], once=o, by=me),
    ),
]
