"""What the page of an organisation says of those who wait and of its rounds."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.models import Consent
from entrepairs.pairs.models import RoundOptIn, Wish
from entrepairs.people.models import Affiliation, Person
from entrepairs.rounds.models import Round
from entrepairs.rounds.tests.making import Join, join, released, worked_out  # noqa: F401
from entrepairs.tests import posting
from entrepairs.tests.posting import As

WEEKS_AGO = timezone.now() - timedelta(days=20)


def desk(network: Any, claire: Person, as_person: As) -> str:
    page = as_person(claire).get(f"/organisations/{network.escale.key}/mine/")
    return posting.text(page)


def wait(
    network: Any, number: int, *, since: Any = WEEKS_AGO, says_yes: bool = True
) -> list[Person]:
    """So many people more of L'Escale look for a peer, and say whether it may suggest someone."""
    with hats.system("test"):
        people = Person.objects.bulk_create([Person(name=f"P{one}") for one in range(number)])
        for person in people:
            Affiliation.objects.create(person=person, organisation=network.escale, since=WEEKS_AGO)
            Wish.objects.create(person=person, made_at=since)
            if says_yes:
                RoundOptIn.objects.create(person=person, organisation=network.escale, since=since)
    return people


def test_fewer_than_eleven_who_wait_are_not_counted(
    network: Any, claire: Person, as_person: As
) -> None:
    wait(network, 10)
    assert "Fewer than 11 <small>people</small>" in desk(network, claire, as_person)


def test_those_who_wait_are_told_by_elevens(network: Any, claire: Person, as_person: As) -> None:
    wait(network, 12)
    assert "At least 11 <small>people</small>" in desk(network, claire, as_person)
    wait(network, 9)  # 21
    assert "At least 11 <small>people</small>" in desk(network, claire, as_person)


def test_only_those_who_said_yes_are_counted_and_none_who_came_this_week(
    network: Any, claire: Person, as_person: As
) -> None:
    wait(network, 10)
    wait(network, 5, says_yes=False)
    wait(network, 5, since=timezone.now())
    (paused,) = wait(network, 1)
    with hats.system("test"):
        Person.objects.filter(pk=paused.pk).update(paused_at=WEEKS_AGO)
    assert "Fewer than 11 <small>people</small>" in desk(network, claire, as_person)


def stop_looking(person: Person) -> None:
    Wish.objects.filter(person=person).update(closed_at=timezone.now())


def stop_being_suggested(person: Person) -> None:
    RoundOptIn.objects.filter(person=person).delete()
    Consent.objects.filter(person=person.pk).update(withdrawn_at=timezone.now())


STOPS: dict[str, Callable[[Person], object]] = {
    "their search": stop_looking,
    "their yes to rounds": stop_being_suggested,
    "being here": lambda person: Person.objects.filter(pk=person.pk).update(
        paused_at=timezone.now()
    ),
    "belonging": lambda person: Affiliation.objects.filter(person=person).update(
        until=timezone.now()
    ),
}


@pytest.mark.parametrize("what", STOPS)
def test_who_stops_changes_no_figure_before_monday(
    network: Network, claire: Person, what: str
) -> None:
    people = wait(network, 11)
    monday = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=monday.weekday())
    told = f"rounds:{network.escale.key}"
    with hats.system("test"):
        Consent.objects.create(person=people[0].pk, what=told, audience=3, given_at=WEEKS_AGO)
        STOPS[what](people[0])
    with hats.person(claire.pk):
        assert call_function("count_waiting", network.escale.pk) == 11
    before = monday - timedelta(hours=1)
    with hats.system("test"):
        Wish.objects.exclude(closed_at=None).update(closed_at=before)
        Consent.objects.exclude(withdrawn_at=None).update(withdrawn_at=before)
        Person.objects.exclude(paused_at=None).update(paused_at=before)
        Affiliation.objects.exclude(until=None).update(until=before)
    with hats.person(claire.pk):
        assert call_function("count_waiting", network.escale.pk) is None


def test_nobody_else_counts_them(network: Any, claire: Person, amel: Person, eve: Person) -> None:
    wait(network, 12)
    for person, told in ((claire, 11), (amel, None), (eve, None)):
        with hats.person(person.pk):
            assert call_function("count_waiting", network.escale.pk) == told


def test_a_round_to_read_is_a_thing_to_do_first(
    network: Any,
    claire: Person,
    as_person: As,
    join: Join,  # noqa: F811
) -> None:
    assert "No matching round yet." in desk(network, claire, as_person)
    for name in ("Yann", "Fatou"):
        join(name, experience=["voices"], language=["fr"])
    one = worked_out(network, claire)
    assert one.state == Round.State.READY
    page = desk(network, claire, as_person)
    assert "A matching round is ready" in page
    assert one.path in page
    # and My circles counts it, on the row of a phone as beside the wide page
    circles = posting.text(as_person(claire).get("/pairs/"))
    told = '<span class="count">1<span class="visually-hidden"> waiting for you</span></span>'
    for row in re.findall(r'<a href="/organisations/mine/".*?</a>', circles, re.DOTALL):
        assert told in row
    assert circles.count('<a href="/organisations/mine/"') == 2
