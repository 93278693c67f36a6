"""What answers teach, and for whom rounds work."""

import ast
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from entrepairs.matching import calibration, fairness
from entrepairs.matching.bounds import BOUNDS
from entrepairs.matching.calibration import MET_AGAIN, NO, YES
from entrepairs.matching.problem import NotUsable
from entrepairs.matching.score import Components
from entrepairs.matching.weights import Weights

NAMES = ("shared", "to_a", "to_b", "road", "times", "near", "same_facility")


def answers(
    number: int, *, by: str = "shared", seed: int = 1
) -> tuple[Components, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Pairs, and answers that depend on one part alone."""
    chance = np.random.default_rng(seed)
    components = Components(**{name: chance.random(number) for name in NAMES})
    return components, np.where(chance.random(number) < getattr(components, by), YES, NO)


def test_nothing_is_learnt_from_fewer_than_two_hundred_answers() -> None:
    assert calibration.update_weights(Weights(), *answers(199)) == Weights()


def test_what_was_answered_well_counts_more_and_no_weight_moves_far_or_out_of_its_bounds() -> None:
    weights = Weights()
    for seed in range(12):
        before, weights = (
            weights,
            calibration.update_weights(weights, *answers(600, by="shared", seed=seed)),
        )
        for name, bound in BOUNDS.items():
            low, high = bound.least, bound.most
            assert low <= getattr(weights, name) <= high
            assert abs(getattr(weights, name) - getattr(before, name)) <= 0.1 * (high - low) + 1e-9
    assert weights.shared / weights.most > Weights().shared / Weights().most
    assert weights.exchange < Weights().exchange


@pytest.mark.parametrize("steep", [2.0, 6.0])
def test_what_was_answered_as_the_score_foretold_changes_next_to_nothing(steep: float) -> None:
    """However often one says yes, and however much the score matters: what is learnt is how the
    components compare."""
    weights = Weights()
    for seed in range(5):
        components, _ = answers(600, seed=seed)
        chance = 1 / (1 + np.exp(-steep * (components.score(weights) - 0.6)))
        said = np.where(np.random.default_rng(seed).random(600) < chance, YES, NO)
        after = calibration.update_weights(weights, components, said)
        for name, bound in BOUNDS.items():
            low, high = bound.least, bound.most
            assert abs(getattr(after, name) - getattr(weights, name)) < 0.08 * (high - low), name
        assert after.shared + after.exchange == pytest.approx(6, abs=0.3)


def test_meeting_again_counts_more_than_a_yes() -> None:
    components, said = answers(600)
    again = np.where((said == YES) & (components.near > 0.5), MET_AGAIN, said)
    assert (
        calibration.update_weights(Weights(), components, again).near
        > calibration.update_weights(Weights(), components, said).near
    )


def test_when_all_answers_are_the_same_there_is_nothing_to_learn() -> None:
    components, said = answers(300)
    assert calibration.update_weights(Weights(), components, np.zeros_like(said)) == Weights()


def test_answers_that_are_no_answers_are_refused() -> None:
    components, said = answers(300)
    with pytest.raises(NotUsable, match="one answer a pair"):
        calibration.update_weights(Weights(), components, said + 5)
    with pytest.raises(NotUsable, match="not a number"):
        calibration.update_weights(
            Weights(), Components(**{name: np.full(300, np.nan) for name in NAMES}), said
        )


def test_what_was_predicted_lies_in_the_interval_of_what_came() -> None:
    chance = np.random.default_rng(3)
    predicted = chance.random(5_000)
    bins = calibration.calibrate_bins(predicted, chance.random(5_000) < predicted)
    assert sum(each.pairs for each in bins) == 5_000
    assert (
        sum(each.interval[0] <= each.predicted <= each.interval[1] for each in bins)
        >= len(bins) - 1
    )


def test_no_bin_tells_of_fewer_than_eleven_yes_or_no() -> None:
    chance = np.random.default_rng(4)
    for number in (5, 30, 60, 200):
        predicted = chance.random(number) ** 3
        yes = chance.random(number) < 0.4
        bins = calibration.calibrate_bins(predicted, yes)
        assert sum(each.pairs for each in bins) in (0, number)
        for each in bins:
            came = round(each.observed * each.pairs)
            assert came >= 11
            assert each.pairs - came >= 11


def test_the_interval_of_a_share() -> None:
    """Newcombe (1998), table I: 81 of 263."""
    low, high = calibration.wilson_interval(81, 263)
    assert low == pytest.approx(0.2553, abs=1e-4)
    assert high == pytest.approx(0.3662, abs=1e-4)


def test_groups_and_their_waits() -> None:
    group, waiting = np.repeat([1, 2], 40), np.arange(80)
    found = fairness.waits_of_groups(np.arange(80), group, waiting, np.arange(80) % 2 > 0)
    assert [(each.group, each.people, each.met, each.waited) for each in found] == [
        (1, 40, 0.5, 19.5),
        (2, 40, 0.5, 59.5),
    ]
    assert found[0].met_waited == 20.0
    assert found[0].still_waiting == 19.0


def test_groups_of_fewer_than_eleven_are_shown_together_and_come_out_by_no_subtraction() -> None:
    def groups(*sizes: int) -> list[tuple[int, int]]:
        group = np.repeat(np.arange(len(sizes)), sizes)
        n = len(group)
        found = fairness.waits_of_groups(
            np.arange(n), group, np.zeros(n, np.int64), np.zeros(n, bool)
        )
        return [(each.group, each.people) for each in found]

    assert groups(20, 6, 7) == [(0, 20), (fairness.OTHERS, 13)]
    assert groups(20, 15, 3) == [(0, 20), (fairness.OTHERS, 18)]
    assert groups(15, 3) == [(fairness.OTHERS, 18)]
    assert groups(5, 3) == []
    assert groups() == []


def test_a_share_is_hidden_when_it_would_tell_of_few_people_met_or_not_met() -> None:
    met = np.arange(30) < 3
    for some in (met, ~met):
        (only,) = fairness.waits_of_groups(
            np.arange(30), np.zeros(30, np.int64), np.arange(30), some
        )
        assert only.met is None
        assert only.met_waited is None
        assert only.still_waiting is None


def test_the_others_are_people_not_words() -> None:
    """Four people who tell three rare things each are four, not twelve."""
    person, group = np.repeat(np.arange(4), 3), np.tile(np.arange(3), 4)
    few, none = np.zeros(4, np.int64), np.zeros(4, bool)
    assert fairness.waits_of_groups(person, group, few, none) == []
    person, group = (
        np.concatenate([person, np.arange(4, 24)]),
        np.concatenate([group, np.full(20, 9)]),
    )
    found = fairness.waits_of_groups(person, group, np.zeros(24, np.int64), np.zeros(24, bool))
    assert [(each.group, each.people) for each in found] == [(fairness.OTHERS, 24)]


def test_who_is_in_no_group_comes_out_by_no_subtraction() -> None:
    def groups(inside: int, of: int) -> list[tuple[int, int]]:
        who, days = np.arange(inside), np.zeros(of, np.int64)
        found = fairness.waits_of_groups(who, np.zeros(inside, np.int64), days, np.zeros(of, bool))
        return [(each.group, each.people) for each in found]

    assert groups(25, 30) == [(fairness.OTHERS, 30)]
    assert groups(19, 30) == [(0, 19), (fairness.OTHERS, 11)]
    assert groups(30, 30) == [(0, 30)]


def test_no_share_comes_out_by_subtraction_from_that_of_all() -> None:
    """Thirty in one place, fifteen of them met; fifteen in another, five of them met: twenty of all
    were met."""
    met = np.arange(45) < 15
    met[30:35] = True
    found = fairness.waits_of_groups(
        np.arange(45), np.repeat([0, 1], [30, 15]), np.zeros(45, np.int64), met
    )
    assert [(each.people, each.met) for each in found] == [(30, None), (15, None)]


MAY_IMPORT = ("entrepairs.matching", "entrepairs.core.small_counts")  # the one privacy threshold


def test_the_kernel_knows_neither_django_nor_any_other_room() -> None:
    folder = Path(calibration.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert not name.startswith("django")
                assert not name.startswith("entrepairs") or name.startswith(MAY_IMPORT)


def test_what_the_web_uses_of_the_kernel_loads_no_numpy() -> None:
    """Limits, distances and bounds."""
    check = (
        "import sys; from entrepairs.matching import bounds, distances, limits;"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
