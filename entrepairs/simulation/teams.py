"""The Housing First team of Bruno, over a year: who works in it, what they say to each other, whom
he meets for it. Some of the service's people did not invite the team: nothing of theirs is here."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.people.models import Affiliation, Block, Circle, Membership, Person
from entrepairs.plans.models import KeptApart, Participant, Plan, Relation
from entrepairs.reviews.models import Review, ReviewAnswer
from entrepairs.simulation import plans
from entrepairs.simulation.persons import World
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance, load_texts
from entrepairs.teams.models import TeamRole
from entrepairs.vocabulary.models import Concept

SEED = 36  # its own: the rest of the network stays as it was drawn
WEEK = timedelta(days=7)
WEEKS = 52
MEETS = 12  # people whom Bruno meets, Amel among them
FEW = 40  # people of a network, below which there are not enough for a team


def build_team(world: World, until: datetime) -> None:
    team = Circle.objects.filter(kind="team", organisation=world.organisations[1]).first()
    if team is None or len(world.people) < FEW:
        return
    chance, told = Chance(SEED), load_texts()["team"]
    bruno = world.six["Bruno"]
    Circle.objects.filter(pk=team.pk).update(about=told["about"])
    workers = work_in(team, world, chance, until)
    talk(team, [bruno, *workers], told["messages"], chance, until)
    meet_each_week(team, [bruno, *workers], chance, until)
    for number, holder in enumerate(people_who_invite(world, workers, chance)):
        invite(holder, bruno, world, number, chance, until)
    amels = Plan.objects.select_related("circle").get(holder=world.six["Amel"])
    note(amels, bruno, told["notes"], until, chance)
    review(amels, told["review"], until, chance)


def work_in(team: Circle, world: World, chance: Chance, until: datetime) -> list[Person]:
    """Bruno with the terms of his role, and three others of the organisation."""
    concepts = {
        (one.scheme, one.key): one
        for one in Concept.objects.filter(scheme__in=["role", "statute"], retired_at=None)
    }
    employee = concepts["statute", "employee"]
    held = [Membership.objects.get(circle=team, person=world.six["Bruno"], until=None)]
    taken = Participant.objects.filter(organisation=team.organisation).values("person")
    there = Affiliation.objects.current().filter(organisation=team.organisation)
    others = Person.objects.filter(pk__in=there.values("person"), account=None)
    others = others.exclude(pk=held[0].person_id).exclude(pk__in=taken)
    keep_apart(team, others, until)
    apart = KeptApart.objects.filter(organisation=team.organisation).values("person")
    others = others.exclude(pk__in=apart)
    for person, key in zip(
        others.order_by("pk")[:3], ("professional", "professional", "coordinator"), strict=False
    ):
        since = max(until - WEEKS * WEEK, person.created_at)
        held.append(
            Membership.objects.create(
                circle=team,
                person=person,
                role=concepts["role", key],
                statute=employee,
                since=since,
                asked_by="organisation",
            )
        )
    for row, hours in zip(held, (28, 35, 17.5, 35), strict=False):
        if row.role is None:
            continue
        TeamRole.objects.create(
            key=chance.new_key(),
            circle=team,
            person=row.person,
            role=row.role,
            statute=employee,
            hours=hours,
            made_at=row.since,
            accepted_at=row.since,
            membership=row,
        )
    return [row.person for row in held[1:]]


def keep_apart(team: Circle, people: QuerySet[Person], until: datetime) -> None:
    """Two of the organisation, who are cared for there, work in no team of it."""
    pour_rows(
        KeptApart(person=person, organisation=team.organisation, at=until - 30 * WEEK)
        for person in people.order_by("-pk")[:2]
    )


def talk(
    team: Circle, people: list[Person], said: list[str], chance: Chance, until: datetime
) -> None:
    """Now and then over the year; nobody who does not read it is named."""
    began = max(until - WEEKS * WEEK, *(one.created_at for one in people))
    step = (until - began) / (len(said) + 1)
    pour_rows(
        Message(
            circle=team,
            author=people[number % len(people)],
            body=words,
            sent_at=began + step * (number + 1),
            once=chance.new_once(),
        )
        for number, words in enumerate(said)
    )


def meeting(circle: Circle, asks: Person, agrees: Person, at: datetime, **more: Any) -> Meeting:
    told = {"means": "in_person", "proposed_at": at - WEEK, "agreed_at": at - 6 * WEEK / 7}
    return Meeting(
        circle=circle,
        starts_at=at,
        asked_by=asks,
        proposed_by=asks,
        agreed_by=agrees,
        **told | more,
    )


def meet_each_week(team: Circle, people: list[Person], chance: Chance, until: datetime) -> None:
    """On Monday mornings, and once more next week."""
    if len(people) < 2:
        return
    monday = (until - timedelta(days=until.weekday())).replace(hour=8, minute=30, second=0)
    began = max(one.created_at for one in people) + WEEK
    times = [monday + n * WEEK for n in range(-WEEKS, 2) if n]
    pour_rows(
        meeting(
            team,
            people[0],
            people[1],
            at,
            key=chance.new_key(),
            held=True if at < until else None,
            where="Rue du Port",
            proposed_at=min(at - WEEK, until - WEEK),
            agreed_at=min(at - WEEK, until - WEEK) + timedelta(hours=5),
        )
        for at in times
        if at > began
    )


def people_who_invite(world: World, workers: list[Person], chance: Chance) -> list[Person]:
    """So many that Bruno meets twelve; nobody across a block of his."""
    bruno = world.six["Bruno"]
    taken = {one.pk for one in workers} | {bruno.pk, world.six["Amel"].pk}
    taken |= set(Participant.objects.values_list("person", flat=True))
    taken |= set(Plan.objects.values_list("holder", flat=True))
    taken |= set(KeptApart.objects.values_list("person", flat=True))
    for row in Block.objects.all():
        taken |= {row.person_id, row.blocked_id}
    mine = Plan.objects.filter(participants__person=bruno).exclude(holder=world.six["Amel"])
    free = [one for one in world.people if one.pk not in taken and one.paused_at is None]
    return chance.sample(free, max(MEETS - 1 - mine.count(), 0))


def invite(
    holder: Person, bruno: Person, world: World, number: int, chance: Chance, until: datetime
) -> None:
    """A plan of their own, with Bruno for the service; what is next, or a note that waits."""
    texts = load_texts()["plans"][3]
    plan = plans.begin(texts, holder, until, chance)
    plans.enter(plan, bruno, Relation.SERVICE, until, organisation=world.organisations[1])
    plans.write(plan, texts, until, chance, chosen=[bruno])
    if number % 4:
        at = (until + timedelta(days=1 + number)).replace(hour=9 + number % 3, minute=0)
        plans.meet(plan, holder, bruno, at, until, chance)
    if number % 3 == 0 and plan.circle.started_at < until - 2 * WEEK:
        note_to_confirm(plan, holder, bruno, number, chance, until)


def note_to_confirm(
    plan: Plan, holder: Person, bruno: Person, number: int, chance: Chance, until: datetime
) -> None:
    at = until - timedelta(days=2 + number)
    held = meeting(plan.circle, holder, bruno, at, key=chance.new_key(), held=True)
    held.save()
    Contribution.objects.create(
        meeting=held,
        circle=plan.circle,
        giver=bruno,
        receiver=holder,
        kind=Concept.objects.filter(scheme="contribution", retired_at=None).order_by("pk")[0],
        minutes=30,
        noted_by=holder,
        noted_at=at + timedelta(hours=3),
        at=at,
    )


def note(plan: Plan, bruno: Person, notes: list[str], until: datetime, chance: Chance) -> None:
    """In turn, by the holder and by Bruno, where both read them."""
    began = max(until - 40 * WEEK, plan.circle.started_at + 2 * WEEK)
    step = (until - began) / (len(notes) + 1)
    for number, words in enumerate(notes):
        JournalEntry.objects.create(
            key=chance.new_key(),
            circle=plan.circle,
            author=bruno if number % 2 else plan.holder,
            body=words,
            written_at=began + step * (number + 1),
        )


def review(plan: Plan, said: dict[str, Any], until: datetime, chance: Chance) -> None:
    """Of the year, from three sides."""
    made = Review.objects.create(
        key=chance.new_key(), plan=plan, opened_at=until - timedelta(days=12)
    )
    people = {"person": plan.holder}
    for row in Participant.objects.filter(plan=plan).select_related("person"):
        viewpoint = {"peer": "peer", "service": "team"}.get(row.relation)
        if viewpoint:
            people[viewpoint] = row.person
    for viewpoint, answers in said.items():
        for question, (choice, words) in answers.items():
            ReviewAnswer.objects.create(
                review=made,
                question=question,
                person=people[viewpoint],
                viewpoint=viewpoint,
                choice=choice,
                words=words,
                written_at=until - timedelta(days=9),
            )
