"""Networks of support as arrays: who gave whom how much, in one period.

Units are minutes, or acts; people are numbers from 0. Nobody gives to themselves here: such lines
tell only that somebody is there.
"""

from dataclasses import dataclass

import numpy as np

from entrepairs.matching.problem import Floats, Ints


@dataclass(frozen=True, slots=True)
class Links:
    """One line for each ordered pair of people in which something was given, in order.

    `people` counts everybody, those too who gave and received nothing. `giver` and `receiver` are
    int64[L], `amount` and `back` float64[L]: what went along the link, and what came back (0 for
    nothing).
    """

    people: int
    giver: Ints
    receiver: Ints
    amount: Floats
    back: Floats

    def __len__(self) -> int:
        return len(self.giver)

    @property
    def given(self) -> Floats:
        """What each person gave: float64[people], in the unit of the amounts."""
        return np.bincount(self.giver, self.amount, self.people)

    @property
    def received(self) -> Floats:
        """What each person received: float64[people], in the unit of the amounts."""
        return np.bincount(self.receiver, self.amount, self.people)


def merge_links(people: int, giver: Ints, receiver: Ints, amount: Floats) -> Links:
    """The network of these acts (int64[m], int64[m], float64[m]): parallel ones are added up.

    Acts of somebody to themselves, and of no amount, are no links. Raises ValueError for a person
    out of range and for an amount that is negative or no number.
    """
    if len(giver) and not (
        0 <= min(giver.min(), receiver.min()) <= max(giver.max(), receiver.max()) < people
    ):
        raise ValueError("a person out of range")
    if not np.isfinite(amount).all() or (amount < 0).any():
        raise ValueError("an amount that is negative or no number")
    kept = (giver != receiver) & (amount > 0)
    keys, line = np.unique(giver[kept] * people + receiver[kept], return_inverse=True)
    total = np.bincount(line, amount[kept], len(keys))
    one, other = np.divmod(keys, max(people, 1))
    return Links(people, one, other, total, _amounts_of(keys, total, other * people + one))


def _amounts_of(keys: Ints, amounts: Floats, wanted: Ints) -> Floats:
    """The amount of each of the wanted keys, 0 where there is none. `keys` are in order."""
    if not len(keys):
        return np.zeros(len(wanted))
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, amounts[place], 0.0)
