"""Exact matching in a general graph: most people met, then longest waits (Edmonds, 1965).

Each person stands for as many places as they have room; only the first place is worth anything (the
person is met). The sets of places that pairs can fill are the independent sets of a matroid, so an
answer is best as soon as no empty place can be exchanged for a fuller or a lighter one along an
alternating path: searched from the heaviest empty place down. A search that fails has shown all it
met to be of no use to lighter ones, which skip it: together they read each pair a bounded number of
times.
"""

import heapq
from collections import deque
from collections.abc import Sequence

import numpy as np

from entrepairs.matching.problem import Bools, Ints

NOBODY = -1


class Places:
    """The places of everybody, and who is paired with whom, as lists: the searches are short and
    many."""

    def __init__(self, a: Ints, b: Ints, chosen: Bools, room: Ints, weight: Ints) -> None:
        """weight: int64[n], what meeting each person is worth, > 0. Places beyond the first weigh
        nothing."""
        people = len(room)
        both, ends = np.concatenate([a, b]), np.concatenate([b, a])
        order = np.argsort(both, kind="stable")
        starts = np.searchsorted(both[order], np.arange(people + 1))
        room = np.minimum(room, np.diff(starts))
        self.near = ends[order]  # turned into a list where a search goes: nearly nowhere
        self.near_start: list[int] = starts.tolist()
        self.start: list[int] = np.concatenate([[0], np.cumsum(room)]).tolist()
        self.person: list[int] = np.repeat(np.arange(people), room).tolist()
        self.mate = [NOBODY] * len(self.person)
        self.dead = bytearray(len(self.person))
        heavy = np.zeros(len(self.person), np.int64)
        first = np.cumsum(room) - room
        heavy[first[room > 0]] = weight[room > 0]
        self.weight: list[int] = heavy.tolist()
        self._seat(a[chosen].tolist(), b[chosen].tolist())

    def _seat(self, a: Sequence[int], b: Sequence[int]) -> None:
        free = self.start[:-1].copy()
        for x, y in zip(a, b, strict=True):
            self.mate[free[x]], self.mate[free[y]] = free[y], free[x]
            free[x] += 1
            free[y] += 1

    def empty(self) -> list[tuple[int, int]]:
        """The places worth something that nobody fills, the heaviest first: (-weight, place), a
        heap."""
        return sorted(
            (-weight, place)
            for place, (mate, weight) in enumerate(zip(self.mate, self.weight, strict=True))
            if mate == NOBODY and weight
        )

    def pairs(self) -> list[tuple[int, int]]:
        """Who is paired with whom, each pair once, the lower first."""
        people = self.person
        return sorted(
            {
                (people[p], people[q])
                for p, q in enumerate(self.mate)
                if q != NOBODY and people[p] < people[q]
            }
        )


class Search:
    """One search from an empty place, growing a tree of alternating paths; loops of odd length are
    drawn together."""

    def __init__(self, places: Places, root: int) -> None:
        self.places, self.root = places, root
        self.before: dict[int, int] = {}  # from a place reached without a pair, the one before it
        self.even = {root}
        self.base: dict[int, int] = {}
        self.queue = deque([root])

    def run(self) -> int:
        """Fills the root's place, if need be by emptying a lighter one, which is returned; NOBODY
        when none has to be emptied, and the root itself when nothing can be done."""
        places = self.places
        start, near, near_start, mate = places.start, places.near, places.near_start, places.mate
        while self.queue:
            place = self.queue.popleft()
            who = places.person[place]
            for other in near[near_start[who] : near_start[who + 1]].tolist():
                for to in range(start[other], start[other + 1]):
                    if places.dead[to] or mate[place] == to:
                        continue
                    lighter = self._step(place, to)
                    if lighter is not None:
                        return lighter
        self._bury()
        return self.root

    def _step(self, place: int, to: int) -> int | None:
        if to in self.even:
            if self._base(to) != self._base(place):
                return self._draw_together(place, to)
        elif to not in self.before:
            self.before[to] = place
            if self.places.mate[to] == NOBODY:
                self._flip(to)
                return NOBODY
            return self._reach(self.places.mate[to])
        return None

    def _reach(self, place: int) -> int | None:
        """A place that could be emptied for the root's sake: done when it is lighter."""
        self.even.add(place)
        if self.places.weight[place] < self.places.weight[self.root]:
            end = self.places.mate[place]
            self.places.mate[place] = NOBODY
            self._flip(end)
            return place
        self.queue.append(place)
        return None

    def _flip(self, end: int) -> None:
        """Exchanges what is paired and what is not, from `end` back to the root."""
        mate = self.places.mate
        while end != NOBODY:
            partner = self.before[end]
            following = mate[partner]
            mate[end], mate[partner] = partner, end
            end = following

    def _base(self, place: int) -> int:
        base = self.base
        while (up := base.get(place, place)) != place:
            base[place] = base.get(up, up)
            place = up
        return place

    def _draw_together(self, x: int, y: int) -> int | None:
        """A loop of odd length: each place in it can now be reached both ways."""
        common = self._common(x, y)
        (one, bases), (other, others) = self._around(x, common, y), self._around(y, common, x)
        for base in bases | others:
            if base != common:
                self.base[base] = common
        for place in one + other:
            lighter = self._reach(place)
            if lighter is not None:
                return lighter
        return None

    def _common(self, x: int, y: int) -> int:
        """Where the ways from two places to the root join."""
        seen, mate = set(), self.places.mate
        x = self._base(x)
        while True:
            seen.add(x)
            if x == self.root or mate[x] == NOBODY:
                break
            x = self._base(self.before[mate[x]])
        y = self._base(y)
        while y not in seen:
            y = self._base(self.before[mate[y]])
        return y

    def _around(self, place: int, common: int, child: int) -> tuple[list[int], set[int]]:
        """One side of a loop, from `place` up: which places can now be emptied too, and the bases
        drawn together."""
        mate, fresh, bases = self.places.mate, [], set()
        while (base := self._base(place)) != common:
            odd = mate[place]
            bases |= {base, self._base(odd)}
            self.before[place] = child
            child = odd
            if odd not in self.even:
                fresh.append(odd)
            place = self.before[odd]
        return fresh, bases

    def _bury(self) -> None:
        """Nothing lighter, nothing empty: no search from a lighter place gains by coming here."""
        dead = self.places.dead
        for place in self.even:
            dead[place] = True
        for place in self.before:
            dead[place] = True


def fill_heaviest(places: Places) -> None:
    """Fills the places so that the people met, then their weights, are the most there can be."""
    waiting = places.empty()
    while waiting:
        _, root = heapq.heappop(waiting)
        if places.mate[root] != NOBODY:  # filled by another's search
            continue
        emptied = Search(places, root).run()
        if emptied not in (NOBODY, root) and places.weight[emptied]:
            heapq.heappush(waiting, (-places.weight[emptied], emptied))
