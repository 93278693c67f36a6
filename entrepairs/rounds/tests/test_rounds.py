"""A round: opened, worked out, read, released; and nobody in it who has not said so."""

import threading
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.pairs.actions import invitations
from entrepairs.pairs.models import Invitation, Refusal, RoundOptIn, Wish
from entrepairs.people.models import Affiliation, Block, Circle, Facet, Membership, Person
from entrepairs.rounds import actions, solve, worker
from entrepairs.rounds.load import Known
from entrepairs.rounds.models import Suggestion
from entrepairs.rounds.tests.making import (
    Join,
    again,
    asked,
    be_in,
    join,
    joins,
    opened,
    released,
    says_yes,
    suggested,
    waits_for,
    worked_out,
)
from entrepairs.tests.committed import as_superuser, committed
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Concept

__all__ = ["committed", "join"]
STREET = {"experience": ["street"]}


def test_two_people_are_invited_and_are_peers_once_both_said_yes(
    network: Any, claire: Person, join: Join
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    found = worked_out(network, claire)
    assert found.state == "ready"
    assert suggested(found) == {frozenset(("Nora", "Ines"))}
    assert waits_for(nora) == []
    assert released(found, claire).state == "released"
    assert suggested(found) == set()
    assert says_yes(nora) is None
    circle = says_yes(ines)
    assert circle is not None
    assert circle.organisation_id == network.escale.pk
    with hats.person(nora.pk):
        assert set(
            Membership.objects.filter(circle=circle).values_list("person__name", flat=True)
        ) == {"Nora", "Ines"}
        assert not Wish.objects.filter(person=nora, closed_at=None).exists()


def test_nobody_learns_of_the_other_s_answer_before_both_said_yes(
    network: Any, claire: Person, join: Join
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    released(worked_out(network, claire), claire)
    before = [(p.by_id, p.yes_at) for p in waits_for(ines)]
    says_yes(nora)
    assert [(p.by_id, p.yes_at) for p in waits_for(ines)] == before
    for person in (ines, claire):
        with hats.person(person.pk):
            assert not Deed.objects.filter(by_person=nora.pk).exists()
            assert not Invitation.objects.filter(to=nora).exists()
            assert not Notice.objects.filter(kind="yes").exists()


def test_a_no_to_a_round_is_silent_and_a_yes_can_be_taken_back(
    network: Any, claire: Person, join: Join
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    released(worked_out(network, claire), claire)
    says_yes(nora)
    (hers,) = waits_for(nora)
    with hats.person(nora.pk):
        invitations.refuse_invitation(invitation=hers, once=uuid4(), by=nora)
    assert says_yes(ines) is None
    assert says_yes(nora) is not None


def test_who_invites_one_whom_a_round_invited_and_who_said_yes_is_their_peer(
    network: Any, claire: Person, join: Join
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    released(worked_out(network, claire), claire)
    says_yes(nora)
    with hats.person(ines.pk):
        assert invitations.invite(to=nora, words="", once=uuid4(), by=ines).circle is not None


def test_only_those_who_said_so_and_whose_wish_stands_are_in_a_round(
    network: Any, claire: Person, join: Join
) -> None:
    join("Nora", **STREET)
    not_said, no_wish, left, paused = (
        join(name, **STREET) for name in ("Ines", "Lou", "Max", "Sam")
    )
    with hats.system("test"):
        RoundOptIn.objects.filter(person=not_said).delete()
        Wish.objects.filter(person=no_wish).update(closed_at="2026-01-01T00:00Z")
        Affiliation.objects.filter(person=left).delete()
        Person.objects.filter(pk=paused.pk).update(paused_at="2026-01-01T00:00Z")
    assert suggested(worked_out(network, claire)) == set()


def test_what_was_told_to_fewer_than_the_organisation_changes_nothing(
    network: Any, claire: Person
) -> None:
    for name in ("Nora", "Ines"):
        joins(network, name, audience=2, language=["ar"] if name == "Nora" else ["fr"])
    found = worked_out(network, claire)
    assert (
        len(suggested(found)) == 1
    )  # no language is told to the organisation: none keeps anybody apart


@pytest.mark.parametrize(
    "what",
    ["block", "no language", "no time", "a limit on times", "peers", "invited", "no lately"],
)
def test_what_must_hold_is_asked_before(
    network: Any, claire: Person, join: Join, what: str
) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    keep_apart(what, nora, ines)
    assert suggested(worked_out(network, claire)) == set()


@pytest.mark.parametrize(
    "what",
    [
        "block",
        "no language",
        "no time",
        "a limit on times",
        "peers",
        "invited",
        "no lately",
        "paused",
        "closed",
        "left",
    ],
)
def test_and_again_when_it_is_released(network: Any, claire: Person, join: Join, what: str) -> None:
    nora, ines = join("Nora", **STREET), join("Ines", **STREET)
    lou, max = join("Lou", language=["br"]), join("Max", language=["br"])
    with hats.system("test"):
        for person in (nora, ines):
            tells(person, "language", "fr")
    found = worked_out(network, claire)
    keep_apart(what, nora, ines)
    assert suggested(found) == {frozenset(("Nora", "Ines")), frozenset(("Lou", "Max"))}
    assert released(found, claire).state == "released"
    assert asked(found) == {("Lou", "Max"), ("Max", "Lou")}
    assert waits_for(lou)
    assert waits_for(max)


def tells(person: Person, kind: str, key: str) -> None:
    Facet.objects.create(
        person=person, kind=kind, concept=Concept.objects.get(scheme=kind, key=key), audience=4
    )


def keep_apart(what: str, one: Person, other: Person) -> None:
    with hats.system("test"):
        if what == "block":
            Block.objects.create(person=one, blocked=other)
        elif what == "no language":
            Facet.objects.filter(person__in=[one, other], kind="language").delete()
            tells(one, "language", "ar")
            tells(other, "language", "br")
        elif what == "no time":
            for person, slots in ((one, 1), (other, 2)):
                Facet.objects.create(person=person, kind="availability", slots=slots, audience=3)
        elif what == "a limit on times":  # who has it told no times, and shows it to nobody
            limit = vocabulary.concept_by_key("limit", "no_evenings").id
            Facet.objects.create(person=one, kind="limit", concept_id=limit, audience=0)
            Facet.objects.create(person=other, kind="availability", slots=0b100_100, audience=3)
        elif what == "peers":
            pair = Circle.objects.create(kind="pair")
            for person in (one, other):
                Membership.objects.create(circle=pair, person=person)
        elif what == "invited":
            Invitation.objects.create(by=one, to=other, expires_at="2100-01-01T00:00Z")
        elif (
            what == "no lately"
        ):  # said on the last day: less than six months ago, though invited before that
            now = timezone.now()
            before = {"made_at": now - timedelta(days=191), "expires_at": now - timedelta(days=170)}
            old = Invitation.objects.create(by=one, to=other, **before)
            Refusal.objects.create(invitation=old, person=other)
            Refusal.objects.update(at=now - timedelta(days=171))
        elif what == "paused":
            Person.objects.filter(pk=one.pk).update(paused_at="2026-01-01T00:00Z")
        elif what == "closed":
            Wish.objects.filter(person=one).update(closed_at="2026-01-01T00:00Z")
        else:
            Affiliation.objects.filter(person=one).delete()


def test_nobody_is_invited_to_more_people_than_they_have_room_for(
    network: Any, claire: Person, join: Join
) -> None:
    nora = join("Nora", room_for=2, **STREET)
    for name in ("Ines", "Lou"):
        join(name, limit=["no_phone"], **STREET)
    found = worked_out(network, claire)
    with hats.system("test"):
        Wish.objects.filter(person=nora).update(room_for=1)
    kept = suggested(found)
    released(found, claire)
    assert len([who for who, _about in asked(found) if who == "Nora"]) == min(1, len(kept))


def test_what_is_set_aside_is_not_released_and_can_be_put_back(
    network: Any, claire: Person, join: Join
) -> None:
    for name in ("Nora", "Ines", "Lou", "Max"):
        join(name, **STREET)
    found = worked_out(network, claire)
    with hats.person(claire.pk):
        one, other = Suggestion.objects.all()
        for which in (one, other):
            actions.leave_suggestion_out(suggestion=which, once=uuid4(), by=claire)
        actions.put_suggestion_back(suggestion=one, once=uuid4(), by=claire)
        names = {one.one.name, one.other.name}
    released(found, claire)
    assert {who for who, _about in asked(found)} == names


def test_what_is_set_aside_stays_so_when_it_is_worked_out_again(
    network: Any, claire: Person, join: Join
) -> None:
    """Another coordinator, whose page is old, has it worked out: who was set aside is not released
    for that."""
    for name in ("Nora", "Ines", "Lou", "Max"):
        join(name, language=["br" if name in {"Nora", "Ines"} else "ar"])
    found = worked_out(network, claire)
    with hats.person(claire.pk):
        line = next(
            one
            for one in Suggestion.objects.all()
            if {one.one.name, one.other.name} == {"Nora", "Ines"}
        )
        actions.leave_suggestion_out(suggestion=line, once=uuid4(), by=claire)
    released(again(found, claire), claire)
    assert asked(found) == {("Lou", "Max"), ("Max", "Lou")}


def test_what_is_set_aside_while_a_round_is_released_is_not_released(committed: Network) -> None:
    """A coordinator sets a line aside, not yet saved; another releases, and waits for her."""
    for number in range(4):
        joins(committed, f"P{number}", **STREET)
    claire = committed.people["Claire"]
    found = worked_out(committed, claire)
    with hats.system("test"):
        one = Suggestion.objects.filter(round=found).order_by("pk")[0]

    def release() -> None:
        released(found, claire)
        connection.close()

    late = threading.Thread(target=release)
    with transaction.atomic():
        with hats.person(claire.pk):
            actions.leave_suggestion_out(suggestion=one, once=uuid4(), by=claire)
        late.start()
        late.join(1)
    late.join()
    with hats.system("test"):
        assert Invitation.objects.filter(round_id=found.pk).count() == 2


def test_a_second_round_of_an_organisation_is_refused_while_one_stands(
    network: Any, claire: Person
) -> None:
    first = opened(network, claire)
    with pytest.raises(NotPossible):
        opened(network, claire)
    with hats.person(claire.pk):
        actions.cancel_round(round=first, once=uuid4(), by=claire)
    assert opened(network, claire).state == "open"


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


def test_the_person_who_stops_coordinating_releases_nothing(
    network: Any, claire: Person, david: Person, join: Join
) -> None:
    join("Nora", **STREET)
    join("Ines", **STREET)
    found = worked_out(network, claire)
    with hats.system("test"):
        Affiliation.objects.filter(person=claire, organisation=network.escale).update(
            coordinator=False
        )
    with pytest.raises(NotPossible), hats.person(claire.pk):
        actions.release_round(round=found, once=uuid4(), by=claire)
    assert asked(found) == set()
    with hats.system("test"):
        Affiliation.objects.filter(person=david, organisation=network.escale).update(
            coordinator=True
        )
    assert released(found, david).state == "released"


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
    killed("entrepairs.rounds.actions.notices.tell", lambda: released(found, claire))
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
