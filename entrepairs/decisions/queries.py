"""Decisions as pages show them: each answer is what the hat that is worn may see."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import (
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.expressions import RawSQL
from django.utils import timezone

from entrepairs.core.sql_functions import call_function
from entrepairs.decisions.models import (
    LEAST_TO_COUNT,
    Answer,
    Answered,
    Choice,
    Coming,
    Date,
    Decision,
    NamelessAnswer,
    Poll,
    Remark,
    Version,
)
from entrepairs.groups.queries.groups import voters_of
from entrepairs.people.models import Circle, Person


def may_read(circle: Circle) -> bool:
    """Whether the person of the hat reads what this group decides."""
    return bool(call_function("reads_decisions_of", circle.pk))


def decisions_of(circle: Circle) -> QuerySet[Decision]:
    rows = Decision.objects.filter(circle=circle)
    return rows.select_related("circle", "proposed_by").order_by("-pk")


def told_versions() -> QuerySet[Any]:
    """Versions with where they stand, how many have answered, and whether I have."""
    return Version.objects.annotate(
        stand=RawSQL("stand_of(decisions_version.id)", (), output_field=CharField()),
        answered=RawSQL("count_answered(decisions_version.id)", (), output_field=IntegerField()),
        asked=RawSQL("count_asked(decisions_version.id)", (), output_field=IntegerField()),
        mine=Exists(Answered.objects.filter(version=OuterRef("pk"))),
    )


@dataclass(slots=True)
class Told:
    """A decision with its versions, the newest first, and where each stands."""

    decision: Decision
    versions: list[Any] = field(default_factory=list)

    @property
    def last(self) -> Any:
        return self.versions[0]

    @property
    def stand(self) -> str:
        return "withdrawn" if self.decision.withdrawn_at else str(self.last.stand)

    @property
    def holds(self) -> Any:
        """The newest version that was adopted: it holds while the next one is talked about."""
        return next((one for one in self.versions if one.stand == "adopted"), None)

    @property
    def due(self) -> bool:
        """Whether the group said that it talks about it again by now."""
        return self.stand == "adopted" and self.last.review_on <= timezone.localdate()

    @property
    def everybody(self) -> bool:
        return self.stand == "answers" and self.last.answered >= self.last.asked

    @property
    def days_left(self) -> int:
        return max((timezone.localdate(self.last.closes_at) - timezone.localdate()).days, 0)


def tell_decisions(decisions: Sequence[Decision]) -> list[Told]:
    """With their versions. One query."""
    found = {one.pk: Told(one) for one in decisions}
    rows = told_versions().filter(decision__in=list(found)).select_related("made_by")
    for version in rows.order_by("-number"):
        found[version.decision_id].versions.append(version)
    return [told for told in found.values() if told.versions]


def remarks_of(decision: Decision) -> list[Any]:
    """Questions with their replies, and advice, the oldest first. One query."""
    rows: list[Any] = list(
        Remark.objects.filter(decision=decision).select_related("author").order_by("pk")
    )
    if any(row.advises and row.author is None for row in rows):
        name_advisers(decision, rows)
    for row in rows:
        row.replies = [one for one in rows if one.to_id == row.pk]
    return rows


def name_advisers(decision: Decision, rows: Sequence[Any]) -> None:
    """Who advises from outside is seen by name here, and nowhere else. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select id, key, name from advisers_of(%s)", [decision.pk])
        known = {pk: Person(pk=pk, key=key, name=name) for pk, key, name in cursor.fetchall()}
    for row in rows:
        if row.author is None and row.author_id in known:
            row.author = known[row.author_id]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as the group reads it once the version is closed."""

    version_id: int
    choice: str
    words: str
    person: Any = None


@dataclass(slots=True)
class Answers:
    """What may be read of the answers to a decision's closed versions."""

    shown: list[ShownAnswer]

    def objections(self, version: Any) -> list[ShownAnswer]:
        return [one for one in self.of(version) if one.choice == Choice.OBJECTION]

    def words(self, version: Any) -> list[ShownAnswer]:
        """What people added, objections apart; whose answer it was is not said with it."""
        return [one for one in self.of(version) if one.words and one.choice != Choice.OBJECTION]

    def of(self, version: Any) -> list[ShownAnswer]:
        return [one for one in self.shown if one.version_id == version.pk]

    def counts(self, version: Any) -> list[tuple[str, int]]:
        """How many of each answer; nothing under eleven answers."""
        if version.answered < LEAST_TO_COUNT:
            return []
        found = Counter(one.choice for one in self.of(version))
        return [(str(choice.label), found[choice]) for choice in Choice]


