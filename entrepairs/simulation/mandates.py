"""Bodies where people of L'Escale sit: two hospitals, a council of social life, a region."""

from datetime import date, datetime, timedelta
from typing import Any

from entrepairs.mandates.models import Body, Mandate, Seat, Term
from entrepairs.people.models import Affiliation, Person
from entrepairs.simulation.complaints import build_ledger
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance
from entrepairs.vocabulary.models import Concept, Place

SEED = 36  # its own: the rest of the network stays as it was drawn
# Kind, name, town, began how many days ago, ends in how many days, full seats, deputies of each.
BODIES: tuple[tuple[str, str, str, int, int, int, int], ...] = (
    ("cdu", "Commission des usagers du CHU", "Tours", 340, 755, 2, 1),
    ("cs", "Conseil de surveillance du CHU", "Tours", 1706, 120, 2, 0),
    ("cdu", "Commission des usagers de l’hôpital de Vitré", "Vitré", 700, 395, 2, 1),
    ("crsa", "Conférence régionale de la santé", "Orléans", 900, 925, 1, 2),
)


def build_mandates(world: World, until: datetime) -> None:
    """David holds the first seat of both bodies of the teaching hospital, with a deputy on one.

    The other seats are empty, and Claire has proposed one to Amel.
    """
    chance, (escale, *_others) = Chance(SEED), world.organisations
    kinds = {kind.key: kind for kind in Concept.objects.filter(scheme="body")}
    first: dict[str, tuple[Term, list[Seat]]] = {}
    for kind, name, town, ago, left, number, deputies in BODIES:
        place = Place.objects.filter(name=town, country="FR").order_by("-population").first()
        body = Body.objects.create(
            key=chance.new_key(), kind=kinds[kind], name=name, place=place, kept_by=escale
        )
        began, ends = until - timedelta(days=ago), until + timedelta(days=left)
        term = Term.objects.create(body=body, since=began.date(), until=ends.date())
        first[name] = term, add_seats(body, began.date(), number, deputies, chance)
    claire, david = world.six["Claire"], world.six["David"]
    known = {person.pk for person in world.six.values()}
    members = Affiliation.objects.filter(organisation=escale, until=None).order_by("pk")
    others = [row.person for row in members.select_related("person") if row.person_id not in known]

    def add(body: str, seat: int, person: Person, days: int, *, accepted: bool = True) -> None:
        term, seats = first[body]
        asked = until - timedelta(days=days)
        more: dict[str, Any] = {"accepted_at": asked + timedelta(hours=20)} if accepted else {}
        since = max(asked.date(), term.since)
        Mandate.objects.create(
            key=chance.new_key(),
            body_id=term.body_id,
            seat=seats[seat],
            term=term,
            person=person,
            since=since,
            until=term.until,
            organisation=escale,
            proposed_by=claire,
            made_at=asked,
            **more,
        )

    build_ledger(first[BODIES[0][1]][0].body, until)
    add(BODIES[0][1], 0, david, 340)
    add(BODIES[1][1], 0, david, 1600)
    if others:
        add(BODIES[0][1], 1, others[0], 28)
    add(BODIES[2][1], 0, world.six["Amel"], 2, accepted=False)


def add_seats(body: Body, since: date, number: int, deputies: int, chance: Chance) -> list[Seat]:
    """Each full seat, then its deputies in their order."""
    found: list[Seat] = []
    for one in range(1, number + 1):
        full: Seat | None = None
        for order in range(deputies + 1):
            seat = Seat.objects.create(
                key=chance.new_key(),
                body=body,
                number=one,
                order=order,
                deputy_of=full,
                since=since,
            )
            full = full or seat
            found.append(seat)
    return found
