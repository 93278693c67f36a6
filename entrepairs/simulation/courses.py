"""Courses: a programme of therapeutic education and a term of a recovery college, each with its
sessions, who came and for how long; a module at a nursing school that is to come."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from entrepairs.courses.models import Attendance, Course, LedSession
from entrepairs.events import search_entries
from entrepairs.events.models import Event, Session
from entrepairs.people.models import Circle, Membership, Organisation, Person
from entrepairs.registrations.models import Registration
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance
from entrepairs.vocabulary.queries import place_named

SEED = 37  # its own: the rest of the network stays as it was drawn
PARIS = ZoneInfo("Europe/Paris")
WHOLE = 120  # minutes
COURSES: tuple[dict[str, Any], ...] = (
    {
        "kind": "etp",
        "title": "Vivre avec une insuffisance rénale",
        "for_whom": "Adultes, avant ou pendant la dialyse",
        "takes": "6 fois 2 h, en six mois",
        "costs": "Gratuit, trajets remboursés en transports",
        "seen": "L’équipe de 4 personnes. Votre médecin reçoit un mot, relu par vous",
        "declared": "ETP-35-2024-012",
        "first": -150,
        "every": 30,
        "sessions": (
            "Faire le point, à deux",
            "Comprendre ses analyses",
            "Manger, sortir, voyager",
            "Le dire, ou pas : travail, famille",
            "La greffe, la dialyse, choisir",
            "Et maintenant ?",
        ),
        "people": 14,
    },
    {
        "kind": "college",
        "title": "Centre de rétablissement : le trimestre d’hiver",
        "for_whom": "Tout le monde : pairs, proches, professionnels",
        "takes": "4 ateliers de 2 h, le vendredi",
        "costs": "Gratuit",
        "seen": "Les deux personnes qui animent chaque atelier",
        "first": 20,
        "every": 7,
        "sessions": (
            "Entendre des voix, en parler",
            "Dormir, pour de vrai",
            "Écrire son plan de crise",
            "Travailler : le dire ou pas",
        ),
        "people": 9,
    },
    {
        "kind": "training",
        "title": "Module à l’IFSI : ce que la rue apprend aux soignants",
        "for_whom": "Étudiants infirmiers, 2e année",
        "takes": "Une journée",
        "costs": "Les intervenants sont payés par l’IFSI",
        "seen": "Les intervenants, d’abord",
        "first": 40,
        "every": 0,
        "sessions": ("Sortir de la rue : ce qui a tenu", "Parler des voix sans peur"),
        "people": 0,
    },
)


def build_courses(world: World, until: datetime) -> None:
    chance, escale, claire = Chance(SEED), world.organisations[0], world.six["Claire"]
    for told in COURSES:
        event = _begin(chance, escale, claire, told, until)
        sessions = [
            _add_session(chance, event, title, number, told["every"])
            for number, title in enumerate(told["sessions"])
        ]
        people = [_register(chance, event, number) for number in range(told["people"])]
        search_entries.index_event(event)
        for number, session in enumerate(sessions):
            if session.starts_at and session.starts_at < until:
                _note(chance, session, people, claire, by_peer=number % 2 == 0)


def _begin(
    chance: Chance, escale: Organisation, claire: Person, told: dict[str, Any], until: datetime
) -> Event:
    key, first = chance.new_key(), (until + timedelta(days=told["first"])).date()
    lasts = timedelta(days=told["every"] * (len(told["sessions"]) - 1))
    circle = Circle.objects.create(
        key=key, kind="event", name=told["title"], organisation=escale, started_at=until
    )
    Membership.objects.create(circle=circle, person=claire, since=until)
    event = Event.objects.create(
        key=key,
        circle=circle,
        kind="workshop",
        state="published",
        title_fr=told["title"],
        for_whom_fr=told["for_whom"],
        starts_on=first,
        ends_on=first + lasts,
        venue="Maison des usagers",
        place=place_named("Rennes"),
        registers=True,
        capacity=20,
        step_free=True,
        published_at=until,
        changed_at=until,
    )
    Course.objects.create(
        event=event,
        kind=told["kind"],
        takes_fr=told["takes"],
        costs_fr=told["costs"],
        seen_fr=told["seen"],
        declared=told.get("declared", ""),
        declared_on=date(2024, 3, 1) if "declared" in told else None,
    )
    return event


def _add_session(chance: Chance, event: Event, title: str, number: int, every: int) -> Session:
    """One every so many days; on one day, one after the other."""
    day = event.starts_on + timedelta(days=every * number)
    hour = 14 if every else 9 + 3 * number
    starts = datetime.combine(day, time(hour, 0), tzinfo=PARIS)
    return Session.objects.create(
        key=chance.new_key(),
        event=event,
        kind="workshop",
        title_fr=title,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=WHOLE),
        order=number,
    )


def _register(chance: Chance, event: Event, number: int) -> Registration:
    one = Registration.objects.create(
        key=chance.new_key(), door=chance.new_key(), event=event, name=f"Participant {number + 1}"
    )
    Registration.objects.filter(pk=one.pk).update(state="place", told="place")
    return one


def _note(
    chance: Chance, session: Session, people: list[Registration], claire: Person, by_peer: bool
) -> None:
    LedSession.objects.create(session=session, by_peer=by_peer)
    for one in people:
        if chance.random() < 0.8:
            minutes = WHOLE if chance.random() < 0.85 else WHOLE // 2
            Attendance.objects.create(
                session=session, registration=one, minutes=minutes, noted_by=claire
            )
