"""What the page of an organisation says of those who wait and of its rounds."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
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
            Affiliation.objects.create(person=person, organisation=network.escale)
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
        Person.objects.filter(pk=paused.pk).update(paused_at=timezone.now())
    assert "Fewer than 11 <small>people</small>" in desk(network, claire, as_person)


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
