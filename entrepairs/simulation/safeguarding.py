"""A few reports, in every state: waiting, proposed, decided, read again; and who decides."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from entrepairs.conversations.models import Message
from entrepairs.notices.models import Notice
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.safeguarding.models import (
    Appeal,
    CallHours,
    HelpsMe,
    HelpsMeReader,
    Report,
    ReportReader,
    RotaPlace,
    Ruling,
    SentReport,
    TakenCall,
)
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance

SEED = 47  # its own: the rest of the network stays as it was drawn
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """Why, how far it is, how many days ago it was reported, the words, the rule, what happened."""

    why: str
    stage: str
    days: int
    words: str
    rule: str
    facts: str


CASES = (
    Case(
        *("threat", "waits", 1),
        "Si tu reviens mardi, je raconte à tout le monde ce que tu as fait.",
        "equals",
        "",
    ),
    Case(
        *("story", "proposed", 2),
        "Vous savez pourquoi Sami ne vient plus ? Il est de nouveau à l’hôpital.",
        "own_story",
        "Le message raconte au groupe l’hospitalisation d’une personne absente.",
    ),
    Case(
        *("hate", "decided", 9),
        "Ces gens-là n’ont rien à faire chez nous, qu’ils restent entre eux.",
        "no_hate",
        "Le message rejette des personnes pour leur origine.",
    ),
    Case(
        *("other", "again", 16),
        "Arrête ton traitement. Moi, j’ai arrêté d’un coup et je vais mieux.",
        "no_orders",
        "Le message dit à une personne d’arrêter son traitement.",
    ),
)
OF_BRUNO = Case(
    *("threat", "told", 6),
    "Si tu n’as pas le courage de sonner à la mairie, ne viens pas te plaindre ici.",
    "equals",
    "Le message reproche à une personne son manque de courage, devant tout le groupe.",
)


def build_reports(world: World, until: datetime) -> None:
    """Of Amel about messages of her group, two of them read by Farid; and of somebody about a
    message of Bruno."""
    chance, six = Chance(SEED), world.six
    build_helps_me(six)
    if (circle := world.group) is None:
        return
    farid, others = six["Farid"], list(six.values())
    free = members_of(circle) - near(farid.pk) - {one.pk for one in others}
    authors = sorted(free)[: len(CASES)]
    judges = build_rota(circle, others, authors, chance, until)
    build_on_call(world.organisations[0], [six["Claire"], *judges[:1]], chance, until)
    network = build_network_rota(world, circle.organisation, chance, until)
    if len(judges) < 4 or len(network) < 2:
        return
    pairs = {"waits": [judges[0], farid], "proposed": [judges[1], farid]}
    for case, author in zip(CASES, authors, strict=False):
        message = speak(circle, author, case, until)
        if message is not None:
            two = pairs.get(case.stage, judges[:2])
            build_report(message, case, [*two, *judges[2:]], six["Amel"], chance, until)
    voices = Circle.objects.filter(memberships__person=six["Bruno"], kind="group")
    if (group := voices.filter(organisation=None).order_by("pk").first()) is not None:
        tell_bruno(group, six["Bruno"], network, chance, until)


def tell_bruno(
    group: Circle, bruno: Person, judges: list[Person], chance: Chance, until: datetime
) -> None:
    """What was decided about his words: he may ask that others read it again."""
    senders = members_of(group) - {bruno.pk}
    message = speak(group, bruno.pk, OF_BRUNO, until)
    sender = Person.objects.filter(pk__in=senders, account=None).order_by("pk").first()
    if message is not None and sender is not None:
        build_report(message, OF_BRUNO, judges, sender, chance, until)


def members_of(circle: Circle) -> set[int]:
    rows = Membership.objects.filter(circle=circle, until=None)
    return set(rows.values_list("person_id", flat=True))


def near(*persons: int) -> set[int]:
    """Those who are or were in a circle with one of them."""
    circles = Membership.objects.filter(person__in=persons).values("circle")
    rows = Membership.objects.filter(circle__in=circles)
    return set(rows.values_list("person_id", flat=True))


def speak(circle: Circle, author: int, case: Case, until: datetime) -> Message | None:
    """The last message before it was reported becomes theirs, with these words."""
    told = [one.words for one in CASES]
    rows = Message.objects.filter(circle=circle, taken_back_at=None)
    before = rows.filter(sent_at__lt=until - case.days * DAY).order_by("-pk")
    message = next((one for one in before if one.body not in told), None)
    if message is not None:
        message.body, message.author_id = case.words, author
        message.save(update_fields=["body", "author"])
    return message


def build_rota(
    circle: Circle, six: list[Person], authors: list[int], chance: Chance, until: datetime
) -> list[Person]:
    """Four people of the organisation who are strangers to it, and one who is asked."""
    organisation: Organisation | None = circle.organisation
    people = Person.objects.filter(
        affiliations__organisation=organisation, affiliations__until=None, paused_at=None
    ).exclude(pk__in={*members_of(circle), *near(*authors), *(one.pk for one in six)})
    found = list(people.distinct().order_by("pk")[:5])
    for number, person in enumerate(found):
        build_place(organisation, person, chance, until, accepted=number < 4)
    return found[:4]


def build_network_rota(
    world: World, organisation: Organisation | None, chance: Chance, until: datetime
) -> list[Person]:
    """Farid, and two from elsewhere who were in no circle with Bruno."""
    known = near(world.six["Bruno"].pk) | {one.pk for one in world.six.values()}
    far = Person.objects.exclude(affiliations__organisation=organisation).exclude(pk__in=known)
    two = list(
        far.filter(paused_at=None, pk__in=[one.pk for one in world.people]).order_by("pk")[:2]
    )
    for person in (world.six["Farid"], *two):
        build_place(None, person, chance, until, accepted=True)
    return two


def build_helps_me(six: dict[str, Person]) -> None:
    """Amel wrote it on a good day, and shows it to Bruno."""
    HelpsMe.objects.create(
        person=six["Amel"],
        helps="Marcher le long du canal. Une tisane. Que l’on ne parle pas, mais que l’on reste.",
        hinders="Les questions. La lumière forte.",
        calls="Ma sœur, 06 39 98 11 42\nBruno, en journée",
    )
    HelpsMeReader.objects.create(owner=six["Amel"], reader=six["Bruno"])


def build_on_call(
    organisation: Organisation, people: list[Person], chance: Chance, until: datetime
) -> None:
    """Two evenings of each week; the first was called once."""
    for number, person in enumerate(people):
        hours = CallHours.objects.create(
            key=chance.new_key(),
            organisation=organisation,
            person=person,
            weekday=2 * number + 1,
            begins=time(18),
            ends=time(21),
            number=f"06 39 98 01 2{number}",
            asked_at=until - 50 * DAY,
            accepted_at=until - 49 * DAY,
        )
        if not number:
            TakenCall.objects.create(hours=hours, at=until - 12 * DAY)


def build_place(
    organisation: Organisation | None,
    person: Person,
    chance: Chance,
    until: datetime,
    *,
    accepted: bool,
) -> None:
    at = until - 60 * DAY
    RotaPlace.objects.create(
        key=chance.new_key(),
        organisation=organisation,
        person=person,
        asked_at=at,
        accepted_at=at + DAY if accepted else None,
    )


def build_report(
    message: Message,
    case: Case,
    judges: list[Person],
    sender: Person,
    chance: Chance,
    until: datetime,
) -> None:
    at = until - case.days * DAY
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
        why=case.why,
        made_at=at,
    )
    SentReport.objects.create(report=report, person=sender)
    ask_readers(report, 1, judges[:2], at)
    if case.stage in ("waits", "proposed"):
        for judge in judges[:2]:
            tell(judge.pk, "to_rule", report.key, f"/reports/read/{report.key}/", at)
    if case.stage == "waits":
        return
    ruling = propose(report, case, judges, chance)
    if case.stage == "told":
        tell(message.author_id, "ruling", ruling.key, f"/reports/decisions/{ruling.key}/", until)
    if case.stage == "again":
        later = at + 5 * DAY
        Appeal.objects.create(
            report=report, person_id=message.author_id, words="Je parlais de moi.", made_at=later
        )
        ask_readers(report, 2, judges[2:4], later)


def propose(report: Report, case: Case, judges: list[Person], chance: Chance) -> Ruling:
    """By the first of the two; agreed to by the other, but for one that waits."""
    agreed: dict[str, Any] = {}
    if case.stage != "proposed":
        agreed = {"agreed_by": judges[1], "agreed_at": report.made_at + 2 * DAY}
    return Ruling.objects.create(
        key=chance.new_key(),
        report=report,
        turn=1,
        outcome="ask",
        facts=case.facts,
        rule=case.rule,
        rules_number=1,
        proposed_by=judges[0],
        proposed_at=report.made_at + DAY,
        **agreed,
    )


def ask_readers(report: Report, turn: int, people: list[Person], at: datetime) -> None:
    ReportReader.objects.bulk_create(
        ReportReader(report=report, person=person, turn=turn, asked_at=at) for person in people
    )


def tell(person: int, kind: str, about: str, path: str, at: datetime) -> None:
    Notice.objects.create(
        person_id=person, kind=kind, about=about, path=path, told_at=at, due_at=at
    )
