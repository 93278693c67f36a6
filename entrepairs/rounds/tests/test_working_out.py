"""How a round is worked out: the same for the same people, once, and whole or not at all."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.pairs.models import Wish
from entrepairs.people.models import Block, Circle, Facet, Membership, Person
from entrepairs.rounds import solve, worker
from entrepairs.rounds.actions import rounds as actions
from entrepairs.rounds.load import Known
from entrepairs.rounds.tests.making import (
    STREET,
    Join,
    again,
    asked,
    be_in,
    join,
    joins,
    opened,
    released,
    suggested,
    worked_out,
)
from entrepairs.tests.committed import as_superuser, committed
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept

__all__ = ["committed", "join"]


def test_the_same_people_and_seed_give_the_same_round(network: Any, claire: Person) -> None:
    for number in range(9):
        joins(network, f"P{number}", **STREET)
    found = worked_out(network, claire)
    first = suggested(found)
    assert len(first) == 4
    assert suggested(again(found, claire)) == first


def test_in_an_organisation_of_hundreds_nobody_is_left_out_who_could_be_met(network: Any) -> None:
    """And nobody more leaves out who was met: everybody is compared with everybody."""
    size = 260
    people = list(range(1, size + 1))
    with hats.system("test"):
        tongues = [
            vocabulary.concept_by_key("language", key).id for key in ("ar", "pt", "en", "fr", "es")
        ]
    spoken = [
        Facet(
            person_id=who,
            kind="language",
            audience=4,
            concept_id=tongues[who % 5 if who < 20 else 3],
        )
        for who in people
    ]

    def met(many: int) -> int:
        here = people[:many]
        told = [facet for facet in spoken if facet.person_id <= many]
        known = Known(7, here, [1] * many, [0] * many, told, [], [], [])
        return 2 * len(solve.best_pairs(known, telling=lambda part: None).pairs)

    found = [met(many) for many in (99, 100, 101, 102, size)]
    assert found == sorted(found)
    assert found[-1] >= size - 4


def test_a_round_cancelled_while_it_is_worked_out_keeps_nothing(
    network: Any, claire: Person, join: Join, monkeypatch: Any
) -> None:
    join("Nora", **STREET)
    join("Ines", **STREET)
    found = opened(network, claire)
    real = solve.best_pairs

    def cancelled(known: Any, **options: Any) -> Any:
        answer = real(known, **options)
        with hats.person(claire.pk):
            actions.cancel_round(round=found, once=uuid4(), by=claire)
        return answer

    monkeypatch.setattr(solve, "best_pairs", cancelled)
    stopped = again(found, claire)
    assert (stopped.state, stopped.figures, stopped.gap) == ("cancelled", {}, None)
    assert suggested(found) == set()


def test_a_weight_that_is_no_number_leaves_a_round_that_can_be_worked_out_again(
    network: Any, claire: Person, join: Join, monkeypatch: Any
) -> None:
    join("Nora", **STREET)
    join("Ines", **STREET)
    found = opened(network, claire)

    with monkeypatch.context() as patch:
        not_a_number = SimpleNamespace(
            own=None, held=SimpleNamespace(values={"shared": float("nan")})
        )
        patch.setattr("entrepairs.rounds.load.weights.weights_of", lambda _number: not_a_number)
        failed = again(found, claire)
    assert (failed.state, failed.trouble) == ("failed", "not_usable")
    assert again(found, claire).state == "ready"


def test_a_job_done_twice_writes_its_findings_once(
    network: Any, claire: Person, join: Join
) -> None:
    join("Nora", **STREET)
    join("Ines", **STREET)
    found = worked_out(network, claire)
    worker.work_out_round(found.pk, found.attempt)
    assert len(suggested(found)) == 1


def killed(what: str, call: Callable[[], Any]) -> None:
    """The connection is lost in the middle of `call`, when it comes to `what`."""

    def die(*_told: Any, **_more: Any) -> None:
        with as_superuser() as link:
            link.execute(
                "select pg_terminate_backend(%s)", [connection.connection.info.backend_pid]
            )
        with connection.cursor() as cursor:
            cursor.execute("select 1")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(what, die)
        with pytest.raises(DatabaseError):
            call()
    connection.close()


def test_what_is_killed_in_the_middle_leaves_nothing_half_done(committed: Network) -> None:
    claire = committed.people["Claire"]
    for name in ("Nora", "Ines"):
        joins(committed, name, **STREET)
    found = opened(committed, claire)
    killed("entrepairs.rounds.worker.figures.waiting_figures", lambda: again(found, claire))
    assert suggested(found) == set()
    assert again(found, claire).state == "ready"
    killed("entrepairs.rounds.actions.rounds.notices.tell", lambda: released(found, claire))
    assert asked(found) == set()
    assert len(suggested(found)) == 1
    assert released(found, claire).state == "released"
    assert len(asked(found)) == 2


@pytest.mark.parametrize("case", ["nobody", "one person", "everyone blocked", "no room"])
def test_a_network_in_which_nobody_can_meet_gives_an_empty_round(
    network: Any, claire: Person, case: str
) -> None:
    names = {"nobody": (), "one person": ("Nora",)}.get(case, ("Nora", "Ines", "Lou"))
    people = [joins(network, name, **STREET) for name in names]
    with hats.system("test"):
        if case == "everyone blocked":
            Block.objects.bulk_create(
                Block(person=a, blocked=b) for a in people for b in people if a.pk < b.pk
            )
        if case == "no room":
            Wish.objects.filter(person__in=people).update(room_for=0)
    found = worked_out(network, claire)
    assert (found.state, suggested(found)) == ("ready", set())
    with pytest.raises(NotPossible):
        released(found, claire)


def test_around_a_team_each_meets_one_of_its_peer_workers(
    network: Any, claire: Person, bruno: Person, join: Join
) -> None:
    for name in ("Nora", "Ines", "Lou"):
        join(name, **STREET)
    with hats.system("test"):
        team = Circle.objects.create(kind="team", name="Équipe", organisation=network.escale)
        role = Concept.objects.get(scheme="role", key="peer_worker")
        Membership.objects.create(circle=team, person=bruno, role=role)
        be_in(network, bruno, room_for=2)
    found = worked_out(network, claire, team)
    assert len(suggested(found)) == 2
    assert all("Bruno" in two for two in suggested(found))


def test_ten_thousand_people_with_one_word_in_common_are_all_met(db: None) -> None:
    with hats.system("test"):
        street = vocabulary.concept_by_key("experience", "street").id
    size = 10_000
    told = [
        Facet(person_id=who, kind="experience", concept_id=street, audience=3)
        for who in range(size)
    ]
    known = Known(7, list(range(size)), [1] * size, [3] * size, told, [], [], [])
    found = solve.best_pairs(known, telling=lambda part: None)
    assert len({who for pair in found.pairs for who in pair}) == size
    assert len(found.pairs) == size // 2
    assert found.hints == []
