"""The seven questions as indicators: pure functions over what people did, each with two poles.

No pole is praised. Each takes sums over people (float64[..., columns], in the order of its
columns) and gives float64[...], nan where it is not defined, so that the same function serves the
figure and its interval (`intervals.bootstrap_people`). Definitions: the seed of the project, as
worked out in docs/decisions/0048.
"""

import numpy as np

from entrepairs.matching.problem import Floats


def _ratio(part: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _balance(one: Floats, other: Floats) -> Floats:
    return _ratio(one - other, one + other)


def function_policy_balance(sums: Floats) -> Floats:
    """FPB, from -1 (all hours on tasks that a programme set) to 1 (all on what peers defined).

    Columns: hours of peers on what peers defined, hours on what a programme set.
    """
    return _balance(sums[..., 0], sums[..., 1])


def influence_direction(sums: Floats) -> Floats:
    """ID, from -1 to 1. Columns: subjects of peers that changed a decision; actions of an
    institution that peers carried out with no part in the decision."""
    return _balance(sums[..., 0], sums[..., 1])


def recognition_activation_gap(sums: Floats) -> Floats:
    """RAG, R - A, from -1 to 1. R: share of contributions with a recognition; A: share of
    assignments that somebody else requires. Columns: recognised, contributions, required,
    assignments."""
    return _ratio(sums[..., 0], sums[..., 1]) - _ratio(sums[..., 2], sums[..., 3])


def additionality(sums: Floats) -> Floats:
    """AD, from 0 to 1: of the people supported, those who found a kind, a time or a place of
    support that they say they had not otherwise. Columns: those, people supported."""
    return _ratio(sums[..., 0], sums[..., 1])


def cost_shift(sums: Floats, reference_wage: float) -> Floats:
    """CSI, S (1 - P), from 0 (no shift) to 1 (work of professionals done unpaid).

    S: share of hours on tasks that were a professional's; P: mean pay of an hour over the wage of
    reference (both in the same money), at most 1. Columns: hours on such tasks, hours, pay.
    Raises ValueError for a wage that is not above 0.
    """
    if not reference_wage > 0:
        raise ValueError("the wage of reference is above 0")
    paid = np.minimum(1, _ratio(sums[..., 2], sums[..., 1]) / reference_wage)
    found: Floats = _ratio(sums[..., 0], sums[..., 1]) * (1 - paid)
    return found


def challenge_factors(sums: Floats) -> tuple[Floats, Floats]:
    """Challenges per 100 decisions, and the share of them answered with reasons: told apart too.

    Columns: challenges, decisions, challenges answered with reasons.
    """
    often: Floats = 100 * _ratio(sums[..., 0], sums[..., 1])
    return often, _ratio(sums[..., 2], sums[..., 0])


def challenge_capacity(sums: Floats) -> Floats:
    """CC, the product of both factors, from 0. Not defined without challenges: nobody can say how
    they would have been answered. Columns as of `challenge_factors`."""
    often, answered = challenge_factors(sums)
    return often * answered


def evenness(sums: Floats) -> Floats:
    """E, entropy of the columns over that of equal ones: 0 where all is in one, 1 where they are
    alike."""
    shares = _ratio(sums, sums.sum(-1)[..., None])
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(shares > 0, -shares * np.log(shares), 0.0 * shares)
    found: Floats = each.sum(-1) / np.log(max(sums.shape[-1], 2))
    return found


def standardisation(sums: Floats) -> Floats:
    """SI, ((1 - E) + G) / 2, from 0 (many ways in, none required) to 1 (one way, required of all).

    E: entropy of the ways people learnt, over that of as many people in each (so from 0 to 1, and
    0 where there is one way only); G: share of assignments that require a credential. Columns:
    assignments that do, assignments, then people by each way, none and self-organised among them.
    """
    gates = _ratio(sums[..., 0], sums[..., 1])
    found: Floats = (1 - evenness(sums[..., 2:]) + gates) / 2
    return found
