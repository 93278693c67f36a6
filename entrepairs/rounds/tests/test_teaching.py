"""What a round teaches: outcomes without anybody in them, and figures of waiting times."""

import re
from datetime import timedelta
from typing import Any

import click
import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.pairs.learning import learn_weights
from entrepairs.pairs.models import Invitation, PredictedScore, Wish
from entrepairs.people.models import Person
from entrepairs.rounds import command, worker
from entrepairs.rounds.actions import rounds as actions
from entrepairs.rounds.models import PredictedSuggestion, Round
from entrepairs.rounds.tests.making import Join, again, join, released, says_yes, worked_out
from entrepairs.suggestions.models import Outcome, Weights
from entrepairs.vocabulary.models import Place

__all__ = ["join"]
STREET = {"experience": ["street"]}
DAYS_AGO = timedelta(days=200)


@pytest.fixture
def learning(network: Any) -> None:
    with hats.system("test"):
        Weights.objects.create(organisation=network.escale, learning=Weights.Learning.SUGGEST)


def join_many(join: Join, count: int) -> list[Person]:
    return [join(f"P{number:02}", **STREET) for number in range(count)]


def four(join: Join) -> list[Person]:
    return join_many(join, 4)


def ended(round: Round) -> None:
    with hats.system("test"):
        long_ago = timezone.now() - DAYS_AGO
        invitations = Invitation.objects.filter(round_id=round.pk)
        invitations.update(made_at=long_ago, expires_at=long_ago + timedelta(days=21))
        invitations.filter(accepted_at__isnull=False).update(accepted_at=long_ago)


def test_each_pair_that_a_round_asked_becomes_one_answer(
    network: Any, claire: Person, join: Join, learning: None
) -> None:
    people = join_many(join, 12)
    round = released(worked_out(network, claire), claire)
    with hats.system("test"):
        assert all(
            0 < one.score <= 1 and 0 < one.shared < 1 for one in PredictedScore.objects.all()
        )
        kept = PredictedScore.objects.select_related("invitation__by", "invitation__to").exclude(
            invitation=None
        )
        asked = [(one.invitation.by, one.invitation.to) for one in kept if one.invitation]
    assert len(asked) == 6
    first, second = asked[0]
    assert says_yes(first) is None
    assert says_yes(second) is not None
    silent = next(one for one in people if one.pk not in (first.pk, second.pk))
    says_yes(silent)  # the other never answers
    ended(round)
    learn_weights()
    with hats.system("test"):
        answers = sorted(Outcome.objects.values_list("what", flat=True))
        assert answers == [*[Outcome.What.NO] * 5, Outcome.What.YES]
        assert not PredictedScore.objects.exists()


def test_answers_are_learnt_from_once_eleven_people_gave_them(
    network: Any, claire: Person, join: Join, learning: None
) -> None:
    ten = join_many(join, 10)
    ended(released(worked_out(network, claire), claire))
    learn_weights()
    with hats.system("test"):
        assert (Outcome.objects.count(), PredictedScore.objects.count()) == (0, 5)
        Wish.objects.filter(person__in=ten).update(closed_at=timezone.now())
    for name in ("Q1", "Q2"):
        join(name, **STREET)
    ended(released(worked_out(network, claire), claire))
    learn_weights()
    with hats.system("test"):
        assert (Outcome.objects.count(), PredictedScore.objects.count()) == (6, 0)


def test_answers_of_fewer_people_are_not_kept_longer_than_those_that_are_learnt_from(
    network: Any, claire: Person, join: Join, learning: None
) -> None:
    four(join)
    round = released(worked_out(network, claire), claire)
    ended(round)
    learn_weights()
    with hats.system("test"):
        assert PredictedScore.objects.count() == 2
        long_ago = timezone.now() - timedelta(days=760)
        Invitation.objects.filter(round_id=round.pk).update(
            made_at=long_ago, expires_at=long_ago + timedelta(days=21)
        )
    learn_weights()
    with hats.system("test"):
        assert (Outcome.objects.count(), PredictedScore.objects.count()) == (0, 0)


