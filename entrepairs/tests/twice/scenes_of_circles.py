"""What is asked in groups, teams and plans, and what is kept there, for worlds that are played
twice."""

import datetime as dt
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.gatherings.actions import bringing, turns
from entrepairs.gatherings.models import Rhythm, Swap, Turn, TurnTaker
from entrepairs.gatherings.tests.making import rhythm_of
from entrepairs.groups.actions.entries import leave_group
from entrepairs.groups.models import Group
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import a_held_meeting
from entrepairs.people.models import Person
from entrepairs.plans.actions.invitations import decline_plan
from entrepairs.plans.models import PlanInvitation
from entrepairs.plans.tests.making import invited, plan_started, with_people
from entrepairs.reviews.tests.making import answered, review_opened
from entrepairs.teams.actions.roles import decline_team_role
from entrepairs.teams.models import TeamRole
from entrepairs.teams.tests.making import offered, team_started
from entrepairs.tests.twice.world import World

WEEK = dt.timedelta(days=7)


def circles_ask(world: World) -> None:
    """Amel asks David for his turn and invites Farid to her plan; Claire offers Bruno a role in a
    team, and says what she brought to David. The names of those
    who are asked are for the network."""
    people = world.people
    with hats.system("test"):
        Person.objects.filter(name__in=["Farid", "Bruno", "Hugo"]).update(audience=4)
        group = Group.objects.select_related("circle").get(circle=world.network.group)
    rhythm = rhythm_of(group, people["Claire"], starts_on=timezone.localdate() + WEEK)
    hers, his = two_turns(rhythm, people["Amel"], people["David"])
    world.does("Amel", turns.suggest_swap, turn=hers, other=his)
    invited(plan_started(people["Amel"]), people["Farid"])
    team = team_started(people["Claire"], world.network.escale)
    offered(team, people["Claire"], people["Bruno"])
    says_what_was_brought(world, "Claire", "David")


def two_turns(rhythm: Rhythm, one: Person, other: Person) -> tuple[Turn, Turn]:
    with hats.system("test"):
        for person in (one, other):
            TurnTaker.objects.create(rhythm=rhythm, person=person)
        first = Turn.objects.create(rhythm=rhythm, day=rhythm.starts_on, person=one)
        return first, Turn.objects.create(rhythm=rhythm, day=rhythm.starts_on + WEEK, person=other)


def says_what_was_brought(world: World, one: str, other: str) -> None:
    """At a meeting of the café, some days ago."""
    meeting = met(world)
    lines = [("given", "listening", 30)]
    people = [world.people[other]]
    world.does(one, bringing.note_brought, of=meeting, day=None, people=people, lines=lines)


def met(world: World) -> Meeting:
    circle, people = world.network.group, world.people
    with hats.system("test"):
        found = Meeting.objects.filter(circle=circle, held=True).select_related("circle")
        meeting: Meeting | None = found.first()
    return meeting or a_held_meeting(circle, people["Claire"], people["Amel"])


def each_says_no(world: World) -> None:
    """To all that was asked; and Eve and David look back on a year, in a plan of hers."""
    with hats.system("test"):
        swap = Swap.objects.select_related("turn__rhythm").get()
        entry = PlanInvitation.objects.select_related("plan__circle").get(
            person=world.people["Farid"]
        )
        offer = TeamRole.objects.select_related("circle").get(person=world.people["Bruno"])
        meeting = Meeting.objects.get(circle=world.network.group, held=True)
    world.does("David", turns.decline_swap, swap=swap)
    world.does("Farid", decline_plan, invitation=entry)
    world.does("Bruno", decline_team_role, offer=offer)
    world.does("David", bringing.leave_unconfirmed, meeting=meeting, noter=world.people["Claire"])
    look_back(world)


def look_back(world: World) -> None:
    plan = plan_started(world.people["Eve"], "Plan : Eve")
    with_people(plan, peer=world.people["Hugo"])
    review = review_opened(plan)
    for name in ("Eve", "Hugo"):
        answered(review, world.people[name], 1, "mots")


def david_notes_amel(world: World) -> None:
    says_what_was_brought(world, "David", "Amel")


def david_leaves(world: World) -> None:
    world.does("David", leave_group, circle=world.network.group)


def david_declines_then_leaves(world: World) -> None:
    with hats.system("test"):
        meeting = Meeting.objects.get(circle=world.network.group, held=True)
    with hats.person(world.people["David"].pk):
        bringing.leave_unconfirmed(
            meeting=meeting, noter=world.people["Claire"], once=uuid4(), by=world.people["David"]
        )
    david_leaves(world)
