"""Networks for the tests: of pairs of letters, of any size, and drawn at random."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from entrepairs.observatory.networks import Links, merge_links


def network(*acts: tuple[str, str, float], people: str = "") -> Links:
    """Of acts such as ("a", "b", 30): a person for each letter, those of `people` too."""
    letters = sorted(
        {letter for one, other, _amount in acts for letter in (one, other)} | {*people}
    )
    told = [(letters.index(one), letters.index(other), amount) for one, other, amount in acts]
    return of_lines(len(letters), told)


def of_lines(people: int, lines: Sequence[tuple[int, int, float]]) -> Links:
    told = np.array(lines, float).reshape(-1, 3)
    return merge_links(people, told[:, 0].astype(int), told[:, 1].astype(int), told[:, 2])


def drawn(people: int, share: float, seed: int, returned: float = 0.0) -> Links:
    """Each pair with this chance, and again so many of them returned, of 15 to 60 minutes."""
    rng = np.random.default_rng(seed)
    there = rng.random((people, people)) < share
    there |= there.T & (rng.random((people, people)) < returned)
    giver, receiver = np.nonzero(there)
    return merge_links(
        people, giver, receiver, rng.choice(np.array([15.0, 30.0, 60.0]), len(giver))
    )


@st.composite
def networks(draw: st.DrawFn) -> Links:
    people = draw(st.integers(2, 12))
    person = st.integers(0, people - 1)
    line = st.tuples(person, person, st.sampled_from([0.0, 15.0, 30.0, 45.0]))
    return of_lines(people, draw(st.lists(line, max_size=40)))
