"""Scenes of plans, made for tests."""

from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.plans.actions.invitations import enter_plan, invite_to_plan
from entrepairs.plans.actions.plans import start_plan
from entrepairs.plans.actions.sections import write_section
from entrepairs.plans.models import Participant, Plan, PlanInvitation, Section


def plan_started(by: Person, name: str = "Plan : Amel", template: str = "prevention") -> Plan:
    with hats.person(by.pk):
        return start_plan(template=template, name=name, once=uuid4(), by=by)


def shown_to_the_network(*people: Person) -> None:
    """Their name: one invites somebody whose name one sees."""
    with hats.system("test"):
        Person.objects.filter(pk__in=[one.pk for one in people]).update(audience=4)


def invited(
    plan: Plan, person: Person, relation: str = "peer", organisation: Organisation | None = None
) -> PlanInvitation:
    with hats.person(plan.holder_id):
        return invite_to_plan(
            plan=plan,
            person=person,
            relation=relation,
            organisation=organisation,
            once=uuid4(),
            by=plan.holder_id,
        )


def come_in(invitation: PlanInvitation) -> None:
    with hats.person(invitation.person_id):
        enter_plan(invitation=invitation, once=uuid4(), by=invitation.person_id)


def with_people(plan: Plan, **people: Person) -> None:
    """`peer=bruno`, `relative=eve`: in the plan, by their own yes."""
    for relation, person in people.items():
        come_in(invited(plan, person, relation))


def with_service(plan: Plan, person: Person, organisation: Organisation) -> None:
    with hats.system("test"):
        Affiliation.objects.get_or_create(person=person, organisation=organisation, until=None)
    come_in(invited(plan, person, "service", organisation))


def section_of(plan: Plan, part: str) -> Section:
    with hats.person(plan.holder_id):
        return Section.objects.select_related("plan__circle").get(plan=plan, part=part)


def written(plan: Plan, part: str, words: str, audience: int = 2, readers: Any = ()) -> Section:
    section = section_of(plan, part)
    with hats.person(plan.holder_id):
        write_section(
            section=section,
            words=words,
            audience=audience,
            readers=readers,
            once=uuid4(),
            by=plan.holder_id,
        )
    return section


def words_seen_by(plan: Plan, person: Person) -> set[str]:
    with hats.person(person.pk):
        return set(Section.objects.filter(plan=plan).values_list("words", flat=True)) - {""}


def people_in(plan: Plan) -> set[str]:
    with hats.system("test"):
        rows = Membership.objects.current().filter(circle=plan.circle)
        return set(rows.values_list("person__name", flat=True))


def many_plans(person: Person, number: int) -> None:
    """Plans of as many people, in which `person` is."""
    with hats.system("test"):
        for count in range(number):
            holder = Person.objects.create(name=f"Personne {count}")
            circle = Circle.objects.create(kind="plan", name=f"Plan {count}")
            plan = Plan.objects.create(circle=circle, holder=holder, template="free")
            Membership.objects.create(circle=circle, person=holder)
            Membership.objects.create(circle=circle, person=person)
            Participant.objects.create(plan=plan, person=person, relation="peer")