def test_what_is_set_aside_or_worked_out_again_or_cancelled_teaches_nothing(
    network: Any, claire: Person, join: Join, learning: None
) -> None:
    four(join)
    round = again(worked_out(network, claire), claire)
    with hats.person(claire.pk):
        actions.leave_suggestion_out(
            suggestion=round.suggestions.order_by("pk")[0], once=None, by=claire
        )
    with hats.system("test"):
        assert PredictedSuggestion.objects.count() == 2
    released(round, claire)
    with hats.system("test"):
        assert PredictedScore.objects.count() == 1
        assert not PredictedSuggestion.objects.exists()
        Invitation.objects.all().delete()
    other = worked_out(network, claire)
    with hats.person(claire.pk):
        actions.cancel_round(round=other, once=None, by=claire)
    with hats.system("test"):
        assert not PredictedSuggestion.objects.exists()


def test_where_answers_teach_nothing_no_score_is_kept(
    network: Any, claire: Person, join: Join
) -> None:
    four(join)
    round = worked_out(network, claire)
    with hats.system("test"):
        assert round.suggestions.count() == 2
        assert not PredictedSuggestion.objects.exists()


def waits(round: Round) -> list[dict[str, Any]]:
    worker.measure_waits(round.pk)
    with hats.system("test"):
        found: list[dict[str, Any]] = Round.objects.get(pk=round.pk).figures["waits"]
        return found


def test_a_released_round_keeps_who_had_waited_how_long_by_what_they_lived_through_and_by_place(
    network: Any, claire: Person, join: Join
) -> None:
    people = [join(f"P{number}", **STREET) for number in range(24)]
    join("Alone", experience=["deafness"])
    with hats.system("test"):
        Wish.objects.filter(person__in=people).update(
            made_at=timezone.now() - timedelta(days=40, hours=1)
        )
        lyon = Place.objects.order_by("pk").first()
        for person in people[:12]:
            person.facets.create(kind="place", place=lyon, radius_km=20, audience=4)
    round = released(worked_out(network, claire), claire)
    found = waits(round)
    by_place, elsewhere = [row for row in found if row["kind"] == "place"]
    assert (by_place["people"], by_place["met"], by_place["waited"]) == (10, 1.0, 40.0)  # by tens
    assert (elsewhere["group"], elsewhere["people"], elsewhere["met"]) == (
        "",
        10,
        None,
    )  # they told no place
    [of_all] = [
        row for row in found if row["kind"] == "experience"
    ]  # or the one who is alone would be told
    assert (of_all["group"], of_all["people"], of_all["met"], of_all["waited"]) == (
        "",
        20,
        None,
        40.0,
    )


def test_coordinators_and_the_administrator_read_for_whom_the_last_rounds_worked(
    network: Any, claire: Person, join: Join, as_person: Any, capsys: Any
) -> None:
    for number in range(12):
        join(f"P{number}", **STREET)
    round = released(worked_out(network, claire), claire)
    address = f"/organisations/{network.escale.key}/matching-settings/learnt/"
    assert "Latest matching rounds" not in as_person(claire).get(address).content.decode()
    waits(round)
    for page in (address, round.path):
        text = as_person(claire).get(page).content.decode()
        assert "Received a suggestion" in text
        assert re.search(r">10</td>\s*<td class=.figure.>100", text)
    command.print_figures("")
    assert (
        "at least 10 people, were proposed someone: 100 %; half had waited 0 days at most"
        in capsys.readouterr().out
    )
    with pytest.raises(click.ClickException, match=r"Organisations here: .*L’Escale"):
        command.print_figures("You have not blocked anyone")


def test_a_round_that_is_not_released_is_not_measured(
    network: Any, claire: Person, join: Join
) -> None:
    four(join)
    round = worked_out(network, claire)
    worker.measure_waits(round.pk)
    with hats.system("test"):
        assert "waits" not in Round.objects.get(pk=round.pk).figures
