"""The mirror: what was given and received, told to those concerned. Pure functions, no tables.

Everywhere, an amount w_ij is the confirmed minutes that i brought to j in the period; `Amounts`
maps (i, j), i ≠ j, to w_ij ≥ 0, and a pair that is absent brought nothing. Formulas and sources:
reference on symmetry and reciprocity of support networks (Squartini, Picciolo, Ruzzenenti &
Garlaschelli 2013, https://doi.org/10.1038/srep02729, for the weighted reciprocity; Fyrand 2010,
https://pmc.ncbi.nlm.nih.gov/articles/PMC2943076/, for why a balance is not a debt). Nothing here
ranks anybody: a balance is shown to its person, as words and a bar.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Amounts = Mapping[tuple[int, int], float]
NEARLY_EVEN = 0.15  # a balance this small is told as "about as much"
LEAST_DRAWN = 3  # noted meetings: what fewer say is an accident, and no picture
LEAST_RUN = 2  # months that lean one way before it is told


class Flow(Protocol):
    """What one person brought to another, or to a group as a whole (a number below nought): minutes
    of one kind (a concept's id) in one month (its first day), all confirmed."""

    @property
    def giver(self) -> int: ...
    @property
    def receiver(self) -> int: ...
    @property
    def kind(self) -> int: ...
    @property
    def month(self) -> dt.date: ...
    @property
    def minutes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Two:
    """The same count for me and for the others, in its own unit."""

    mine: int = 0
    theirs: int = 0

    @property
    def total(self) -> int:
        return self.mine + self.theirs

    @property
    def share(self) -> float | None:
        """Mine over all, between 0 and 1. None when there is nothing."""
        return self.mine / self.total if self.total else None

    @property
    def mine_percent(self) -> float:
        return 100 * (self.share or 0)

    @property
    def theirs_percent(self) -> float:
        """What is left to 100 of mine as it is shown: the two of a page add up."""
        return 100 - round(self.mine_percent) if self.total else 0

    @property
    def turned(self) -> "Two":
        """The same, seen by the other."""
        return Two(self.theirs, self.mine)


@dataclass(frozen=True, slots=True)
class Month:
    """Minutes given and received in one month, of which `first` is the first day."""

    first: dt.date
    minutes: Two = Two()

    @property
    def given(self) -> int:
        return self.minutes.mine

    @property
    def received(self) -> int:
        return self.minutes.theirs


@dataclass(frozen=True, slots=True)
class Turn:
    """The month from which what was given and received leans the other way, and which way since."""

    first: dt.date
    leaning: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """One person's picture: minutes, minutes of each kind (a concept's id), most first, and of each
    month, the earliest first; `noted`: in how many meetings."""

    minutes: Two = Two()
    kinds_given: tuple[tuple[int, int], ...] = ()
    kinds_received: tuple[tuple[int, int], ...] = ()
    months: tuple[Month, ...] = ()
    noted: int = 0
    reciprocity: float | None = None
    starts: Two | None = None
    held: int = 0
    planned: int = 0
    peers: int = field(default=0)

    @property
    def balance(self) -> float | None:
        return balance_of(self.minutes.mine, self.minutes.theirs)

    @property
    def reciprocity_percent(self) -> float:
        return 100 * (self.reciprocity or 0)

    @property
    def leaning(self) -> str:
        return leaning_of(self.minutes)

    @property
    def drawn(self) -> bool:
        return self.noted >= LEAST_DRAWN

    @property
    def turn(self) -> Turn | None:
        return find_turn(self.months)


def leaning_of(minutes: Two) -> str:
    """The balance as one of four words: nothing, even, given, received."""
    lean = balance_of(minutes.mine, minutes.theirs)
    if lean is None:
        return "nothing"
    if abs(lean) <= NEARLY_EVEN:
        return "even"
    return "given" if lean > 0 else "received"


def find_turn(months: Sequence[Month]) -> Turn | None:
    """Where the last months lean one way and all before them the other; None when they do not.

    The last months: those up to today of which none leans another way, at least LEAST_RUN of which
    lean.
    """
    leanings = [leaning_of(month.minutes) for month in months]
    last = next((lean for lean in reversed(leanings) if lean != "nothing"), "nothing")
    if last not in {"given", "received"}:
        return None
    start = len(leanings)
    while start and leanings[start - 1] in {last, "nothing"}:
        start -= 1
    while start < len(leanings) and leanings[start] == "nothing":
        start += 1
    before = [month.minutes for month in months[:start]]
    earlier = Two(sum(two.mine for two in before), sum(two.theirs for two in before))
    if leanings[start:].count(last) < LEAST_RUN or leaning_of(earlier) in {last, "even", "nothing"}:
        return None
    return Turn(months[start].first, last)


def balance_of(given: float, received: float) -> float | None:
    """b = (given - received) / (given + received): -1 only receives, +1 only gives, None when
    nothing was brought.

    In any one unit, as it divides away. ValueError on a negative amount.
    """
    if given < 0 or received < 0:
        raise ValueError("an amount is never negative")
    total = given + received
    return (given - received) / total if total else None


def sum_amounts(flows: Iterable[Flow]) -> dict[tuple[int, int], int]:
    """w_ij in minutes, over all kinds. ValueError when one brings to oneself."""
    found: dict[tuple[int, int], int] = defaultdict(int)
    for flow in flows:
        if flow.giver == flow.receiver:
            raise ValueError("nobody brings something to themselves")
        found[flow.giver, flow.receiver] += flow.minutes
    return dict(found)


def weighted_reciprocity(found: Amounts) -> float | None:
    """r_w = sum of min(w_ij, w_ji) / sum of w_ij, both over ordered pairs: the share of what was
    brought that came back.

    Between 0 (nothing came back from where it went) and 1 (each received from each other as much as
    they gave them). None when nothing was brought. Source: Squartini et al. 2013.
    """
    total = sum(found.values())
    if not total:
        return None
    returned = sum(min(amount, found.get((j, i), 0)) for (i, j), amount in found.items())
    return returned / total


def mirror_of_flows(me: int, flows: Iterable[Flow]) -> Mirror:
    """My picture from what I brought and was brought; what others brought to each other is left
    out."""
    mine = [flow for flow in flows if me in (flow.giver, flow.receiver)]
    found = sum_amounts(mine)
    given: dict[int, int] = defaultdict(int)
    received: dict[int, int] = defaultdict(int)
    for flow in mine:
        (given if flow.giver == me else received)[flow.kind] += flow.minutes
    return Mirror(
        minutes=Two(sum(given.values()), sum(received.values())),
        kinds_given=_most_first(given),
        kinds_received=_most_first(received),
        months=_by_month(me, mine),
        reciprocity=weighted_reciprocity(found),
        peers=len({who for two in found for who in two if who > 0} - {me}),
    )


def _most_first(kinds: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))


def _by_month(me: int, mine: Iterable[Flow]) -> tuple[Month, ...]:
    found: dict[dt.date, list[int]] = defaultdict(lambda: [0, 0])
    for flow in mine:
        found[flow.month][flow.giver != me] += flow.minutes
    return tuple(Month(first, Two(*ways)) for first, ways in sorted(found.items()))


def fill_months(months: Iterable[Month], since: dt.date, until: dt.date) -> tuple[Month, ...]:
    """The same, with every month from that of `since` to that of `until`, empty ones too."""
    known = {month.first: month for month in months}
    first, last = since.replace(day=1), max([until, *known])
    filled = []
    while first <= last:
        filled.append(known.get(first) or Month(first))
        first = (first + dt.timedelta(days=32)).replace(day=1)
    return tuple(filled)
