"""Plans as pages show them: each answer is what the hat that is worn may see."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from entrepairs.ledger.models import Look
from entrepairs.people.models import Person
from entrepairs.plans.models import (
    Commitment,
    Participant,
    Plan,
    PlanInvitation,
    Relation,
    Section,
)
from entrepairs.plans.templates_of_plans import read_templates, title_of_part


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan, and where the person who looks stands in it."""

    plan: Plan
    me: int
    mine: bool
    inside: bool

    @property
    def circle(self) -> Any:
        return self.plan.circle

    @property
    def ended(self) -> bool:
        return self.circle.ended_at is not None

    @property
    def look(self) -> str:
        """What a look at this plan is called."""
        return f"plan:{self.circle.key}"


def find_standing(key: str, me: int) -> PlanStanding | None:
    """One query. Who is only invited is not in it."""
    inside = RawSQL("plans_plan.circle_id = any(my_circles())", (), output_field=BooleanField())
    rows = Plan.objects.select_related("circle").annotate(inside=inside)
    plan: Any = rows.filter(circle__key=key).filter(Q(holder=me) | Q(inside=True)).first()
    return plan and PlanStanding(plan, me, mine=plan.holder_id == me, inside=bool(plan.inside))


def my_plans(me: int) -> QuerySet[Plan]:
    """Those I hold, the running ones first."""
    mine = Plan.objects.filter(holder=me).select_related("circle")
    return mine.order_by("circle__ended_at", "circle__folded", "pk")


def plans_i_am_in(me: int) -> QuerySet[Plan]:
    inside = RawSQL("select unnest(my_circles())", ())
    here = Plan.objects.filter(circle__in=inside, circle__ended_at=None).exclude(holder=me)
    return here.select_related("circle", "holder").order_by("circle__folded", "pk")


def invitations_to_me(me: int) -> QuerySet[PlanInvitation]:
    mine = PlanInvitation.objects.filter(person=me).exclude(plan__holder=me)
    rows = mine.select_related("plan__circle", "plan__holder", "organisation")
    return rows.order_by("-made_at", "-pk")


def invitations_of(plan: Plan) -> QuerySet[PlanInvitation]:
    """Those that wait, for the holder: each the same, whatever keeps the answer away."""
    waits = RawSQL("plan_invitation_waits(plans_planinvitation)", (), output_field=BooleanField())
    rows = PlanInvitation.objects.filter(waits, plan=plan)
    return rows.select_related("person", "organisation").order_by("made_at", "pk")


def title_of(section: Section, template: str) -> str:
    part = title_of_part(template, section.part) if section.part else None
    return str(part or section.title or section.part)


@dataclass(slots=True)
class ShownSection:
    section: Section
    title: str
    hint: str
    readers: list[str] = field(default_factory=list)  # the names of those chosen, for the holder


def sections_of(plan: Plan, people: "People") -> list[ShownSection]:
    """Two queries: those the reader may see, and who was chosen to read them."""
    rows = Section.objects.filter(plan=plan).order_by("position", "pk")
    shown = []
    for section in rows.prefetch_related("readers"):
        part = title_of_part(plan.template, section.part) if section.part else None
        names = [people.names[one.person_id] for one in section.readers.all() if people.has(one)]
        hint = part.hint if part else ""
        shown.append(ShownSection(section, title_of(section, plan.template), hint, sorted(names)))
    return shown


@dataclass(slots=True)
class Service:
    """An organisation in a plan, by its people."""

    name: str
    people: list[Participant] = field(default_factory=list)


@dataclass(slots=True)
class People:
    """Who is in a plan: one by one, and services by their organisation."""

    alone: list[Participant] = field(default_factory=list)
    services: dict[int, Service] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def has(self, reader: Any) -> bool:
        return reader.person_id in self.names

    @property
    def all(self) -> list[Participant]:
        inside = [one for service in self.services.values() for one in service.people]
        return [*self.alone, *inside]


def people_of(plan: Plan) -> People:
    """By name. One query; the holder is not among them."""
    found = People()
    rows = Participant.objects.filter(plan=plan).select_related("person", "organisation")
    for row in rows.order_by("person__folded", "person_id"):
        found.names[row.person_id] = row.person.name
        if row.relation == Relation.SERVICE and row.organisation is not None:
            service = found.services.setdefault(row.organisation.pk, Service(row.organisation.name))
            service.people.append(row)
        else:
            found.alone.append(row)
    return found


@dataclass(frozen=True, slots=True)
class ShownCommitment:
    commitment: Commitment
    who: Person | None  # nobody: they have left
    days: int  # until its date; less than 0 when it has passed

    @property
    def late(self) -> bool:
        row = self.commitment
        return self.days < 0 and row.accepted_at is not None and row.done_at is None


def commitments_of(plan: Plan) -> list[ShownCommitment]:
    """The same for all in the plan, those that are late included. Two queries: who has left is
    named to nobody."""
    rows = list(Commitment.objects.filter(plan=plan, ended_at=None).order_by("until", "pk"))
    here = {row.person_id for row in rows}
    named = {one.pk: one for one in Person.objects.filter(pk__in=here)}
    today = timezone.localdate()
    return [
        ShownCommitment(row, named.get(row.person_id), (row.until - today).days) for row in rows
    ]


def looks_at(standing: PlanStanding, people: People) -> dict[int, dt.datetime]:
    """When each member last read this plan, for its holder. One query."""
    seen = Look.objects.filter(owner=standing.me, what=standing.look, viewer__in=people.names)
    found: dict[int, dt.datetime] = {}
    for viewer, at in seen.order_by("at").values_list("viewer", "at"):
        found[viewer] = at
    return found


def months_to_review(template: str) -> int:
    return read_templates()[template].review_after_months


def named(people: Iterable[Person]) -> str:
    return ", ".join(person.name for person in people)
