"""Who reads what: two readers each, evenly, never somebody's own. A pure function."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

EACH = 2


def share(
    submissions: Sequence[int],
    readers: Sequence[int],
    given: Mapping[int, Collection[int]],
    never: Collection[tuple[int, int]],
    each: int = EACH,
) -> list[tuple[int, int]]:
    """New pairs (submission, reader). Those that few can read are given first; then whoever has least to read is asked.

    `given`: who reads it already. `never`: who must not, for whatever reason.
    """
    load = Counter(reader for those in given.values() for reader in those)
    allowed = {
        one: [r for r in readers if r not in given.get(one, ()) and (one, r) not in never]
        for one in submissions
    }
    found = []
    for one in sorted(submissions, key=lambda number: (len(allowed[number]), number)):
        wanted = max(each - len(given.get(one, ())), 0)
        turn = {reader: (order + one) % len(readers) for order, reader in enumerate(readers)}
        chosen = sorted(allowed[one], key=lambda reader: (load[reader], turn[reader]))[:wanted]
        load.update(chosen)
        found += [(one, reader) for reader in chosen]
    return found