def answers_to(told: Told) -> Answers:
    """Two queries. Nameless ones come in the order of numbers that were drawn."""
    closed = [one for one in told.versions if one.stand in {"adopted", "objection", "silence"}]
    if not closed:
        return Answers([])
    wanted = Q(version__in=[one.pk for one in closed]) & (
        Q(version=closed[0].pk) | Q(choice=Choice.OBJECTION)
    )
    named = Answer.objects.filter(wanted).select_related("person").order_by("person__folded")
    nameless = NamelessAnswer.objects.filter(wanted).order_by("pk")
    return Answers(
        [ShownAnswer(one.version_id, one.choice, one.words, one.person) for one in named]
        + [ShownAnswer(one.version_id, one.choice, one.words) for one in nameless]
    )


def my_answer(version: Version, me: int) -> Answer | None:
    """The one under my name."""
    return Answer.objects.filter(version=version, person=me).first()


def open_and_adopted(circle: Circle, most: int) -> tuple[list[Told], list[Told]]:
    """For the page of a group: what is being decided, and what holds. One query."""
    newest = Decision.objects.filter(circle=circle).order_by("-pk").values("pk")[:most]
    found: dict[int, Told] = {}
    for version in (
        told_versions()
        .filter(decision__in=newest)
        .select_related("decision")
        .order_by("-decision", "-number")
    ):
        version.decision.circle = circle
        found.setdefault(version.decision_id, Told(version.decision)).versions.append(version)
    told = list(found.values())
    going = [one for one in told if one.stand in {"questions", "answers", "objection", "silence"}]
    return going, [one for one in told if one.holds and not one.decision.withdrawn_at]


def stages_of(told: Told) -> Iterable[tuple[str, str, dt.datetime | dt.date | None]]:
    """The story beside a proposal: each stage, whether it is over, here or later, and its day."""
    version, stand = told.last, told.stand
    after = {"questions": 1, "answers": 2}.get(stand, 3)
    stages = [
        ("proposed", version.made_at),
        ("questions", version.opens_at),
        ("answers", version.closed_at or version.closes_at),
    ]
    if version.opens_at <= version.made_at:
        del stages[1]
    for name, at in stages:
        order = {"proposed": 0, "questions": 1, "answers": 2}[name]
        yield name, "" if order < after else "here" if order == after else "later", at
    talk = "here" if stand in {"objection", "silence"} else "later" if after < 3 else ""
    if talk:
        yield "talk", talk, None
    if stand != "withdrawn":
        yield "adopted", "here" if stand == "adopted" else "later", version.review_on


def dates_of(poll: Poll, me: int) -> list[Any]:
    """Its dates, each with whom it suits, whom it may suit, and my own answer. Two queries."""
    comings = Coming.objects.select_related("person").order_by("person__folded", "person")
    rows: list[Any] = list(
        Date.objects.filter(poll=poll)
        .order_by("starts_at")
        .prefetch_related(Prefetch("comings", comings))
    )
    for row in rows:
        said = list(row.comings.all())
        row.people = {one.person_id for one in said}
        row.surely = [one.person for one in said if one.fits == Coming.Fits.YES]
        row.perhaps = [one.person for one in said if one.fits == Coming.Fits.MAYBE]
        row.mine = next((one.fits for one in said if one.person_id == me), None)
    most = max((len(row.surely) for row in rows), default=0)
    for row in rows:
        row.best = most > 1 and len(row.surely) == most
    return rows


def has_everybody(poll: Poll, dates: Sequence[Any]) -> bool:
    """Whether each member has answered. One query."""
    return bool(dates) and voters_of(poll.circle) <= dates[0].people


def polls_of(circle: Circle, most: int) -> list[Poll]:
    """The newest, with those that wait for a date first."""
    rows = Poll.objects.filter(circle=circle).select_related("circle", "meeting")
    return list(rows.order_by(F("chosen_at").desc(nulls_first=True), "-pk")[:most])
