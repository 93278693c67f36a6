"""Pairs and what happened between them: invitations, words, meetings, contributions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from entrepairs.conversations.models import JournalEntry, Message, Reading
from entrepairs.meetings.exchange_sums import share_minutes
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs.models import Agreement, Invitation
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.simulation import Built, Progress, stops, wishes
from entrepairs.simulation.pairing import find_pairs
from entrepairs.simulation.persons import World
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance

PAIRED = 0.5  # of the people
LEANING = 0.25  # of the pairs: one brings far more than the other
LATEST = timedelta(days=1)
SOME = 500  # pairs at once: what is held in memory
STEP = 5  # minutes, as people say them


class Pair:
    """Two people, since when, until when, and how they are together."""

    def __init__(self, a: Person, b: Person, chance: Chance, until: datetime) -> None:
        self.a, self.b, self.chance = a, b, chance
        both_here = max(a.created_at, b.created_at) + timedelta(days=4)
        span = max(until - LATEST - both_here, timedelta(days=1))
        self.since = min(both_here + span * chance.random() * 0.6, until - LATEST)
        self.until = (
            self.since + (until - self.since) * chance.uniform(0.2, 0.9)
            if chance.random() < 0.2
            else None
        )
        self.paused_at: datetime | None = None
        self.last = self.until or until - LATEST
        self.language = "en" if "en" in (a.language, b.language) else "fr"
        self.lean = draw_lean(chance)  # who speaks, starts and gives: 0.5 is even
        self.said: set[str] = set()
        self.circle: Any = None

    def pick_two(self) -> tuple[Person, Person]:
        return (self.a, self.b) if self.chance.random() < self.lean else (self.b, self.a)


def draw_lean(chance: Chance) -> float:
    if chance.random() < LEANING:
        much = chance.uniform(0.7, 0.92)
        return much if chance.random() < 0.5 else 1 - much
    return chance.betavariate(40, 40)


def build_lives(
    world: World, chance: Chance, until: datetime, progress: Progress, seed: int
) -> Built:
    world.wishes = wishes.draw_wishes(world, chance)
    willing = [who for who in world.people if who.pk in world.wishes]
    twos = find_pairs(willing, world, seed)
    chance.shuffle(twos)
    count = min(len(twos), int(len(world.people) * PAIRED) // 2)
    pairs = [Pair(one, other, chance, until) for one, other in twos[:count]]
    stops.stop_some(pairs, chance, until)
    for pair in pairs:
        for who in (pair.a, pair.b):
            wishes.take_place(who, world, chance, pair.since, until)
    pour_rows(row for rows in world.wishes.values() for row in rows)
    messages = meetings = 0
    with progress("pairs", count) as advance:
        for start in range(0, count, SOME):
            some = pairs[start : start + SOME]
            made = _live(some, world, chance, until)
            messages, meetings = messages + made[0], meetings + made[1]
            advance(len(some))
    stops.note_stops(pairs, chance)
    world.unpaired = twos[count:]
    return Built(len(world.people) + 6, count, messages, meetings)


def _live(pairs: list[Pair], world: World, chance: Chance, until: datetime) -> tuple[int, int]:
    circles = pour_rows(circle_of(p, world, chance) for p in pairs)
    for pair, made in zip(pairs, circles, strict=True):
        pair.circle = made
    pour_rows(
        Membership(circle_id=p.circle.pk, person_id=who.pk, since=p.since, until=p.until)
        for p in pairs
        for who in (p.a, p.b)
    )
    pour_rows(invitation_of(p, chance) for p in pairs)
    pour_rows(a for p in pairs if chance.random() < 0.7 for a in agreements_of(p, chance))
    messages = pour_rows(m for p in pairs for m in dialogues_of(p, chance))
    last = {m.circle_id: m for m in messages}
    pour_rows(
        Reading(circle_id=p.circle.pk, person_id=who.pk, message_id=last[p.circle.pk].pk, at=p.last)
        for p in pairs
        if p.circle.pk in last
        for who in (p.a, p.b)
    )
    pour_rows(
        JournalEntry(
            key=chance.new_key(),
            circle_id=p.circle.pk,
            author_id=p.a.pk,
            body=chance.pick_text("journal", p.language),
            written_at=p.since + (p.last - p.since) / 2,
        )
        for p in pairs
        if chance.random() < 0.3
    )
    meetings = pour_rows(m for p in pairs for m in meetings_of(p, chance))
    by_circle = {p.circle.pk: p for p in pairs}
    pour_rows(
        c
        for m in meetings
        for c in contributions_to(m, by_circle[m.circle_id], world, chance, until)
    )
    return len(messages), len(meetings)


def circle_of(pair: Pair, world: World, chance: Chance) -> Circle:
    home = world.home.get(pair.a.pk)
    shared = home.pk if home is not None and home == world.home.get(pair.b.pk) else None
    return Circle(
        key=chance.new_key(),
        kind="pair",
        organisation_id=shared,
        started_at=pair.since,
        paused_at=pair.paused_at,
        ended_at=pair.until,
    )


def invitation_of(pair: Pair, chance: Chance) -> Invitation:
    by, to = pair.pick_two()
    made = pair.since - timedelta(hours=chance.randint(2, 40))
    return Invitation(
        key=chance.new_key(),
        by_id=by.pk,
        to_id=to.pk,
        words=chance.pick_text("invitations", pair.language),
        made_at=made,
        expires_at=made + timedelta(days=21),
        accepted_at=pair.since,
        circle_id=pair.circle.pk,
    )


def agreements_of(pair: Pair, chance: Chance) -> Iterator[Agreement]:
    by, to = pair.pick_two()
    at = pair.since + timedelta(hours=20)
    yield Agreement(
        circle_id=pair.circle.pk,
        words=chance.pick_text("agreements", pair.language),
        proposed_by_id=by.pk,
        proposed_at=at,
        accepted_by_id=to.pk,
        accepted_at=at + timedelta(hours=5),
    )


def at_waking_hour(at: datetime, chance: Chance) -> datetime:
    """The same day, at an hour when people are up."""
    return at.replace(hour=chance.randint(7, 19), minute=chance.randint(0, 59))


def dialogues_of(pair: Pair, chance: Chance) -> Iterator[Message]:
    """A dialogue every ten days or so, a few minutes between its lines."""
    at = pair.since + timedelta(hours=chance.randint(1, 30))
    while at < pair.last:
        first, second = pair.pick_two()
        at = max(at_waking_hour(at, chance), pair.since)
        for turn, line in enumerate(chance.pick_dialogue(pair.language, pair.said)):
            if at >= pair.last:
                return
            author = first if turn % 2 == 0 else second
            yield Message(
                circle_id=pair.circle.pk,
                author_id=author.pk,
                body=line,
                sent_at=at,
                once=chance.new_once(),
            )
            at += timedelta(minutes=chance.expovariate(1 / 25))
        at += timedelta(days=chance.uniform(3, 18))


def meetings_of(pair: Pair, chance: Chance) -> Iterator[Meeting]:
    """A meeting every two weeks or so; one in ten is not held."""
    at = (pair.since + timedelta(days=chance.randint(3, 12))).replace(
        hour=chance.choice([9, 13, 14, 16]), minute=0
    )
    while at < pair.last:
        by, to = pair.pick_two()
        proposed = max(at - timedelta(days=chance.randint(2, 6)), pair.since)
        means = chance.choices(["in_person", "phone", "link"], weights=[6, 3, 1])[0]
        yield Meeting(
            key=chance.new_key(),
            circle_id=pair.circle.pk,
            title=chance.pick_text("titles", pair.language),
            starts_at=at,
            minutes=chance.choice([30, 60, 60, 90]),
            means=means,
            where=chance.pick_text("places") if means == "in_person" else "",
            asked_by_id=by.pk,
            proposed_by_id=by.pk,
            proposed_at=proposed,
            agreed_by_id=to.pk,
            agreed_at=min(proposed + timedelta(hours=6), at),
            held=chance.random() < 0.9,
        )
        at += timedelta(days=chance.choice([7, 14, 14, 21]))


def contributions_to(
    meeting: Meeting, pair: Pair, world: World, chance: Chance, until: datetime
) -> Iterator[Contribution]:
    """What each brought; the other confirmed nearly always, save what is too recent."""
    if not meeting.held or chance.random() < 0.15:
        return
    noter, other = pair.pick_two()
    confirmed = min(meeting.starts_at + timedelta(days=2), until)
    sure = chance.random() < 0.9 and meeting.starts_at < until - timedelta(days=4)
    mine = share_of_time(meeting.minutes, pair.lean, chance)
    for giver, receiver, time in (
        (pair.a, pair.b, mine),
        (pair.b, pair.a, meeting.minutes - mine),
    ):
        most = min(2, time // STEP)
        kinds = chance.pick_different(world.concepts["contribution"], most)
        for kind, minutes in zip(kinds, share_minutes(time, len(kinds)), strict=True):
            yield Contribution(
                meeting_id=meeting.pk,
                circle_id=meeting.circle_id,
                giver_id=giver.pk,
                receiver_id=receiver.pk,
                kind_id=kind,
                minutes=minutes,
                noted_by_id=noter.pk,
                noted_at=meeting.starts_at + timedelta(days=1),
                confirmed_by_id=other.pk if sure else None,
                confirmed_at=confirmed if sure else None,
                at=meeting.starts_at,
            )


def share_of_time(minutes: int, lean: float, chance: Chance) -> int:
    """What the first brought, of the time that they had."""
    share = min(max(chance.gauss(lean, 0.1), 0), 1)
    return STEP * round(minutes * share / STEP)
