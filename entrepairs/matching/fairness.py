"""Fairness of rounds: waiting times by experience or place, never of fewer than eleven."""

from dataclasses import dataclass

import numpy as np

from entrepairs.core.small_counts import LEAST
from entrepairs.matching.problem import Bools, Ints, NotUsable

OTHERS = -1


@dataclass(frozen=True, slots=True)
class Group:
    """People of one group, in a round. None: it would tell of fewer than eleven."""

    group: int  # OTHERS: those in no group that is shown, together
    people: int
    met: float | None  # the share of them
    waited: float | None  # median days, of all
    met_waited: float | None  # median days, of those met
    still_waiting: float | None  # median days, of the others


def waits_of_groups(person: Ints, group: Ints, waiting: Ints, met: Bools) -> list[Group]:
    """By group (person: int64[k], group: int64[k] >= 0: who is in which) for people, by their
    place, who waited `waiting` days (int64[n]); some are in several groups, some in none. The
    largest group first.

    A group is shown when it has eleven people, and eleven or nobody are outside of it. Those in
    no group that is shown count among the others, once; were they fewer than eleven, the
    smallest group joins them. A share is shown when neither it nor what is left of the whole would
    tell of fewer than eleven people met, or not met.
    """
    _check_groups(person, group, waiting, met)
    members = _groups_shown(person, group, len(waiting))
    told = _shares_told([who for _, who in members], met)
    return [
        _make_group(name, waiting[who], met[who], tells)
        for (name, who), tells in zip(members, told, strict=True)
    ]


def _check_groups(person: Ints, group: Ints, waiting: Ints, met: Bools) -> None:
    """NotUsable when the arrays do not hold together."""
    if person.shape != group.shape or waiting.shape != met.shape:
        raise NotUsable("each person needs days of waiting, and whether they were met")
    if (group < 0).any() or (waiting < 0).any():
        raise NotUsable("a group and a number of days are never below nothing")
    if len(person) and (person.min() < 0 or person.max() >= len(waiting)):
        raise NotUsable("a group has someone who is not there")


def _groups_shown(person: Ints, group: Ints, n: int) -> list[tuple[int, Bools]]:
    """The groups that are shown, each with who is in it (bool[n]); the others last, together."""
    names, which = np.unique(group, return_inverse=True)
    # A table of groups and people: the same person may be in several groups.
    inside = np.zeros((len(names), n), bool)
    inside[which, person] = True
    sizes = inside.sum(axis=1)
    # The largest first; a group that holds nearly everybody would tell of the few outside.
    shown = [
        place
        for place in np.lexsort((names, -sizes))
        if sizes[place] >= LEAST and not _is_few(n - int(sizes[place]))
    ]
    # Too few others: the smallest group shown joins them.
    while shown and _is_few(int((~inside[shown].any(axis=0)).sum())):
        shown.pop()
    rest = ~inside[shown].any(axis=0)
    members = [(int(names[place]), inside[place]) for place in shown]
    return [*members, (OTHERS, rest)] if rest.sum() >= LEAST else members


def _is_few(number: int) -> bool:
    return 0 < number < LEAST


def _tells_of_few(met: Bools) -> bool:
    """Whether a share would tell of few who were met, or who were not."""
    return _is_few(int(met.sum())) or _is_few(int((~met).sum()))


def _shares_told(members: list[Bools], met: Bools) -> list[bool]:
    """Of which groups the share of those met is told. Where that of all may be, the groups of which
    it is not told hide each other; the last are the smallest."""
    told = [not _tells_of_few(met[who]) for who in members]
    if _tells_of_few(met):
        return told
    told = [
        tells and not _tells_of_few(met[~who]) for tells, who in zip(told, members, strict=True)
    ]
    while any(told):
        rest = ~np.any([who for tells, who in zip(told, members, strict=True) if tells], axis=0)
        if not _tells_of_few(met[rest]):
            break
        told[
            min(
                (place for place, tells in enumerate(told) if tells),
                key=lambda place: members[place].sum(),
            )
        ] = False
    return told


def _make_group(name: int, waiting: Ints, met: Bools, tells: bool) -> Group:
    return Group(
        name,
        len(met),
        float(met.mean()) if tells else None,
        _median_told(waiting),
        _median_told(waiting[met]) if tells else None,
        _median_told(waiting[~met]) if tells else None,
    )


def _median_told(days: Ints) -> float | None:
    return float(np.median(days)) if len(days) >= LEAST else None
