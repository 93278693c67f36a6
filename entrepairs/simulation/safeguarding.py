"""A few reports, in every state: waiting, proposed, decided, read again; and who decides."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from entrepairs.conversations.models import Message
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.safeguarding.models import (
    Appeal,
    Report,
    ReportReader,
    RotaPlace,
    Ruling,
    SentReport,
)
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance

SEED = 47  # its own: the rest of the network stays as it was drawn
DAY = timedelta(days=1)
FACTS = "Le message annonce à une personne absente qu’on parlera d’elle devant le groupe."
# Why, how far it is, and how many days ago it was reported.
STATES = (
    ("threat", "waits", 1),
    ("story", "proposed", 2),
    ("other", "again", 16),
    ("hate", "decided", 9),
)


def build_reports(world: World, until: datetime) -> None:
    """About messages of one group, sent by Amel; those who decide are in none of its circles."""
    chance = Chance(SEED)
    amel = world.six["Amel"]
    circle = (
        Circle.objects.filter(kind="group", memberships__person=amel, memberships__until=None)
        .order_by("pk")
        .first()
    )
    if circle is None:
        return
    six = list(world.six.values())
    rows = Message.objects.filter(circle=circle, taken_back_at=None).exclude(author__in=six)
    messages = list(rows.order_by("-pk")[: len(STATES)])
    judges = build_rota(circle, six, chance, until)
    if len(judges) < 4:
        return
    for message, state in zip(messages, STATES, strict=False):
        build_report(message, state, judges, amel, chance, until)


def build_rota(circle: Circle, six: list[Person], chance: Chance, until: datetime) -> list[Person]:
    """Four people of the organisation who are not of that circle, and one who is asked."""
    inside = Membership.objects.filter(circle=circle).values("person")
    people = Person.objects.filter(
        affiliations__organisation=circle.organisation, affiliations__until=None, paused_at=None
    ).exclude(Q(pk__in=inside) | Q(pk__in=[one.pk for one in six]))
    found = list(people.distinct().order_by("pk")[:5])
    organisation: Organisation | None = circle.organisation
    for number, person in enumerate(found):
        at = until - 60 * DAY
        RotaPlace.objects.create(
            key=chance.new_key(),
            organisation=organisation,
            person=person,
            asked_at=at,
            accepted_at=at + DAY if number < 4 else None,
        )
    return found[:4]


def build_report(
    message: Message,
    state: tuple[str, str, int],
    judges: list[Person],
    sender: Person,
    chance: Chance,
    until: datetime,
) -> None:
    why, stage, days = state
    at = until - days * DAY
    report = Report.objects.create(
        key=chance.new_key(),
        kind="message",
        thing=str(message.once),
        path=f"{message.circle.talk_path}#m-{message.once.hex}",
        place=message.circle.name,
        author_id=message.author_id,
        circle=message.circle,
        organisation=message.circle.organisation,
        stood=message.body,
        said_at=message.sent_at,
        why=why,
        made_at=at,
    )
    SentReport.objects.create(report=report, person=sender)
    ask_readers(report, 1, judges[:2], at)
    if stage == "waits":
        return
    decided: dict[str, Any] = {}
    if stage != "proposed":
        decided = {"agreed_by": judges[1], "agreed_at": at + 2 * DAY}
    Ruling.objects.create(
        key=chance.new_key(),
        report=report,
        turn=1,
        outcome="ask",
        facts=FACTS,
        rule="own_story",
        rules_number=1,
        proposed_by=judges[0],
        proposed_at=at + DAY,
        **decided,
    )
    if stage == "again":
        later = at + 5 * DAY
        Appeal.objects.create(
            report=report, person_id=message.author_id, words="Je parlais de moi.", made_at=later
        )
        ask_readers(report, 2, judges[2:], later)


def ask_readers(report: Report, turn: int, people: list[Person], at: datetime) -> None:
    ReportReader.objects.bulk_create(
        ReportReader(report=report, person=person, turn=turn, asked_at=at) for person in people
    )
