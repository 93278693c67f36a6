"""For whom a round finds nobody: the smallest change of their own with which there would be somebody."""

from collections.abc import Iterator

import numpy as np

from entrepairs.matching import musts
from entrepairs.matching.candidates import Edges, mixed
from entrepairs.matching.musts import Missing, told_times
from entrepairs.matching.network import SLOTS, People, least_between
from entrepairs.matching.programme import Bools, Ints
from entrepairs.pairs.rounds import arrays
from entrepairs.pairs.rounds.models import Hint
from entrepairs.pairs.rounds.network import ForOne, Known
from entrepairs.vocabulary import queries as vocabulary

Change = Hint.Change
LOOKED_AT = 1_000  # others who are asked about, for each
WISHES = Missing.WISH | Missing.ROOM


def hints(known: Known, people: People, side: Bools | None, edges: Edges, met: Bools) -> Iterator[ForOne]:
    """One for each who is not met: there are people for them who met others, or what would help."""
    near = np.zeros(people.size, bool)
    near[edges.a] = near[edges.b] = True
    others = _others(people, known.seed)
    for who in np.flatnonzero(~met).tolist():
        if near[who]:
            yield ForOne(known.people[who], Change.TURN, alone=False)
        elif people.room[who] > 0:
            found = others if side is None else others[side[others] != side[who]]
            yield _smallest(known, people, who, found[found != who][:LOOKED_AT])


def _others(people: People, seed: int) -> Ints:
    """Those with room for somebody, in an order that is drawn, the same for the same seed."""
    able = np.flatnonzero(people.room > 0)
    return able[np.argsort(mixed(people.key, seed)[able], kind="stable")]


def named(one: ForOne) -> str:
    """What would help, as it is counted: "limit:no_phone", "time:2" for evenings, else the change alone."""
    if one.change == Change.LIMIT and one.concept:
        return f"{one.change}:{vocabulary.concept(one.concept).key}"
    if one.change == Change.TIME and one.amount is not None:
        return f"{one.change}:{one.amount % 3}"
    return str(one.change)


def _smallest(known: Known, people: People, who: int, others: Ints) -> ForOne:
    """The first of these that would do: another time, another language, going further, one limit less."""
    me, a = known.people[who], np.full(len(others), who)
    least = least_between(people, a, others)
    flags = musts.missing(people, a, others, least, least)
    if (free := others[flags == Missing.TIME]).size:
        times = (
            told_times(people, free, np.full(len(free), 3, np.int8))
            & ~people.refused_times[who]
            & ~people.refused_times[free]
        )
        if times.any():
            count = [(int((times >> np.uint64(slot) & np.uint64(1)).sum()), -slot) for slot in range(SLOTS)]
            return ForOne(me, Change.TIME, amount=-max(count)[1])
    if (speaking := others[flags == Missing.LANGUAGE]).size:
        return ForOne(me, Change.LANGUAGE, concept=_language(known, [known.people[one] for one in speaking.tolist()]))
    if (far := flags == Missing.PLACE).any():
        return ForOne(me, Change.REACH, amount=int(np.ceil(musts.beyond(people, a, others, least, least)[far].min())))
    limited = others[flags == Missing.LIMIT]
    return ForOne(me, *_limit(known, people, who, limited)) if limited.size else ForOne(me, Change.NOTHING)


def _language(known: Known, speakers: list[int]) -> int | None:
    """What most of these speak."""
    spoken = [f.concept_id for f in known.facets if f.kind == "language" and f.person_id in set(speakers)]
    return max(sorted({one for one in spoken if one}), key=spoken.count, default=None)


def _limit(known: Known, people: People, who: int, others: Ints) -> tuple[str, int | None]:
    """One limit of their own without which somebody would suit; never one of the others'."""
    mine = [f for f in known.limits if f.person_id == known.people[who] and f.concept_id]
    limits = [vocabulary.concept(f.concept_id) for f in mine if f.concept_id]
    theirs = (people.refuses[others] & people.traits[who]) != 0
    for one in limits:
        rest = [other for other in limits if other is not one]
        means = np.uint64(arrays.accepted(rest))
        refused = {("limit", key) for other in rest for key in other.data.get("conflicts_with", ())}
        meets = (means & people.means[others]) != 0
        if (
            (meets & ~theirs).any()
            and not refused
            and not any(other.data.get("excludes_statutes") or other.data.get("same_organisation") for other in rest)
        ):
            return Change.LIMIT, one.id
    return Change.NOTHING, None
