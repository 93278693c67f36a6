"""From records to figures that may be published: pure, in the order of data/definitions.yaml.

Numbers of people and links are told by tens and values by two places, so that two publications
never differ by a number under 11 that is somebody's. A share is hidden too when 1 to 10 people are
all who are in it, or all who are not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from entrepairs.core.small_counts import LEAST, round_to_tens
from entrepairs.matching.problem import Floats
from entrepairs.observatory import intervals, reciprocity, seven, symmetry
from entrepairs.observatory.definitions import definitions
from entrepairs.observatory.models import Figure
from entrepairs.observatory.networks import Links, merge_links
from entrepairs.observatory.records import Given, Records, Share

WAYS = ("life", "peers", "work", "training")
Reason = Figure.Reason


@dataclass(frozen=True, slots=True)
class Dice:
    """Random numbers of the intervals, and how often people are drawn."""

    rng: np.random.Generator
    replicates: int = intervals.REPLICATES


@dataclass(frozen=True, slots=True)
class Counted:
    """Records of people who are counted, and how much was left out, in per cent; nothing where few
    people are behind that."""

    records: list[Share]
    left_out: int | None

    @property
    def people(self) -> list[int]:
        return sorted({person for one in self.records for person in one.people})


def is_few(people: int) -> bool:
    return 0 < people < LEAST


def leave_out(records: Iterable[Share], uncounted: frozenset[int]) -> Counted:
    """Without records of people who are not counted, and of nobody who is known."""
    kept: list[Share] = []
    left: list[Share] = []
    for one in records:
        counts = one.people and uncounted.isdisjoint(one.people)
        (kept if counts else left).append(one)
    # Who was left out beside them did not ask: few who did are not to be seen in it.
    behind = {person for one in left for person in one.people if person in uncounted}
    whole, out = (sum(one.whole for one in some) for some in (kept + left, left))
    enough = len(behind) >= LEAST or sum(not one.people for one in left) >= LEAST
    return Counted(kept, round(100 * out / whole) if enough and whole else None)


def add_up(counted: Counted, columns: int, column: Callable[[int], int]) -> Floats:
    """What each person adds: float64[people, columns], records of several shared alike."""
    place = {person: at for at, person in enumerate(counted.people)}
    sums = np.zeros((len(place), columns))
    for number, one in enumerate(counted.records):
        for person in one.people:
            sums[place[person], column(number)] += one.part / len(one.people)
    return sums


def show(
    key: str,
    value: float | None,
    drawn: Floats,
    people: int,
    *,
    links: int | None = None,
    left_out: int | None = None,
) -> Figure:
    """As it may be published: rounded, or with its reason."""
    if people < LEAST:
        return Figure(key=key, reason=Reason.FEW)
    if links is not None and links < intervals.LEAST_LINKS:
        return Figure(key=key, reason=Reason.FEW_LINKS)
    if value is None or not np.isfinite(value):
        return Figure(key=key, reason=Reason.UNDEFINED)
    between = intervals.interval_of(drawn)
    return Figure(
        key=key,
        value=_round(value),
        low=_round(between.low) if between else None,
        high=_round(between.high) if between else None,
        people=round_to_tens(people),
        links=None if links is None else round_to_tens(links),
        left_out=left_out,
    )


def _round(value: float) -> float:
    return round(float(value), 2) + 0.0


def measure_share(key: str, counted: Counted, dice: Dice) -> Figure:
    """Part over whole, drawn over people."""
    people = counted.people
    if len(people) < LEAST:
        return Figure(key=key, reason=Reason.FEW)
    parts = add_up(counted, 1, lambda number: 0)[:, 0]
    wholes = add_up(
        Counted([Share(one.people, one.whole) for one in counted.records], None), 1, lambda n: 0
    )[:, 0]
    if is_few(int((parts > 0).sum())) or is_few(int((wholes - parts > 1e-9).sum())):
        return Figure(key=key, reason=Reason.FEW)
    sums = np.column_stack([parts, wholes])
    drawn = intervals.bootstrap_people(sums, seven.additionality, dice.rng, dice.replicates)
    value = float(seven.additionality(sums.sum(0)))
    return show(key, value, drawn, len(people), left_out=counted.left_out)


def measure_evenness(
    key: str, counted: Counted, columns: Sequence[int], number: int, dice: Dice
) -> Figure:
    """How evenly these records are over so many columns."""
    people = counted.people
    if len(people) < LEAST:
        return Figure(key=key, reason=Reason.FEW)
    sums = add_up(counted, number, columns.__getitem__)
    if any(is_few(int((sums[:, column] > 0).sum())) for column in range(number)):
        return Figure(key=key, reason=Reason.FEW)
    drawn = intervals.bootstrap_people(sums, seven.evenness, dice.rng, dice.replicates)
    value = float(seven.evenness(sums.sum(0)))
    return show(key, value, drawn, len(people), left_out=counted.left_out)


def network_of(given: Sequence[Given]) -> Links:
    people = sorted({who for one in given for who in (one.giver, one.receiver)})
    place = {person: at for at, person in enumerate(people)}
    giver = np.array([place[one.giver] for one in given], int)
    receiver = np.array([place[one.receiver] for one in given], int)
    return merge_links(
        len(people), giver, receiver, np.array([one.minutes for one in given], float)
    )


def measure_network(given: Sequence[Given], left_out: int | None, dice: Dice) -> list[Figure]:
    """rho, returned minutes and concentration of what was confirmed."""
    links = network_of(given)
    if not intervals.has_enough(links.people, len(links)):
        nothing = np.empty(0)
        return [
            show(key, None, nothing, links.people, links=len(links))
            for key in ("rho", "returned_minutes", "concentration")
        ]
    drawn = intervals.bootstrap_network(links, dice.rng, dice.replicates)
    gini = intervals.bootstrap_values(links.given, symmetry.gini, dice.rng, dice.replicates)
    found = {
        "rho": (reciprocity.correlation_reciprocity(links), drawn["rho"]),
        "returned_minutes": (reciprocity.weighted_reciprocity(links), drawn["r_w"]),
        "concentration": (symmetry.gini(links.given), gini),
    }
    return [
        show(key, value, told, links.people, links=len(links), left_out=left_out)
        for key, (value, told) in found.items()
    ]


def measure_all(records: Records, dice: Dice) -> list[Figure]:
    """One figure for each definition, in their order."""
    skip = records.uncounted
    noted = [Share((one.giver, one.receiver), float(one.confirmed), 1.0) for one in records.given]
    given = [
        one for one in records.given if one.confirmed and skip.isdisjoint((one.giver, one.receiver))
    ]
    found = [
        Figure(key=one.key, reason=Reason.NOT_RECORDED)
        for one in definitions().values()
        if one.lacks
    ]
    left = leave_out(
        [share for share, one in zip(noted, records.given, strict=True) if one.confirmed], skip
    )
    found += measure_network(given, left.left_out, dice)
    found += _shares(records, noted, given, dice)
    kinds = sorted({one.kind for one in given})
    minutes = [Share((one.giver, one.receiver), one.minutes, one.minutes) for one in given]
    found.append(
        measure_evenness(
            "kinds_of_support",
            Counted(minutes, left.left_out),
            [kinds.index(one.kind) for one in given],
            records.kinds,
            dice,
        )
    )
    learned = [(who, way) for who, way in records.learned if who not in skip and way in WAYS]
    ways = Counted([Share((who,), 1.0) for who, _way in learned], None)
    columns = [WAYS.index(way) for _who, way in learned]
    found.append(measure_evenness("ways_of_learning", ways, columns, len(WAYS), dice))
    order = list(definitions())
    return sorted(found, key=lambda one: order.index(one.key))


def _shares(
    records: Records, noted: list[Share], given: Sequence[Given], dice: Dice
) -> list[Figure]:
    gave, received = {one.giver for one in given}, {one.receiver for one in given}
    both = [
        Share((who,), float(who in gave and who in received)) for who in sorted(gave | received)
    ]
    shares = {
        "confirmed": noted,
        "gave_and_received": both,
        "initiative": records.asked,
        "items_taken_up": records.taken_up,
        "answered_with_reasons": records.reasons,
        "unpaid_roles": records.roles,
        "teaching_paid": records.taught,
    }
    return [
        measure_share(key, leave_out(some, records.uncounted), dice) for key, some in shares.items()
    ]
