"""Weights: who may choose them, what is tried before, what the answers do to them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.matching.bounds import BOUNDS
from entrepairs.pairs.learning import learn_weights
from entrepairs.pairs.models import Invitation, PredictedScore, Refusal, Wish
from entrepairs.pairs.tests.deferred import deferred_predictions, run_predictions
from entrepairs.people.models import Affiliation, Facet, Person
from entrepairs.rounds import command
from entrepairs.rounds import weight_actions as weights
from entrepairs.rounds.weight_preview import preview_weights
from entrepairs.suggestions import refresh
from entrepairs.suggestions.models import LearningFigures, Outcome, Weights, WeightsChange
from entrepairs.suggestions.tests.found import names

As = Callable[[Person], Client]
DEFAULTS = {name: bound.default for name, bound in BOUNDS.items()}


@pytest.fixture
def address(network: Any) -> str:
    return f"/organisations/{network.escale.key}/matching-settings/"


def sent(**values: Any) -> dict[str, Any]:
    return {**DEFAULTS, "learning": "nothing", "once": uuid4(), **values}


def test_only_who_coordinates_has_these_pages(as_person: As, network: Any, address: str) -> None:
    for name, person in network.people.items():
        for path in (address, address + "learnt/", address + "reset/"):
            assert as_person(person).get(path).status_code == (200 if name == "Claire" else 404)


def test_a_coordinator_chooses_and_the_order_follows(
    as_person: As, claire: Person, amel: Person, network: Any, address: str, someone: Any, tell: Any
) -> None:
    for kind, key in (("experience", "diabetes"), ("need", "walk"), ("offer", "coffee")):
        tell(amel, kind, key)
    someone("Lived it", experience=["diabetes"])
    someone("Brings it", offer=["walk"], need=["coffee"])
    first = names(amel)[0]
    other = {"Lived it": {"shared": 0, "exchange": 5}, "Brings it": {"shared": 5, "exchange": 0}}[
        first
    ]
    assert as_person(claire).post(address, sent(**other)).status_code == 302
    assert names(amel)[0] != first
    with hats.person(claire.pk):
        change = WeightsChange.objects.get()
    assert (change.by_id, change.how, change.values["shared"]) == (
        claire.pk,
        "hand",
        other["shared"],
    )
    text = as_person(claire).get(address).content.decode()
    assert "Claire" in text
    assert as_person(claire).post(address + "reset/", {"once": uuid4()}).status_code == 302
    assert names(amel)[0] == first


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "-3", "99", ""])
def test_what_is_no_number_or_out_of_bounds_is_refused(
    as_person: As, claire: Person, address: str, value: str
) -> None:
    assert as_person(claire).post(address, sent(shared=value)).status_code == 422
    with hats.person(claire.pk):
        assert Weights.objects.count() == 1


def test_something_has_to_count(as_person: As, claire: Person, address: str) -> None:
    nothing = dict.fromkeys(("shared", "exchange", "road", "times", "near"), 0)
    assert as_person(claire).post(address, sent(**nothing)).status_code == 422


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0, 6.0])
def test_the_database_refuses_it_too(network: Any, value: float) -> None:
    with hats.system("test"), pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Weights.objects.create(organisation=network.escale, shared=value)


def crowd(network: Any, someone: Any, number: int) -> list[Person]:
    people = [
        someone(
            f"P{n}",
            experience=["diabetes" if n % 3 else "street"],
            need=["walk"],
            offer=["coffee", "walk"][: 1 + n % 2],
        )
        for n in range(number)
    ]
    with hats.system("test"):
        Affiliation.objects.bulk_create(
            [Affiliation(person=person, organisation=network.escale) for person in people]
        )
    refresh.refresh_index()
    return people


def test_what_would_change_is_told_in_figures_of_eleven_people_or_not_at_all(
    as_person: As, claire: Person, network: Any, address: str, someone: Any
) -> None:
    crowd(network, someone, 10)
    assert preview_weights(network.escale.pk, DEFAULTS, DEFAULTS) is None
    text = as_person(claire).post(address, sent(shared=0, **{"try": "1"})).content.decode()
    assert "Fewer than 11 people" in text
    crowd(network, someone, 14)
    same = preview_weights(network.escale.pk, DEFAULTS, DEFAULTS)
    assert same is not None
    assert (same.people, same.kept, same.first_changes) == (
        20,
        100,
        0,
    )  # 24 would tell how many wishes are not to be seen
    other = preview_weights(network.escale.pk, DEFAULTS, DEFAULTS | {"shared": 0})
    assert other is not None
    assert other.kept is not None
    assert other.kept < 100
    text = as_person(claire).post(address, sent(shared=0, **{"try": "1"})).content.decode()
    assert "There are at least 20 people" in text
    assert "24" not in text.split("<main")[1].split("</section>")[0]
    assert not any(f">P{n}<" in text for n in range(24))
    with hats.person(claire.pk):
        assert Weights.objects.count() == 1  # nothing is saved yet


def learns(network: Any, how: str = "suggest") -> None:
    with hats.system("test"):
        Weights.objects.create(organisation=network.escale, learning=how)


def test_an_invitation_keeps_its_parts_only_where_answers_teach(
    amel: Person, network: Any, wish: Any, someone: Any, invite: Any
) -> None:
    wish(amel, room_for=5)
    invite(amel, someone("Before", experience=["street"]))
    learns(network)
    since = invite(amel, someone("Since", experience=["street"]))
    assert deferred_predictions() == [since.pk]
    for _ in range(2):  # a job may be done twice
        run_predictions()
    with hats.system("test"):
        assert [row.organisation_id for row in PredictedScore.objects.all()] == [network.escale.pk]


def test_a_no_that_was_said_and_an_answer_that_never_came_are_the_same(
    amel: Person, network: Any, wish: Any, someone: Any, invite: Any, accept: Any
) -> None:
    learns(network)
    wish(amel, room_for=5)
    people = [someone(name, experience=["street"]) for name in ("Silent", "No", "Yes")]
    _silent, no, yes = (invite(amel, person) for person in people)
    for number in range(4):  # with them eleven people and more, all of L’Escale
        by = someone(f"By {number}")
        with hats.system("test"):
            Affiliation.objects.create(person=by, organisation=network.escale)
        invite(by, someone(f"To {number}", experience=["street"]))
    run_predictions()
    with hats.person(people[1].pk):
        Refusal.objects.create(invitation=no, person=people[1])
    accept(people[2], yes)
    learn_weights()
    with hats.system("test"):
        assert not Outcome.objects.exists()  # none has ended
        long_ago = timezone.now() - timedelta(days=200)
        Invitation.objects.update(made_at=long_ago, expires_at=long_ago + timedelta(days=21))
        Invitation.objects.filter(pk=yes.pk).update(accepted_at=long_ago)
    learn_weights()
    with hats.system("test"):
        assert not PredictedScore.objects.exists()
        kept = [
            {k: v for k, v in row.items() if k != "id"}
            for row in Outcome.objects.order_by("what").values()
        ]
    assert [row["what"] for row in kept] == [*[0] * 6, 1]
    assert all(row == kept[0] for row in kept[:6])  # not a trace of which was which
    assert not {"person", "invitation", "by", "to", "at"} & set(kept[0])


def test_an_organisation_that_learns_no_more_keeps_no_answer(
    amel: Person, network: Any, wish: Any, someone: Any, invite: Any
) -> None:
    learns(network)
    wish(amel)
    invite(amel, someone("Silent", experience=["street"]))
    run_predictions()
    answers(network, 60)
    with hats.system("test"):
        long_ago = timezone.now() - timedelta(days=200)
        Invitation.objects.update(made_at=long_ago, expires_at=long_ago + timedelta(days=21))
        Weights.objects.update(learning=Weights.Learning.NOTHING)
    learn_weights()
    with hats.system("test"):
        assert [kept.objects.count() for kept in (PredictedScore, Outcome, LearningFigures)] == [
            0,
            0,
            0,
        ]


def test_a_few_answers_are_not_counted(
    as_person: As, claire: Person, network: Any, address: str, capsys: Any
) -> None:
    learns(network)
    answers(network, 3)
    learn_weights()
    command.print_figures("")
    assert "Answers known: fewer than 11." in capsys.readouterr().out
    assert "3 answers" not in as_person(claire).get(address + "learnt/").content.decode()


def answers(network: Any, count: int, *, lean: str = "shared") -> None:
    parts = dict.fromkeys(("shared", "to_a", "to_b", "road", "times", "near"), 0.3)
    with hats.system("test"):
        Outcome.objects.bulk_create(
            Outcome(
                organisation=network.escale,
                month=timezone.now().date().replace(day=1),
                same_facility=False,
                what=int(n % 3 > 0),
                score=0.2 + 0.3 * (n % 3 > 0),
                **parts | {lean: 0.8 if n % 3 else 0.1},
            )
            for n in range(count)
        )


def test_nothing_is_learnt_from_fewer_than_two_hundred(network: Any) -> None:
    learns(network)
    answers(network, 199)
    learn_weights()
    with hats.system("test"):
        assert Weights.objects.get(organisation=network.escale).suggested is None
        assert LearningFigures.objects.get().answers == 199


def test_what_the_answers_tell_is_not_told_answer_by_answer(network: Any) -> None:
    learns(network)
    answers(network, 60)
    learn_weights()
    for more, told in ((10, 60), (1, 71)):
        answers(network, more)
        learn_weights()
        with hats.system("test"):
            found = LearningFigures.objects.get()
        assert (found.answers, sum(one["pairs"] for one in found.bins)) == (told, told)


def test_a_suggestion_is_inside_the_bounds_and_waits_for_a_coordinator(
    as_person: As, claire: Person, network: Any, address: str
) -> None:
    learns(network)
    answers(network, 400)
    learn_weights()
    with hats.system("test"):
        own = Weights.objects.get(organisation=network.escale)
    assert own.values == DEFAULTS
    assert own.suggested["shared"] > DEFAULTS["shared"]
    assert all(bound.least <= own.suggested[name] <= bound.most for name, bound in BOUNDS.items())
    assert "The answers suggest" in as_person(claire).get(address).content.decode()
    as_person(claire).post(address + "answer/", {"answer": "yes", "once": uuid4()})
    with hats.system("test"):
        now = Weights.objects.get(organisation=network.escale)
        assert (now.values, now.suggested) == ({name: own.suggested[name] for name in BOUNDS}, None)
        assert WeightsChange.objects.get().how == "accepted"


def test_what_was_set_aside_does_not_come_back_and_no_answer_teaches_twice(
    as_person: As, claire: Person, network: Any, address: str
) -> None:
    learns(network)
    answers(network, 400)
    learn_weights()
    as_person(claire).post(address + "answer/", {"answer": "no", "once": uuid4()})
    learn_weights()
    answers(network, 199)
    learn_weights()
    with hats.system("test"):
        assert Weights.objects.get(organisation=network.escale).suggested is None
    answers(network, 1)
    learn_weights()
    with hats.system("test"):
        assert Weights.objects.get(organisation=network.escale).suggested is not None


def test_who_chose_it_has_them_changed_every_night(network: Any) -> None:
    learns(network, "change")
    answers(network, 400)
    learn_weights()
    with hats.system("test"):
        assert Weights.objects.get(organisation=network.escale).shared > DEFAULTS["shared"]
        change = WeightsChange.objects.get()
    assert (change.how, change.by_id) == ("learnt", None)


def test_the_page_shows_who_waited_how_long_but_nothing_of_fewer_than_eleven(
    as_person: As, claire: Person, network: Any, address: str, someone: Any
) -> None:
    learns(network)
    people = crowd(network, someone, 36)
    with hats.system("test"):
        Facet.objects.create(
            person=people[0], kind="experience", concept_id=_concept("deafness"), audience=4
        )
        Wish.objects.update(made_at=timezone.now() - timedelta(days=40))
    answers(network, 60)
    learn_weights()
    text = as_person(claire).get(address + "learnt/").content.decode()
    assert "living with an illness" in text
    assert "disab" not in text  # one person alone
    assert "<svg" in text
    assert "Do better matches bring more yeses?" in text


def _concept(key: str) -> int:
    from entrepairs.vocabulary import queries as vocabulary

    return vocabulary.concept_by_key("experience", key).id


def test_the_pages_make_few_queries(
    as_person: As, claire: Person, address: str, queries: Any
) -> None:
    client = as_person(claire)
    for path in (address, address + "learnt/"):
        client.get(path)
        with queries() as made:
            client.get(path)
        assert len(made) <= 10


def test_a_change_made_twice_is_one(network: Any, claire: Person) -> None:
    once = uuid4()
    from entrepairs.ledger.actions import AlreadyDone

    with hats.person(claire.pk):
        weights.choose_weights(
            organisation=network.escale, values=DEFAULTS, learning="nothing", once=once, by=claire
        )
        with pytest.raises(AlreadyDone):
            weights.choose_weights(
                organisation=network.escale,
                values=DEFAULTS,
                learning="nothing",
                once=once,
                by=claire,
            )
