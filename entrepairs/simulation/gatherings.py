"""When groups of the sample network are open, and a year of their gatherings: by a rule, counted,
facilitated in turns."""

import datetime as dt
from typing import Any

from django.utils.timezone import localdate

from entrepairs.gatherings.models import (
    Attending,
    Gathering,
    Headcount,
    Rhythm,
    Turn,
    TurnTaker,
    Visit,
)
from entrepairs.gatherings.rules import CODES
from entrepairs.gatherings.times import days_between, starts_at
from entrepairs.groups.models import Group, GroupOpening
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.people.models import Circle, Person
from entrepairs.people.opening_hours import read_hours
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance
from entrepairs.vocabulary.models import Concept

WEEK = dt.timedelta(days=7)
YEAR = 52 * WEEK
TURNS = 8
FEWEST, MOST = 4, 13  # people at one gathering


def open_doors(group: Group, week: dict[int, str]) -> None:
    """Without booking: as the texts say it, Monday is 0."""
    pour_rows(
        GroupOpening(group_id=group.pk, weekday=weekday, opens=opens, closes=closes)
        for weekday, typed in week.items()
        for opens, closes in read_hours(typed)
    )


def gather_again(
    circle: Circle, people: list[Person], texts: dict[str, Any], until: dt.datetime, chance: Chance
) -> None:
    """For a year, or since the group began; the next turns are dealt, and two people come."""
    begins = max(until - YEAR, circle.started_at).date()
    rhythm = Rhythm.objects.create(
        key=chance.new_key(),
        circle=circle,
        title=texts["gathering"],
        starts_on=begins,
        clock=dt.time(14),
        minutes=120,
        rule=texts.get("rule") or f"FREQ=WEEKLY;INTERVAL=1;BYDAY={CODES[texts['weekday'] - 1]}",
        means="in_person",
        where=texts["address"],
        made_by=people[0],
        made_at=until - YEAR,
        changed_at=until - YEAR,
    )
    meetings = pour_rows(meetings_of(rhythm, people[0], until, chance))
    pour_rows(
        Gathering(
            rhythm_id=rhythm.pk,
            day=localdate(meeting.starts_at),
            meeting_id=meeting.pk,
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
        )
        for meeting in meetings
    )
    pour_rows(
        Headcount(
            meeting_id=meeting.pk,
            circle_id=circle.pk,
            number=chance.randint(FEWEST, MOST),
            peer=chance.random() < 0.8,
            by_id=people[0].pk,
            at=meeting.ends_at,
        )
        for meeting in meetings
    )
    take_turns(rhythm, people[:3], until, chance)
    own = Chance(circle.key)  # the rest of the network stays as it was drawn
    bring(meetings[-1], [one for one in people if one.created_at < meetings[-1].starts_at][:3])
    plan_outing(rhythm, people, until, own)


def bring(meeting: Meeting, people: list[Person]) -> None:
    """At the last gathering: between two, confirmed and not yet; and to the group."""
    if len(people) < 3:
        return
    first, second, third = people
    kinds = list(Concept.objects.filter(scheme="contribution", retired_at=None).order_by("pk"))
    at = meeting.starts_at
    noted: dict[str, Any] = {
        "meeting_id": meeting.pk, "circle_id": meeting.circle_id, "at": at, "minutes": 20,
        "noted_at": at + dt.timedelta(hours=4),
    }  # fmt: skip
    yes = at + dt.timedelta(days=1)
    pour_rows(
        [
            Contribution(
                **noted,
                giver=first,
                receiver=second,
                kind=kinds[0],
                noted_by=first,
                confirmed_by=second,
                confirmed_at=yes,
            ),
            Contribution(**noted, giver=second, kind=kinds[1], noted_by=second, confirmed_at=yes),
            Contribution(**noted, giver=third, receiver=first, kind=kinds[0], noted_by=third),
        ]
    )


def plan_outing(rhythm: Rhythm, people: list[Person], until: dt.datetime, chance: Chance) -> None:
    """Beside the rule: planned by one, agreed by another, to which a third comes."""
    at = (until + dt.timedelta(days=12)).replace(hour=9, minute=40, second=0, microsecond=0)
    outing = Meeting.objects.create(
        key=chance.new_key(),
        circle_id=rhythm.circle_id,
        title="Sortie au marché des Lices",
        starts_at=at,
        minutes=150,
        means="in_person",
        where="Métro Sainte-Anne",
        asked_by=people[0],
        proposed_by=people[0],
        proposed_at=until - dt.timedelta(days=3),
        agreed_by=people[1],
        agreed_at=until - dt.timedelta(days=2),
    )
    Attending.objects.create(
        meeting=outing, person=people[-1], seen_by="group", ends_at=outing.ends_at
    )


def visit(host: Circle, guest: Circle, by: Person, until: dt.datetime, chance: Chance) -> None:
    """The outing of one group, to which another said yes: one meeting of both."""
    planned = Meeting.objects.filter(circle=host, gathering=None, starts_at__gt=until)
    outing = planned.exclude(agreed_at=None).order_by("pk").last()
    if outing is None:
        return
    Visit.objects.create(
        key=chance.new_key(),
        meeting=outing,
        guest=guest,
        asked_by_id=outing.asked_by_id,
        asked_at=until - dt.timedelta(days=2),
        accepted_at=until - dt.timedelta(days=1),
    )
    same = {name: getattr(outing, name) for name in ("title", "starts_at", "minutes", "where")}
    Meeting.objects.create(
        key=chance.new_key(),
        circle=guest,
        means=outing.means,
        asked_by=by,
        proposed_by=by,
        proposed_at=until - dt.timedelta(days=1),
        agreed_at=until - dt.timedelta(days=1),
        same_as=outing,
        **same,
    )


def meetings_of(rhythm: Rhythm, by: Person, until: dt.datetime, chance: Chance) -> list[Meeting]:
    """Those that took place, each on the day of the rule."""
    last = until.date() - dt.timedelta(days=1)
    return [
        Meeting(
            key=chance.new_key(),
            circle_id=rhythm.circle_id,
            title=rhythm.title,
            starts_at=starts_at(rhythm, day),
            minutes=rhythm.minutes,
            means=rhythm.means,
            where=rhythm.where,
            asked_by_id=by.pk,
            proposed_by_id=by.pk,
            proposed_at=starts_at(rhythm, day),
            agreed_at=starts_at(rhythm, day),
            held=True,
        )
        for day in days_between(rhythm, rhythm.starts_on, last)
    ]


def take_turns(rhythm: Rhythm, people: list[Person], until: dt.datetime, chance: Chance) -> None:
    order = chance.sample(people, len(people))
    pour_rows(
        TurnTaker(rhythm_id=rhythm.pk, person_id=person.pk, since=until - 8 * WEEK)
        for person in people
    )
    today = until.date()
    days = list(days_between(rhythm, today + dt.timedelta(days=1), today + YEAR))[:TURNS]
    pour_rows(
        Turn(
            rhythm_id=rhythm.pk,
            day=day,
            person_id=order[number % len(order)].pk,
        )
        for number, day in enumerate(days)
    )
    for person, seen_by in zip(people[:2], ("group", "facilitator"), strict=False):
        Attending.objects.create(
            rhythm=rhythm,
            day=days[0],
            person=person,
            seen_by=seen_by,
            ends_at=starts_at(rhythm, days[0]) + dt.timedelta(minutes=rhythm.minutes),
        )
