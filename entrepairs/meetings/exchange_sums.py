"""What a mirror is drawn from: who brought how much to whom and when, of what both confirmed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import DateField, F, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth

from entrepairs.core.identity import id_of
from entrepairs.meetings.models import Contribution
from entrepairs.people.models import Circle, Person
from entrepairs.vocabulary.queries import concept


@dataclass(frozen=True, slots=True)
class Flow:
    """What one person brought to another, of one kind, in one month. A group as a whole is no
    person: it stands under its circle's number, below nought."""

    giver: int
    receiver: int
    kind: int  # the concept's id
    month: dt.date  # its first day, by the reader's clock
    minutes: int


def share_minutes(total: int, parts: int) -> list[int]:
    """A rough time split between the kinds ticked: as even as minutes allow, none without one."""
    whole, rest = divmod(total, parts) if parts else (0, 0)
    return [max(1, whole + (1 if part < rest else 0)) for part in range(parts)]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of contribution, in minutes given and received."""

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


def given_received(
    person: Person | int, since: dt.datetime, circle: Circle | None = None
) -> list[Flow]:
    """What one person gave and received, in one circle or in all. One query."""
    me = id_of(person)
    lines = Contribution.objects.filter(Q(giver=me) | Q(receiver=me))
    if circle:
        lines = lines.filter(circle=circle)
    counted = lines.filter(confirmed_at__isnull=False, at__gte=since).order_by()
    month = TruncMonth("at", output_field=DateField())
    group = -F("circle")
    ways = (Coalesce("giver", group), Coalesce("receiver", group))
    groups = counted.values_list(*ways, "kind", month)
    return [Flow(*flow) for flow in groups.annotate(Sum("minutes"))]
