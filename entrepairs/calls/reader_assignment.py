"""Assignment of readers to submissions: two each, evenly, never their own. A pure function."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

EACH = 2  # readers of a submission


def assign_evenly(
    submissions: Sequence[int],
    readers: Sequence[int],
    given: Mapping[int, Collection[int]],
    never: Collection[tuple[int, int]],
    each: int = EACH,
) -> list[tuple[int, int]]:
    """New pairs (submission, reader).

    Submissions that few can read come first; for each, the readers who have least to read are
    taken.

    `given`: the readers that a submission has already. `never`: pairs that must not be, for any
    reason.
    """
    load = Counter(reader for those in given.values() for reader in those)
    allowed = {
        one: [r for r in readers if r not in given.get(one, ()) and (one, r) not in never]
        for one in submissions
    }
    found = []
    for one in sorted(submissions, key=lambda number: (len(allowed[number]), number)):
        wanted = max(each - len(given.get(one, ())), 0)
        # Among readers with as much to read, the first to be taken changes from one to the next.
        turn = {reader: (order + one) % len(readers) for order, reader in enumerate(readers)}
        chosen = sorted(allowed[one], key=lambda reader: (load[reader], turn[reader]))[:wanted]
        load.update(chosen)
        found += [(one, reader) for reader in chosen]
    return found
