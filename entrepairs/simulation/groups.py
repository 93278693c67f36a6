"""Three groups around Rennes: a mutual-aid group, a self-help group without any organisation, and a
group of parents in another town, each with a year of life."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.groups import starting_texts
from entrepairs.groups.models import Agreement, AgreementYes, Backing, Entry, Group
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.reports.models import Report, ReportLine
from entrepairs.simulation import decisions
from entrepairs.simulation.gatherings import gather_again, open_doors, visit
from entrepairs.simulation.persons import World
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.shared_files import share_files
from entrepairs.simulation.texts import Chance, load_texts
from entrepairs.vocabulary.models import Concept
from entrepairs.vocabulary.queries import place_named

WEEK = timedelta(days=7)
WEEKS = 9
REVIEW = timedelta(days=180)


def build_groups(world: World, chance: Chance, until: datetime) -> None:
    roles = {key: Concept.objects.get(scheme="role", key=key) for key in ("visitor", "keeper")}
    amel, bruno, david, eve, farid = (
        world.six[name] for name in ("Amel", "Bruno", "David", "Eve", "Farid")
    )
    told, cafe = load_texts()["groups"], world.group
    if cafe is None:  # without its circles, a network has no group
        return
    around = chance.sample(world.people, min(12, len(world.people)))
    open_group(cafe, told[0], until)
    voices = begin(told[1], until, chance)
    parents = begin(told[2], until, chance)
    members = {
        voices.pk: [farid, amel, *around[:3]],
        parents.pk: [eve, *around[3:8]],
    }
    here = Membership.objects.filter(circle=cafe).select_related("person")
    members[cafe.pk] = [row.person for row in here.order_by("pk")]
    for circle in (voices, parents):
        enter(circle, members[circle.pk], roles["keeper"], until)
    Membership.objects.create(
        circle=voices,
        person=bruno,
        role=roles["visitor"],
        since=until - timedelta(days=56),
        until=until + timedelta(days=5),
    )
    Membership.objects.create(
        circle=cafe,
        person=world.six["Claire"],
        role=roles["keeper"],
        since=cafe.started_at,
    )
    for circle, texts in zip((cafe, voices, parents), told, strict=True):
        live(circle, members[circle.pk], texts, until, chance)
    visit(cafe, voices, farid, until, Chance(41))
    share_files(cafe, members[cafe.pk], until, Chance(43))
    if len(members[cafe.pk]) > 3:
        decisions.decide(cafe, members[cafe.pk], told[0], until, chance)
    Entry.objects.create(
        key=chance.new_key(),
        circle=parents,
        person=david,
        role=Entry.Role.VISITOR,
        words="Bonjour, j’aimerais venir voir.",
        made_at=until - timedelta(days=1),
    )
    support(cafe, world, until)
    tell_year(cafe, world.six["Claire"], told[0]["report"], until, chance)


def begin(texts: dict[str, Any], until: datetime, chance: Chance) -> Circle:
    circle = Circle.objects.create(
        key=chance.new_key(), kind="group", name=texts["name"], started_at=until - 60 * WEEK
    )
    open_group(circle, texts, until)
    return circle


def open_group(circle: Circle, texts: dict[str, Any], until: datetime) -> None:
    """Its page, which everyone reads."""
    Circle.objects.filter(pk=circle.pk).update(about=texts["about"])
    group = Group.objects.create(
        circle=circle,
        kind=texts["kind"],
        audience=5,
        place=place_named(texts["town"]),
        address=texts["address"],
        phone=texts["phone"],
        languages=["fr"],
        unwell=starting_texts.starting_unwell(),
        closes_on_holidays=True,
    )
    open_doors(group, texts.get("open", {}))


def enter(circle: Circle, people: list[Person], keeper: Concept, until: datetime) -> None:
    since = [max(circle.started_at, person.created_at) for person in people]
    pour_rows(
        Membership(circle=circle, person=person, since=day)
        for person, day in zip(people, since, strict=True)
    )
    Membership.objects.create(circle=circle, person=people[0], role=keeper, since=since[0])


def live(
    circle: Circle, people: list[Person], texts: dict[str, Any], until: datetime, chance: Chance
) -> None:
    """An agreement, what is said and noted, hours, and a year of gatherings."""
    first = until - WEEKS * WEEK
    agreement = Agreement.objects.create(
        circle=circle,
        number=1,
        words=starting_texts.starting_agreement(),
        made_by=people[0],
        made_at=first,
        review_on=(first + REVIEW).date(),
    )
    pour_rows(
        AgreementYes(agreement=agreement, person=person, at=first + timedelta(days=2))
        for person in people
        if person.name != "Amel" and person.created_at < first
    )
    pour_rows(messages_of(circle, people, texts, until, chance))
    JournalEntry.objects.create(
        key=chance.new_key(),
        circle=circle,
        author=people[0],
        body=texts["journal"],
        written_at=until - 2 * WEEK,
    )
    if len(people) > 1:
        gather_again(circle, people, texts, until, chance)
        decisions.look_for_a_date(circle, people, texts, until, chance)


def messages_of(
    circle: Circle, people: list[Person], texts: dict[str, Any], until: datetime, chance: Chance
) -> Iterator[Message]:
    lines = texts["said"]
    for number, line in enumerate(lines):
        yield Message(
            circle_id=circle.pk,
            author_id=people[number % len(people)].pk,
            body=line,
            sent_at=until - (len(lines) - number) * timedelta(days=5) + timedelta(hours=number),
            once=chance.new_once(),
        )


def support(cafe: Circle, world: World, until: datetime) -> None:
    """The association of the group of L'Escale has another one as its sponsor."""
    sponsor = world.organisations[2]
    Backing.objects.create(
        circle=cafe,
        organisation=sponsor,
        role=Backing.Role.SPONSOR,
        asked_by=world.six["Claire"],
        since=until - 20 * WEEK,
        accepted_by=world.six["Eve"],
        accepted_at=until - 19 * WEEK,
    )


def tell_year(
    cafe: Circle, by: Person, lines: dict[str, str], until: datetime, chance: Chance
) -> None:
    """The report of last year, which its members read in February, and which was sent."""
    begun = datetime(until.year, 1, 20, 10, tzinfo=until.tzinfo)
    report = Report.objects.create(
        key=chance.new_key(),
        circle=cafe,
        year=until.year - 1,
        started_by=by,
        started_at=begun,
        opened_at=begun + timedelta(days=14),
        sent_at=begun + timedelta(days=28),
    )
    pour_rows(
        ReportLine(report_id=report.pk, name=name, words=words) for name, words in lines.items()
    )
