"""Pairs and what happened between them: proposals, words, meetings, contributions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from entrepairs.conversations.models import JournalEntry, Message, Reading
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs.models import Agreement, Invitation
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.simulation import Built, Progress
from entrepairs.simulation.persons import World
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance

PAIRED = 0.5  # of the people
LATEST = timedelta(days=1)
SOME = 500  # pairs at once: what is held in memory


class Pair:
    """Two people, since when, until when, and how they are together."""

    def __init__(self, a: Person, b: Person, chance: Chance, until: datetime) -> None:
        self.a, self.b, self.chance = a, b, chance
        both_here = max(a.created_at, b.created_at) + timedelta(days=2)
        span = max(until - LATEST - both_here, timedelta(days=1))
        self.since = min(both_here + span * chance.random() * 0.6, until - LATEST)
        self.until = (
            self.since + (until - self.since) * chance.uniform(0.2, 0.9)
            if chance.random() < 0.2
            else None
        )
        self.last = self.until or until - LATEST
        self.language = "en" if "en" in (a.language, b.language) else "fr"
        self.lean = chance.betavariate(6, 6)  # who speaks, starts and gives: 0.5 is even
        self.circle: Any = None

    def pick_two(self) -> tuple[Person, Person]:
        return (self.a, self.b) if self.chance.random() < self.lean else (self.b, self.a)


def build_lives(
    world: World, chance: Chance, since: datetime, until: datetime, progress: Progress
) -> Built:
    order = chance.sample(world.people, len(world.people))
    count = int(len(order) * PAIRED) // 2
    pairs = [Pair(order[2 * i], order[2 * i + 1], chance, until) for i in range(count)]
    messages = meetings = 0
    with progress("pairs", count) as advance:
        for start in range(0, count, SOME):
            some = pairs[start : start + SOME]
            made = _live(some, world, chance, until)
            messages, meetings = messages + made[0], meetings + made[1]
            advance(len(some))
    _leave_unanswered(order[2 * count :], chance, until)
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
        for turn, line in enumerate(chance.pick_dialogue(pair.language)):
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
    for giver, receiver in ((pair.a, pair.b), (pair.b, pair.a)):
        share = pair.lean if giver is pair.a else 1 - pair.lean
        kinds = chance.pick_different(
            world.concepts["contribution"], 2 if chance.random() < share else 1
        )
        for kind in kinds:
            yield Contribution(
                meeting_id=meeting.pk,
                circle_id=meeting.circle_id,
                giver_id=giver.pk,
                receiver_id=receiver.pk,
                kind_id=kind,
                minutes=chance.choice([15, 30, 30, 60]),
                noted_by_id=noter.pk,
                noted_at=meeting.starts_at + timedelta(days=1),
                confirmed_by_id=other.pk if sure else None,
                confirmed_at=confirmed if sure else None,
                at=meeting.starts_at,
            )


def _leave_unanswered(alone: list[Person], chance: Chance, until: datetime) -> None:
    """Proposals that nobody has answered yet."""
    made = []
    for by, to in zip(alone[::2], alone[1::2], strict=False):
        if chance.random() < 0.2:
            at = until - timedelta(days=chance.uniform(0.2, 15))
            made.append(
                Invitation(
                    key=chance.new_key(),
                    by_id=by.pk,
                    to_id=to.pk,
                    words=chance.pick_text("invitations", by.language),
                    made_at=at,
                    expires_at=at + timedelta(days=21),
                )
            )
    pour_rows(made)
