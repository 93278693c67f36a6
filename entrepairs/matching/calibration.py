"""Calibration: what answers teach, and how what was predicted compares with what came.

Weights move a little, inside their bounds, from two hundred answers on, never for one person.

An answer is a yes, a silent no, or two people who met again. Intervals are Wilson's (1927).
"""

from dataclasses import dataclass, replace

import numpy as np

from entrepairs.core.small_counts import LEAST
from entrepairs.matching.bounds import BOUNDS
from entrepairs.matching.problem import Bools, Floats, Ints, NotUsable
from entrepairs.matching.score import Components
from entrepairs.matching.weights import Weights

ENOUGH = 200  # answers before anything is learnt
STEP = 0.1  # of the width of its bounds: how far a weight moves at most in one update
PULL = (
    20.0  # how much the present weights hold: as if that many answers had said that they are right
)
LEARNT = ("shared", "exchange", "road", "times", "near", "same_facility")
NO, YES, MET_AGAIN = 0, 1, 2
Z = 1.959964  # 95 %


def update_weights(weights: Weights, components: Components, answers: Ints) -> Weights:
    """Weights after these answers (int64[k] of NO, YES, MET_AGAIN) to pairs with these components.
    The same weights when there are fewer than ENOUGH, or nothing to learn from them because all are
    the same.

    A logistic regression held near the present weights: who met again counts twice as a yes.
    """
    x = np.stack(
        [
            components.exchange(weights) if name == "exchange" else getattr(components, name)
            for name in LEARNT
        ],
        axis=1,
    )
    if len(answers) != len(x) or not np.isin(answers, (NO, YES, MET_AGAIN)).all():
        raise NotUsable("there must be one answer a pair: no, yes, or met again")
    if not np.isfinite(x).all():
        raise NotUsable("a part of a score is not a number")
    yes, count = answers > NO, np.where(answers == MET_AGAIN, 2.0, 1.0)
    if len(answers) < ENOUGH or yes.all() or not yes.any():
        return weights
    before = np.array([getattr(weights, name) for name in LEARNT])
    base, scale = _fit_logistic((x @ before)[:, None], yes, count, np.array([1.0]), pull=1.0)
    if scale[0] <= 0:  # better scores were not answered better: nothing to lean on
        return weights
    _, after = _fit_logistic(
        x, yes, count, before * scale[0], pull=PULL / float(scale[0]) ** 2, base=base
    )
    return replace(weights, **_keep_in_bounds(before, after / scale[0]))


def _keep_in_bounds(before: Floats, after: Floats) -> dict[str, float]:
    found = {}
    for name, old, new in zip(LEARNT, before.tolist(), after.tolist(), strict=True):
        low, high = BOUNDS[name].least, BOUNDS[name].most
        most = STEP * (high - low)
        found[name] = round(min(max(new, old - most, low), old + most, high), 3)
    return found


def _fit_logistic(
    x: Floats, yes: Bools, count: Floats, prior: Floats, *, pull: float, base: float = 0.0
) -> tuple[float, Floats]:
    """(constant, slopes) of a logistic regression by Newton's method, the slopes held near `prior`.
    A step that would make the answers less likely is halved: whole, it may jump to and fro for
    ever."""
    wide = np.column_stack([np.ones(len(x)), x])
    held = np.diag([1e-6, *[pull] * x.shape[1]])
    goal = np.concatenate([[base], prior])
    at = goal.copy()

    def likely(here: Floats) -> float:
        at_all = wide @ here
        return float(
            count @ (yes * at_all - np.logaddexp(0, at_all))
            - (here - goal) @ held @ (here - goal) / 2
        )

    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(wide @ at, -30, 30)))
        slope = wide.T @ (count * (yes - chance)) - held @ (at - goal)
        curve = (wide.T * (count * chance * (1 - chance))) @ wide + held
        step = np.clip(np.linalg.solve(curve, slope), -5, 5)
        while likely(at + step) < likely(at) and np.abs(step).max() >= 1e-9:
            step = step / 2
        at = at + step
        if np.abs(step).max() < 1e-9:
            break
    return float(at[0]), at[1:]


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose scores lie together: what was predicted and what came, with its interval."""

    low: float
    high: float
    pairs: int
    predicted: float
    observed: float
    interval: tuple[float, float]


def calibrate_bins(predicted: Floats, yes: Bools, bins: int = 10) -> list[Bin]:
    """Predicted chances (float64[k], 0 to 1) against answers, in at most `bins` bins of equal
    width. A bin of fewer than eleven yes or no, but none, is drawn together with the next, so that
    no figure tells of fewer; nothing when all of them together are too few."""
    if predicted.shape != yes.shape or not np.isfinite(predicted).all():
        raise NotUsable("there must be one answer for each prediction, and each a number")
    which = np.clip((predicted * bins).astype(np.int64), 0, bins - 1)
    groups: list[tuple[int, int]] = []  # first bin, first bin after
    first = 0
    for last in range(1, bins + 1):
        inside = (which >= first) & (which < last)
        if _has_enough(yes[inside]):
            groups.append((first, last))
            first = last
    while groups and first < bins and ((which >= first) & (which < bins)).any():
        begin, _ = groups.pop()
        inside = which >= begin
        if _has_enough(yes[inside]):
            groups.append((begin, bins))
            break
        first = begin
    return [
        _make_bin(predicted, yes, (which >= low) & (which < high), low / bins, high / bins)
        for low, high in groups
    ]


def _has_enough(yes: Bools) -> bool:
    return int(yes.sum()) >= LEAST and int((~yes).sum()) >= LEAST


def _make_bin(predicted: Floats, yes: Bools, inside: Bools, low: float, high: float) -> Bin:
    pairs, came = int(inside.sum()), int(yes[inside].sum())
    return Bin(
        low,
        high,
        pairs,
        float(predicted[inside].mean()),
        came / pairs,
        wilson_interval(came, pairs),
    )


def wilson_interval(came: int, of: int) -> tuple[float, float]:
    """The interval in which a share lies, 19 times in 20."""
    share, squared = came / of, Z * Z / of
    middle = (share + squared / 2) / (1 + squared)
    half = Z / (1 + squared) * float(np.sqrt(share * (1 - share) / of + squared / (4 * of)))
    return max(0.0, middle - half), min(1.0, middle + half)
