"""The sums a mirror is drawn from: who brought how much to whom, of what both confirmed; what was held, whose idea."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.people.models import Circle, Person
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
        return self._kinds(given=True)

    @cached_property
    def kinds_received(self) -> dict[int, int]:
        return self._kinds(given=False)

    def _kinds(self, *, given: bool) -> dict[int, int]:
        """Minutes by kind, the most first."""
        found: Counter[int] = Counter()
        for flow in self.flows:
            if self.person == (flow.giver if given else flow.receiver):
                found[flow.kind] += flow.minutes
        return dict(found.most_common())


def share(total: int, parts: int) -> list[int]:
    """A rough time shared between the kinds ticked: as even as whole minutes allow, never nothing, the sum kept."""
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


def contributions_between(
    person_ids: Collection[int], since: dt.datetime, until: dt.datetime | None = None
) -> list[Flow]:
    """What these people brought to each other."""
    return _flows(
        Contribution.objects.filter(giver__in=person_ids, receiver__in=person_ids), since, until
    )


def given_received(
    person: Person | int, since: dt.datetime, until: dt.datetime | None = None
) -> Sums:
    """Everything one person gave and received."""
    who = person if isinstance(person, int) else person.pk
    return Sums(
        who, _flows(Contribution.objects.filter(Q(giver=who) | Q(receiver=who)), since, until)
    )


def _flows(
    lines: QuerySet[Contribution], since: dt.datetime, until: dt.datetime | None
) -> list[Flow]:
    counted = lines.filter(confirmed_at__isnull=False, at__gte=since)
    if until:
        counted = counted.filter(at__lt=until)
    groups = counted.order_by().values_list("giver", "receiver", "kind")
    return [
        Flow(*group) for group in groups.annotate(Sum("minutes"), Count("meeting", distinct=True))
    ]


# Held or not, and whose idea: one circle


@dataclass(frozen=True, slots=True)
class Counts:
    held: int
    planned: int  # agreed, and its time has come; the cancelled ones included
    uncounted: int  # held, and we do not count it


def counts(circle: Circle, since: dt.datetime | None = None) -> Counts:
    meetings = Meeting.objects.filter(
        circle=circle, agreed_at__isnull=False, starts_at__lte=timezone.now()
    )
    if since:
        meetings = meetings.filter(starts_at__gte=since)
    held = Q(held=True)
    found = meetings.aggregate(
        total=Count("pk"),
        met=Count("pk", filter=held),
        apart=Count("pk", filter=held & Q(uncounted_at__isnull=False)),
    )
    return Counts(held=found["met"], planned=found["total"], uncounted=found["apart"])


def initiative(circle: Circle, since: dt.datetime | None = None) -> dict[int, int]:
    """How many meetings each asked for, whatever became of them."""
    meetings = Meeting.objects.filter(circle=circle)
    if since:
        meetings = meetings.filter(starts_at__gte=since)
    return dict(meetings.order_by().values_list("asked_by").annotate(Count("pk")))
