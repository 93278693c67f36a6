"""Hints for those whom a round leaves out: the smallest change of their own that would help."""

from collections.abc import Iterator

import numpy as np

from entrepairs.ledger.models import Audience
from entrepairs.matching import why
from entrepairs.matching.candidates import Edges
from entrepairs.matching.hard_constraints import Missing, missing_constraints
from entrepairs.matching.people_arrays import EVERY_TIME, EVERYBODY_HERE, People
from entrepairs.matching.problem import Bools, Ints
from entrepairs.rounds import arrays
from entrepairs.rounds.load import ForOne, Known
from entrepairs.rounds.models import Hint
from entrepairs.suggestions.limits import limits_of, mask_times
from entrepairs.vocabulary import queries as vocabulary

Change = Hint.Change
HELPS = {
    why.Change.HALF_DAY: Change.TIME,
    why.Change.DISTANCE: Change.REACH,
    why.Change.LANGUAGE: Change.LANGUAGE,
    why.Change.NEXT_ROUND: Change.TURN,
}

LOOKED_AT = 200  # others, for each limit


def find_hints(known: Known, people: People, edges: Edges, met: Bools) -> Iterator[ForOne]:
    """One for each who is not met: there are people for them who met others, or what would help."""
    near = np.zeros(people.size, bool)
    near[edges.a] = near[edges.b] = True
    for who in np.flatnonzero(near & ~met).tolist():
        yield ForOne(known.people[who], Change.TURN, alone=False)
    alone = np.flatnonzero(~near & (people.room > 0))
    if not alone.size or people.size < 2:
        yield from (ForOne(known.people[who], Change.NOTHING) for who in alone.tolist())
        return
    shown = open_about_limits(known)
    found = why.explain_alone(people, alone, seed=known.seed, open_=shown)
    spoken = {place: one for one, place in arrays.number_languages(known).items()}
    limited = (found.in_the_way[Missing.LIMIT] != 0) | (found.in_the_way[Missing.TIME] != 0)
    for row, who in enumerate(alone.tolist()):
        change, what = HELPS.get(why.Change(found.change[row])), int(found.what[row])
        if change == Change.TURN:
            yield ForOne(known.people[who], change, alone=False)
        elif change == Change.LANGUAGE:
            yield ForOne(known.people[who], change, concept=spoken[what])
        elif change is not None:
            yield ForOne(known.people[who], change, amount=what)
        else:
            yield ForOne(
                known.people[who],
                *(
                    _limit_that_helps(known, people, who, shown)
                    if limited[row]
                    else (Change.NOTHING, None)
                ),
            )


def open_about_limits(known: Known) -> Bools:
    """Who tells the organisation all their limits, or has none. What would help is said of these
    alone: else it would tell one person of a limit that another hides, as where one who is a
    little too far can only be met in person."""
    hidden = {facet.person_id for facet in known.limits if facet.audience < Audience.ORGANISATIONS}
    return np.array([who not in hidden for who in known.people], bool)


def name_of_change(one: ForOne) -> str:
    """What would help, as it is counted: "limit:no_phone", "time:2" for evenings, else the change
    alone."""
    if one.change == Change.LIMIT and one.concept:
        return f"{one.change}:{vocabulary.concept(one.concept).key}"
    if one.change == Change.TIME and one.amount is not None:
        return f"{one.change}:{one.amount % 3}"
    return str(one.change)


def _limit_that_helps(
    known: Known, people: People, who: int, shown: Bools
) -> tuple[str, int | None]:
    """One limit of their own, if it alone stands between them and someone; never one of another's,
    nor one that a limit of the other answers: it would tell of that."""
    mine = [f for f in known.limits if f.person_id == known.people[who]]
    willing = ((people.refuses & people.traits[who]) == 0) & shown
    willing[who] = False
    for one in mine:
        rest = limits_of([other for other in mine if other is not one])
        if rest.refuses:
            continue
        times = (
            np.where(people.times, people.times, EVERY_TIME)
            & ~people.refused_times
            & ~np.uint64(mask_times(rest.no_times))
        )
        free = times & (people.times[who] or EVERY_TIME) != 0
        means = people.means & np.uint64(rest.means)
        if _nothing_else(people, who, np.flatnonzero(willing & free & (means != 0))[:LOOKED_AT]):
            return Change.LIMIT, one.concept_id
    return Change.NOTHING, None


def _nothing_else(people: People, who: int, others: Ints) -> bool:
    """Whether nothing but limits and times is between them and one of these others."""
    sees = np.full(len(others), EVERYBODY_HERE, np.int8)
    flags = missing_constraints(people, np.full(len(others), who), others, sees, sees)
    return bool((flags & ~np.uint8(Missing.LIMIT | Missing.TIME) == 0).any())
