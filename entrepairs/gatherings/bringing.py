"""What was brought in a gathering, as its page shows it to one person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from entrepairs.core.sql_functions import call_function
from entrepairs.gatherings.models import Attending, NoteAnswer
from entrepairs.gatherings.times import Time
from entrepairs.meetings.models import Contribution
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.vocabulary.queries import concept


@dataclass
class Side:
    """Kinds brought one way, and about how long."""

    kinds: list[str] = field(default_factory=list)
    minutes: int = 0

    def add(self, line: Contribution) -> None:
        self.kinds.append(concept(line.kind_id).label)
        self.minutes += line.minutes

    @property
    def words(self) -> str:
        return ", ".join(sorted(self.kinds))


@dataclass
class ShownNote:
    """What one person noted with another, or with the group: as the one who reads it has it."""

    noter: Person
    other: Person | None  # the one with whom, seen from the reader; nobody: the group
    mine: bool
    waits: bool
    to_group: bool
    noted_at: Any = None
    given: Side = field(default_factory=Side)
    received: Side = field(default_factory=Side)
    declined: bool = False
    answered: bool = False  # my yes for the group
    needed: int = 2  # how many yes it takes, of what was for the group


@dataclass
class Brought:
    """All of one gathering: what concerns me, what waits for my yes, what counts, by kind."""

    mine: list[ShownNote] = field(default_factory=list)
    to_confirm: list[ShownNote] = field(default_factory=list)
    for_group: list[ShownNote] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)


def read_brought(time: Time, me: int) -> Brought:
    """One query."""
    found = Brought()
    if time.meeting is None:
        return found
    notes: dict[Any, ShownNote] = {}
    for line in lines_of(time.meeting, me):
        if line.confirmed_at:
            label = concept(line.kind_id).label
            found.counted[label] = found.counted.get(label, 0) + line.minutes
        note = _note_of(line, me)
        if note is None:
            continue
        key = (note.noter.pk, note.other and note.other.pk, note.to_group, note.waits)
        note = notes.setdefault(key, note)
        note.noted_at = max(filter(None, (note.noted_at, line.noted_at)))
        # Of what somebody brought to the group, they are the giver; else it is I or the other.
        giver = note.noter.pk if note.to_group else me
        (note.given if line.giver_id == giver else note.received).add(line)
    for note in notes.values():
        _place(found, note)
    return found


def _place(found: Brought, note: ShownNote) -> None:
    if not note.waits or note.mine:
        found.mine.append(note)
    elif note.to_group:
        found.for_group.append(note)
    else:
        found.to_confirm.append(note)


def _note_of(line: Any, me: int) -> ShownNote | None:
    """Nothing for what counts between others."""
    to_group = line.giver_id is None or line.receiver_id is None
    mine = line.noted_by_id == me
    concerns_me = me in (line.giver_id, line.receiver_id)
    if line.confirmed_at and not concerns_me:
        return None
    other = line.receiver if line.giver_id == me else line.giver
    return ShownNote(
        noter=line.noted_by,
        other=None if to_group else other,
        mine=mine,
        waits=line.confirmed_at is None,
        to_group=to_group,
        declined=line.declined,
        answered=line.answered,
        needed=line.needed or 2,
    )


def lines_of(meeting: int, me: int) -> QuerySet[Any]:
    answers = NoteAnswer.objects.filter(
        meeting=OuterRef("meeting"), noter=OuterRef("noted_by"), person=me
    )
    rows = Contribution.objects.filter(meeting=meeting).order_by("pk")
    to_group = Q(giver__isnull=True) | Q(receiver__isnull=True)
    waits_for_the_group = Q(to_group, confirmed_at__isnull=True)
    needed = Func("circle", "at", "noted_by", function="yes_needed", output_field=IntegerField())
    return rows.select_related("giver", "receiver", "noted_by").annotate(
        needed=Case(When(waits_for_the_group, then=needed)),
        declined=Exists(answers.filter(yes=False)),
        answered=Exists(answers.filter(yes=True)),
    )


def people_to_name(circle: Circle | int, time: Time, me: int) -> list[Person]:
    """Whom I may name: those who said that they come first, then by name. One query."""
    here = Membership.objects.current().filter(circle=circle).values("person")
    may = Func(
        Value(circle if isinstance(circle, int) else circle.pk),
        Value(time.starts_at),
        "pk",
        function="may_be_named",
        output_field=BooleanField(),
    )
    comes = Attending.objects.filter(which(time), person=OuterRef("pk"))
    rows = Person.objects.filter(pk__in=here).exclude(pk=me).filter(may)
    return list(rows.annotate(comes=Exists(comes)).order_by("-comes", "folded", "pk"))


def which(time: Time) -> Q:
    about = time.about
    if about["day"] is None:
        return Q(meeting=about["of"].pk)
    return Q(rhythm=about["of"].pk, day=about["day"])


def named(people: Iterable[Person], keys: Iterable[str]) -> list[Person]:
    wanted = set(keys)
    return [person for person in people if person.key in wanted]


def yes_needed(time: Time, circle: Circle, me: int) -> int:
    """How many others confirm what I note for the whole group: two, or the one there is."""
    return int(call_function("yes_needed", circle.pk, time.starts_at, me) or 2)
