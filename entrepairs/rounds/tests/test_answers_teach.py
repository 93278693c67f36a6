"""What answers teach: nothing of one answer, nothing of few, and nothing twice."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.matching.bounds import BOUNDS
from entrepairs.pairs.learning import learn_weights
from entrepairs.pairs.models import Invitation, PredictedScore, Refusal
from entrepairs.pairs.tests.deferred import deferred_predictions, run_predictions
from entrepairs.people.models import Affiliation, Person
from entrepairs.rounds import command
from entrepairs.rounds.tests.weighing import DEFAULTS, answers, learns
from entrepairs.suggestions.models import LearningFigures, Outcome, Weights, WeightsChange
from entrepairs.tests.posting import As


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
