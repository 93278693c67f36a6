"""The circle of David and of his deputy: a few words, a meeting, a draft in two versions."""

from datetime import datetime, time, timedelta

from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.delegations.models import Delegation, Draft, DraftVersion
from entrepairs.mandates.models import Body, Mandate
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance

SEED = 58  # its own: the rest of the network stays as it was drawn
TITLE = "Ce que nous disons des délais d’accès au dossier"
DRAFT = (
    "41 jours en moyenne, 8 prévus par la loi. Nous demandons un point à chaque séance.",
    "41 jours en moyenne, 8 prévus par la loi. Nous demandons un point à chaque séance, et le"
    " nombre de dossiers par service.",
)
NOTE = "Demander la liste des pièces dix jours avant la séance."
SAID = (
    "Bonjour, je suis votre titulaire. On se voit avant la séance ?",
    "Avec plaisir. Mardi, au café d’en face ?",
)


def build_delegation(world: World, until: datetime) -> None:
    """Both joined a week after the deputy was named."""
    chance, david = Chance(SEED), world.six["David"]
    mandates = Mandate.objects.filter(body__kind__key="cdu", accepted_at__isnull=False)
    deputy = mandates.filter(seat__order=1, withdrawn_at=None).select_related("body").first()
    mine = mandates.filter(person=david).first()
    if not deputy or not mine:
        return
    begun = until - timedelta(days=20)
    circle = _circle(deputy.body, [mine, deputy], begun, chance)
    people = [david, deputy.person]
    _words(circle, people, begun, chance)
    _meeting(circle, people, until, chance)
    _draft(circle, people, until, chance)


def _circle(body: Body, mandates: list[Mandate], begun: datetime, chance: Chance) -> Circle:
    circle = Circle.objects.create(
        key=chance.new_key(), kind="delegation", name=body.name, started_at=begun
    )
    Delegation.objects.create(body=body, circle=circle)
    for one in mandates:
        day = one.until + timedelta(days=1)
        ends = datetime.combine(day, time(), tzinfo=begun.tzinfo)
        Membership.objects.create(circle=circle, person_id=one.person_id, since=begun, until=ends)
    return circle


def _words(circle: Circle, people: list[Person], begun: datetime, chance: Chance) -> None:
    for number, (person, words) in enumerate(zip(people, SAID, strict=True)):
        at = begun + timedelta(hours=3 + number)
        Message.objects.create(
            circle=circle, author=person, body=words, sent_at=at, once=chance.new_once()
        )
    at = begun + timedelta(days=6)
    JournalEntry.objects.create(circle=circle, author=people[0], body=NOTE, written_at=at)


def _meeting(circle: Circle, people: list[Person], until: datetime, chance: Chance) -> None:
    day = until + timedelta(days=6)
    Meeting.objects.create(
        key=chance.new_key(),
        circle=circle,
        title="Préparer la séance",
        starts_at=day.replace(hour=16, minute=0, second=0, microsecond=0),
        minutes=60,
        time_zone="Europe/Paris",
        means="in_person",
        where="Café d’en face",
        asked_by=people[0],
        proposed_by=people[0],
        proposed_at=until - timedelta(days=3),
        agreed_by=people[1],
        agreed_at=until - timedelta(days=2),
    )


def _draft(circle: Circle, people: list[Person], until: datetime, chance: Chance) -> None:
    begun = until - timedelta(days=9)
    draft = Draft.objects.create(
        key=chance.new_key(), circle=circle, title=TITLE, begun_by=people[0], made_at=begun
    )
    for number, (person, words) in enumerate(zip(people, DRAFT, strict=True), 1):
        at = begun + timedelta(days=number - 1)
        DraftVersion.objects.create(
            draft=draft, number=number, words=words, author=person, written_at=at
        )
