"""Ways of making pairs that `make bench-matching` compares.

Each takes a programme and gives positions of pairs.
"""

import sys
from collections.abc import Callable

import numpy as np

from entrepairs.matching import flow, lexicographic, one_sided, two_sided
from entrepairs.matching.problem import POINTS, Answer, Bools, Ints, Programme, in_points

type Rival = Callable[[Programme, Bools], Answer | Ints | None]


def ours_two_sided(programme: Programme, side: Bools) -> Answer:
    return two_sided.best(programme, side)


def ours_one_sided(programme: Programme, side: Bools) -> Answer:
    return one_sided.best(programme)


def solver_two_sided(programme: Programme, side: Bools) -> Ints:
    """Only what the solver needs: the arrays, and one call."""
    across = np.flatnonzero(side[programme.a] != side[programme.b])
    return across[flow.solve(two_sided.two_sides(programme, across, side))]


def solver_one_sided(programme: Programme, side: Bools) -> None:
    """Every person on both sides, with the same costs: pairs by halves, which are no answer."""
    p, gain = programme, in_points(programme.score)
    first = 3 * POINTS + 5 * p.days
    ends = np.concatenate([p.a, p.b]), np.concatenate([p.b, p.a])
    touching = np.bincount(ends[0], minlength=p.people)
    room = np.minimum(p.room, touching)
    flow.solve(flow.TwoSides(*ends, np.tile(gain, 2), room, room, first, first))


def greedy_list(programme: Programme, side: Bools) -> Ints:
    """The best pair left, again and again."""
    left = programme.room.copy()
    taken = []
    for pair in np.argsort(-programme.score, kind="stable").tolist():
        x, y = programme.a[pair], programme.b[pair]
        if left[x] > 0 and left[y] > 0:
            left[x] -= 1
            left[y] -= 1
            taken.append(pair)
    return np.array(taken, np.int64)


def greedy_two_sided(programme: Programme, side: Bools) -> Ints:
    across = np.flatnonzero(side[programme.a] != side[programme.b])
    p = programme
    only = Programme(p.key, p.room, p.waiting, p.a[across], p.b[across], p.score[across])
    return across[greedy_list(only, side)]


def gale_shapley(programme: Programme, side: Bools) -> Ints:
    """Stable pairs of one on each side, with capacities: one place stands for each room."""
    from matching.games import HospitalResident

    p = programme
    pairs = np.flatnonzero((side[p.a] != side[p.b]) & (p.room[p.a] > 0) & (p.room[p.b] > 0))
    pairs = pairs[np.argsort(-p.score[pairs], kind="stable")]
    workers: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    number: dict[tuple[str, str], int] = {}
    for pair in pairs.tolist():
        x, y = (p.a[pair], p.b[pair]) if side[p.a[pair]] else (p.b[pair], p.a[pair])
        for place in range(int(p.room[y])):
            worker, other = f"w{x}", f"o{y}.{place}"
            workers.setdefault(worker, []).append(other)
            others.setdefault(other, []).append(worker)
            number[worker, other] = pair
    sys.setrecursionlimit(10**7)  # the library copies its players by following who prefers whom
    rooms = {worker: int(p.room[int(worker[1:])]) for worker in workers}
    solved = HospitalResident.create_from_dictionaries(others, workers, rooms).solve()
    found = {
        number[str(worker.name), str(other.name)]
        for worker, many in solved.items()
        for other in many
    }
    return np.array(sorted(found), np.int64)


def networkx_two_sided(programme: Programme, side: Bools) -> Ints:
    """The same flow, by network simplex."""
    import networkx as nx

    p = programme
    across = np.flatnonzero(side[p.a] != side[p.b])
    first = lexicographic.firsts(p.days, p.people)
    graph = nx.DiGraph()
    graph.add_node("rest", demand=int(p.room[~side].sum() * -1 + p.room[side].sum()))
    for who in range(p.people):
        room, worker = int(p.room[who]), bool(side[who])
        graph.add_node(who, demand=-room if worker else room)
        for name, width, cost in (
            (f"last {who}", min(room, 1), int(first[who])),
            (f"more {who}", max(room - 1, 0), 0),
        ):
            graph.add_edge(who if worker else "rest", name, capacity=width, weight=cost)
            graph.add_edge(name, "rest" if worker else who, capacity=width, weight=0)
    points = in_points(p.score)
    for pair in across.tolist():
        one, other = (p.a[pair], p.b[pair]) if side[p.a[pair]] else (p.b[pair], p.a[pair])
        graph.add_edge(int(one), int(other), capacity=1, weight=-int(points[pair]), pair=pair)
    flows = nx.min_cost_flow(graph)
    return np.array(
        [d["pair"] for x, y, d in graph.edges(data=True) if "pair" in d and flows[x][y]], np.int64
    )


def networkx_one_sided(programme: Programme, side: Bools) -> Ints:
    """Blossoms over places: one for each room of a person, the first being worth more."""
    import networkx as nx

    p = programme
    graph, pair_of = nx.Graph(), {}
    first = lexicographic.firsts(p.days, 2 * p.people)
    points = in_points(p.score)
    for pair in range(len(p.a)):
        x, y = int(p.a[pair]), int(p.b[pair])
        for i in range(int(p.room[x])):
            for j in range(int(p.room[y])):
                weight = (
                    int(points[pair])
                    + (int(first[x]) if i == 0 else 0)
                    + (int(first[y]) if j == 0 else 0)
                )
                graph.add_edge((x, i), (y, j), weight=weight)
                pair_of[(x, y)] = pair
    taken = {tuple(sorted((u[0], v[0]))) for u, v in nx.max_weight_matching(graph)}
    return np.array(
        sorted(pair_of[ends] if ends in pair_of else pair_of[ends[::-1]] for ends in taken),
        np.int64,
    )


FORMS: dict[str, dict[str, Rival]] = {
    "two-sided": {
        "ours": ours_two_sided,
        "the solver alone": solver_two_sided,
        "a greedy list": greedy_two_sided,
        "Gale–Shapley": gale_shapley,
        "NetworkX": networkx_two_sided,
    },
    "one-sided": {
        "ours": ours_one_sided,
        "the solver alone": solver_one_sided,
        "a greedy list": greedy_list,
        "NetworkX": networkx_one_sided,
    },
}
