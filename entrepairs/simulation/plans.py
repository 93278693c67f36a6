"""Four plans around Rennes: Amel's, with a peer, a relative and a service, and three of people whom
Bruno meets, who is in them as a peer."""

from datetime import datetime, timedelta
from typing import Any

from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.plans.models import (
    Commitment,
    Copy,
    Participant,
    Plan,
    Reader,
    Relation,
    Section,
    Version,
)
from entrepairs.plans.templates_of_plans import read_templates
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance, load_texts

WEEK = timedelta(days=7)
YEAR = 52 * WEEK


def build_plans(world: World, chance: Chance, until: datetime) -> None:
    if len(world.people) < 6:  # too few to be in plans
        return
    told = load_texts()["plans"]
    amel, bruno = world.six["Amel"], world.six["Bruno"]
    sister, worker, *holders = chance.sample(world.people, 5)
    plan = begin(told[0], amel, until, chance)
    enter(plan, bruno, Relation.PEER, until)
    enter(plan, sister, Relation.RELATIVE, until)
    enter_as_service(plan, worker, world, until)
    write(plan, told[0], until, chance, chosen=[bruno, sister])
    commit(plan, told[0], {"holder": amel, "peer": bruno, "service": worker}, until, chance)
    for words, day in (("Une dans mon sac, une chez ma sœur", 40), ("Urgences du CHU", 35)):
        Copy.objects.create(
            key=chance.new_key(),
            plan=plan,
            words=words,
            given_on=(until - timedelta(days=day)).date(),
        )
    for number, (texts, holder) in enumerate(zip(told[1:], holders, strict=True)):
        one = begin(texts, holder, until, chance)
        enter(one, bruno, Relation.PEER, until)
        write(one, texts, until, chance, chosen=[bruno])
        commit(one, texts, {"holder": holder, "peer": bruno}, until, chance)
        meet(one, holder, bruno, until + timedelta(days=2 + number * 3), until, chance)


def begin(texts: dict[str, Any], holder: Person, until: datetime, chance: Chance) -> Plan:
    since = max(until - YEAR, holder.created_at)
    title = read_templates()[texts["template"]].title.fr
    circle = Circle.objects.create(
        key=chance.new_key(), kind="plan", name=f"{title} : {holder.name}", started_at=since
    )
    Membership.objects.create(circle=circle, person=holder, since=since)
    return Plan.objects.create(
        circle=circle,
        holder=holder,
        template=texts["template"],
        review_on=(until + timedelta(days=texts["review_in"])).date(),
    )


def enter(plan: Plan, person: Person, relation: str, until: datetime, **more: Any) -> None:
    since = max(until - YEAR + WEEK, person.created_at, plan.circle.started_at)
    Membership.objects.create(circle=plan.circle, person=person, since=since, asked_by="peer")
    Participant.objects.create(plan=plan, person=person, relation=relation, since=since, **more)


def enter_as_service(plan: Plan, worker: Person, world: World, until: datetime) -> None:
    housing = world.organisations[1]
    if not Affiliation.objects.current().filter(person=worker, organisation=housing).exists():
        Affiliation.objects.create(person=worker, organisation=housing, since=worker.created_at)
    enter(plan, worker, Relation.SERVICE, until, organisation=housing)


def write(
    plan: Plan, texts: dict[str, Any], until: datetime, chance: Chance, chosen: list[Person]
) -> None:
    """Every part of the template; those without words are still empty."""
    at = max(until - 6 * WEEK, plan.circle.started_at)
    for position, part in enumerate(read_templates()[plan.template].parts):
        said = texts["parts"].get(part, {"words": "", "audience": 0})
        section = Section.objects.create(
            key=chance.new_key(),
            plan=plan,
            part=part,
            words=said["words"],
            audience=said["audience"],
            position=position,
            written_at=at if said["words"] else None,
        )
        if said["words"]:
            Version.objects.create(section=section, number=1, words=said["words"], written_at=at)
        if said["audience"] == Section.Audience.CHOSEN:
            for person in chosen:
                Reader.objects.create(section=section, person=person)


def commit(
    plan: Plan, texts: dict[str, Any], who: dict[str, Person], until: datetime, chance: Chance
) -> None:
    made = max(until - 5 * WEEK, plan.circle.started_at)
    for one in texts["commitments"]:
        Commitment.objects.create(
            key=chance.new_key(),
            plan=plan,
            person=who[one["who"]],
            by=who[one["who"]],
            what=one["what"],
            until=(until + timedelta(days=one["in_days"])).date(),
            made_at=made,
            accepted_at=made,
            done_at=until - timedelta(days=1) if one.get("done") else None,
        )


def meet(
    plan: Plan, holder: Person, peer: Person, at: datetime, until: datetime, chance: Chance
) -> None:
    Meeting.objects.create(
        key=chance.new_key(),
        circle=plan.circle,
        starts_at=at.replace(hour=10, minute=0),
        minutes=60,
        means="in_person",
        where="Parc du Thabor, entrée rue de Paris",
        asked_by=holder,
        proposed_by=holder,
        proposed_at=until - timedelta(days=3),
        agreed_by=peer,
        agreed_at=until - timedelta(days=2),
    )
