"""Feeds of open calls and of shared outcomes: what everyone may read, by region, and no more."""

from typing import Any

from django.test import Client

from entrepairs.core import hats
from entrepairs.items.actions.outcomes import share_outcome
from entrepairs.items.tests.making import delegation, led, said
from entrepairs.mandates.tests.making import kept_body, town_of_rennes
from entrepairs.people.models import Person
from entrepairs.vacancies.actions.calls import close_call
from entrepairs.vacancies.tests.making import call_for


def test_open_calls_are_a_feed_and_a_closed_one_leaves_it(
    network: Any, claire: Person, client: Client
) -> None:
    _body, _term, seat = kept_body(network.escale, claire, place=town_of_rennes())
    call = call_for(seat, claire, words="Deux séances \x0b par an")
    for query, there in (("", True), ("?region=Bretagne", True), ("?region=Corse", False)):
        answer = client.get(f"/vacancies/new.atom{query}")
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        assert (call.path.encode() in answer.content) is there
    with hats.person(claire.pk):
        close_call(call=call, once=None, by=claire)
    assert call.path.encode() not in client.get("/vacancies/new.atom").content


def test_what_is_shared_of_items_is_a_feed_without_a_name(
    network: Any, claire: Person, david: Person, amel: Person, client: Client
) -> None:
    item = led(said(delegation(network.escale, claire, david), amel), david, "answered")
    empty = client.get("/outcomes/new.atom")
    assert empty.status_code == 200
    assert b"<entry>" not in empty.content
    with hats.person(david.pk):
        told = {"title": "Horaires", "words": "Affichés partout"}
        share_outcome(item=item, once=None, by=david, **told)
    found = client.get("/outcomes/new.atom").content.decode()
    assert "Affichés partout" in found
    for name in ("David", "Amel"):
        assert name not in found
