"""The sums a mirror is drawn from: who brought how much to whom, of what both confirmed."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, Sum

from entrepairs.core.identity import id_of
from entrepairs.meetings.models import Contribution
from entrepairs.people.models import Person
from entrepairs.vocabulary.queries import concept


@dataclass(frozen=True, slots=True)
class Flow:
    """What one person brought to another, of one kind, in a period."""

    giver: int
    receiver: int
    kind: int  # the concept's id
    minutes: int
    times: int  # in how many meetings


@dataclass(frozen=True)
class Sums:
    """What one person gave and received, in minutes."""

    person: int
    flows: list[Flow]

    @cached_property
    def given(self) -> int:
        return sum(flow.minutes for flow in self.flows if flow.giver == self.person)

    @cached_property
    def received(self) -> int:
        return sum(flow.minutes for flow in self.flows if flow.receiver == self.person)

    @cached_property
    def with_each(self) -> dict[int, tuple[int, int]]:
        """(given, received) with each other person."""
        given: Counter[int] = Counter()
        received: Counter[int] = Counter()
        for flow in self.flows:
            if flow.giver == self.person:
                given[flow.receiver] += flow.minutes
            elif flow.receiver == self.person:
                received[flow.giver] += flow.minutes
        return {other: (given[other], received[other]) for other in given.keys() | received.keys()}

    @cached_property
    def reciprocated(self) -> int:
        """Minutes that went both ways: with each other person the smaller of the two, summed."""
        return sum(min(ways) for ways in self.with_each.values())

    @cached_property
    def kinds_given(self) -> dict[int, int]:
        return self._minutes_by_kind(given=True)

    @cached_property
    def kinds_received(self) -> dict[int, int]:
        return self._minutes_by_kind(given=False)

    def _minutes_by_kind(self, *, given: bool) -> dict[int, int]:
        """Minutes by kind, the most first."""
        found: Counter[int] = Counter()
        for flow in self.flows:
            if self.person == (flow.giver if given else flow.receiver):
                found[flow.kind] += flow.minutes
        return dict(found.most_common())


def share_minutes(total: int, parts: int) -> list[int]:
    """A rough time split between the kinds ticked: as even as minutes allow, none without one."""
    whole, rest = divmod(total, parts) if parts else (0, 0)
    return [max(1, whole + (1 if part < rest else 0)) for part in range(parts)]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of contribution in one note: what each brought of it, in minutes."""

    label: str
    given: int
    received: int


@dataclass(frozen=True, slots=True)
class Note:
    """The lines of one meeting, as one of the two reads them."""

    rows: list[Kind]
    given: int
    received: int


def note_of(lines: Collection[Contribution], me: int) -> Note | None:
    if not lines:
        return None
    given = {line.kind_id: line.minutes for line in lines if line.giver_id == me}
    received = {line.kind_id: line.minutes for line in lines if line.receiver_id == me}
    kinds = sorted(given.keys() | received.keys())
    rows = [Kind(concept(kind).label, given.get(kind, 0), received.get(kind, 0)) for kind in kinds]
    return Note(rows, sum(given.values()), sum(received.values()))


def given_received(person: Person | int, since: dt.datetime) -> Sums:
    """Everything one person gave and received, of what both confirmed."""
    me = id_of(person)
    lines = Contribution.objects.filter(Q(giver=me) | Q(receiver=me))
    counted = lines.filter(confirmed_at__isnull=False, at__gte=since)
    groups = counted.order_by().values_list("giver", "receiver", "kind")
    flows = groups.annotate(Sum("minutes"), Count("meeting", distinct=True))
    return Sums(me, [Flow(*flow) for flow in flows])
