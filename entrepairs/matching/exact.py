"""Integer programming by HiGHS: the best scores of a small network, once who is met is known."""

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from entrepairs.matching.local_search import Network
from entrepairs.matching.problem import Bools, Floats, Ints

LARGEST = 3_000  # possible pairs that are still open: some hundreds of people, a few seconds
NODES = 20  # where it gives up: a number of steps, not of seconds, so that each run gives the same


def best_scores(
    network: Network, chosen: Bools, days: Ints, open_pairs: Bools
) -> tuple[Bools, int] | None:
    """The pairs (bool[m]) with the highest sum of gains among those that meet as many people, who
    have waited as long (`days`: int64[n]), as `chosen` does; and the sum that none passes. Pairs
    that are not open (bool[m]) stay as they are. None when it is too large, or not decided in time.
    """
    free = np.flatnonzero(open_pairs)
    if len(free) > LARGEST:
        return None
    fixed = chosen & ~open_pairs
    if not len(free):
        return chosen, int(network.gain[chosen].sum())
    people, matrix, least, most, cost = _build_model(network, chosen, days, free)
    integral = np.concatenate([np.ones(len(free)), np.zeros(people)])
    everybody = bool((network.degrees(chosen)[network.room > 0] > 0).all())
    lowest = np.concatenate([np.zeros(len(free)), np.full(people, float(everybody))])
    result = milp(
        cost,
        constraints=LinearConstraint(matrix, least, most),
        integrality=integral,
        bounds=Bounds(lowest, 1),
        options={"mip_rel_gap": 0.0, "node_limit": NODES},
    )
    if result.x is None or result.mip_dual_bound is None:
        return None
    found = fixed.copy()
    found[free] = result.x[: len(free)] > 0.5
    return found, int(np.floor(-result.mip_dual_bound + 0.01)) + int(network.gain[fixed].sum())


def _build_model(
    network: Network, chosen: Bools, days: Ints, free: Ints
) -> tuple[int, sparse.csr_array, Floats, Floats, Floats]:
    """Unknowns: whether each free pair is made, then whether each person who could be met by one
    is. Rows: nobody passes their room; nobody is met without a pair; as many are met, who have
    waited as long."""
    already = network.degrees(chosen) - np.bincount(
        np.concatenate([network.a[free], network.b[free]]),
        np.tile(chosen[free], 2),
        len(network.room),
    ).astype(np.int64)
    who, ends = np.unique(np.concatenate([network.a[free], network.b[free]]), return_inverse=True)
    n, m = len(who), len(free)
    touching = sparse.csr_array((np.ones(2 * m), (ends, np.tile(np.arange(m), 2))), shape=(n, m))
    met = network.degrees(chosen)[who] > 0
    matrix = sparse.vstack(
        [
            sparse.hstack([touching, sparse.csr_array((n, n))]),
            sparse.hstack([touching, -sparse.eye_array(n)]),
            sparse.hstack([sparse.csr_array((2, m)), np.vstack([np.ones(n), days[who]])]),
        ],
        format="csr",
    )
    totals = np.array([met.sum(), days[who][met].sum()], float)
    least = np.concatenate([np.full(n, -np.inf), -already[who].astype(float), totals])
    most = np.concatenate([(network.room - already)[who].astype(float), np.full(n + 2, np.inf)])
    return n, matrix, least, most, np.concatenate([-network.gain[free].astype(float), np.zeros(n)])
