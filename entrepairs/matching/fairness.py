"""For whom rounds work: how many wait how long, by what they lived through or where they live, never fewer than eleven."""

from dataclasses import dataclass

import numpy as np

from entrepairs.matching.programme import Bools, Ints, NotUsable
from entrepairs.matching.weights import LEAST_TOLD

OTHERS = -1


@dataclass(frozen=True, slots=True)
class Group:
    """People of one group, in a round. None: it would tell of fewer than eleven."""

    group: int  # OTHERS: groups too small to be shown, together
    people: int
    met: float | None  # the share of them
    waited: float | None  # median days, of all
    met_waited: float | None  # median days, of those met
    still_waiting: float | None  # median days, of the others


def fairness(group: Ints, waiting: Ints, met: Bools) -> list[Group]:
    """By group (int64[k], >= 0), for people who waited `waiting` days (int64[k]); a person with several words is there
    several times, once a group at most. The largest group first.

    Groups of fewer than eleven are shown together; were they all together fewer than eleven, the smallest of the others
    joins them, so that nothing comes out by subtraction from the whole.
    """
    if not group.shape == waiting.shape == met.shape or (group < 0).any() or (waiting < 0).any():
        raise NotUsable("each person needs a group, days of waiting, and whether they were met")
    names, which, sizes = np.unique(group, return_inverse=True, return_counts=True)
    order = np.lexsort((names, -sizes))
    shown = [place for place in order if sizes[place] >= LEAST_TOLD]
    hidden = sizes.sum() - sizes[shown].sum()
    while shown and 0 < hidden < LEAST_TOLD:
        hidden += sizes[shown.pop()]
    rest = ~np.isin(which, shown)
    found = [_group(int(names[place]), waiting[which == place], met[which == place]) for place in shown]
    return found + ([_group(OTHERS, waiting[rest], met[rest])] if hidden >= LEAST_TOLD else [])


def _group(name: int, waiting: Ints, met: Bools) -> Group:
    """A share tells of those met and of those not: both are none, or eleven at least."""
    some = [int(met.sum()), int((~met).sum())]
    share = None if any(0 < number < LEAST_TOLD for number in some) else some[0] / len(met)
    hidden = share is None
    return Group(
        name,
        len(met),
        share,
        _median(waiting),
        None if hidden else _median(waiting[met]),
        None if hidden else _median(waiting[~met]),
    )


def _median(days: Ints) -> float | None:
    return float(np.median(days)) if len(days) >= LEAST_TOLD else None
