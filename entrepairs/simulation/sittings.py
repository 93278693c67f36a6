"""Two years of sittings of the sample bodies, as the delegation of the first wrote of them."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from entrepairs.mandates.models import Body, Mandate, Term
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance
from entrepairs.sittings.models import (
    Approval,
    Came,
    Cost,
    NextStep,
    Note,
    Paper,
    PaperRequest,
    Sitting,
    Training,
)

SEED = 47  # its own: the rest of the network stays as it was drawn
ZONE = "Europe/Paris"
BACK, BETWEEN = 730, 91  # days
NEXT = {"cdu": 9, "cs": 40, "crsa": 70}  # in how many days the next one is
SAID = (
    "Bilan des réclamations lu ensemble. Deux sujets portés, une réponse reçue.",
    "Les horaires de visite sont affichés dans quatre services sur six.",
    "L’accès au dossier prend encore 41 jours. La direction revient avec un plan.",
    "Présentation de l’enquête de satisfaction. Nous demandons les réponses libres.",
)
STEPS = ("Relire l’affiche en français facile", "Demander les délais par service")
# Of this year: asked how many days ago, received how many days ago.
PAPERS: tuple[tuple[str, int, int | None], ...] = (
    ("complaints", 70, 3),
    ("satisfaction", 70, 3),
    ("quality_programme", 160, 120),
    ("serious_events", 45, None),
    ("appeals", 8, None),
)


def build_sittings(world: World, until: datetime) -> None:
    """David and his deputy wrote after those of the commission, he alone after those of the board.

    Of the two others, the days are known.
    """
    chance, (escale, *_others) = Chance(SEED), world.organisations
    david = world.six["David"]
    for body in Body.objects.filter(kept_by=escale).select_related("kind").order_by("pk"):
        _add_term_before(body, until)
        mine = Mandate.objects.filter(body=body, person=david).first()
        for number, sitting in enumerate(_sittings(body, until, chance)):
            if mine and sitting.starts_at < until and mine.since <= sitting.day:
                _write(sitting, mine, number, chance)
        if mine and body.kind.key == "cdu":
            _ask_for_papers(body, mine, until)
    _fill_own_pages(world, until)


def _add_term_before(body: Body, until: datetime) -> None:
    """Two years of sittings need terms of two years."""
    first = Term.objects.filter(body=body).order_by("since")[0]
    if first.since > until.date() - timedelta(days=BACK + 30):
        ends = first.since - timedelta(days=1)
        Term.objects.create(body=body, since=ends - timedelta(days=1095), until=ends)


def _sittings(body: Body, until: datetime, chance: Chance) -> list[Sitting]:
    """Every three months, and the next one."""
    ahead = NEXT[body.kind.key]
    days = [until.date() + timedelta(days=ahead - BETWEEN * back) for back in range(9)]
    made = []
    for day in sorted(days):
        starts_at = datetime.combine(working_day(day), time(17, 30), ZoneInfo(ZONE))
        row = Sitting(key=chance.new_key(), body=body, starts_at=starts_at, time_zone=ZONE)
        row.place = "Salle Bretonneau" if body.kind.key == "cdu" else "Siège"
        row.made_at = row.changed_at = starts_at - timedelta(days=40)
        row.save()
        made.append(row)
    return made


def working_day(day: date) -> date:
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _write(sitting: Sitting, mine: Mandate, number: int, chance: Chance) -> None:
    written = sitting.starts_at + timedelta(hours=3)
    words = SAID[number % len(SAID)]
    Note.objects.create(
        sitting=sitting, present=9, words=words, written_by_id=mine.person_id, written_at=written
    )
    Came.objects.create(sitting=sitting, mandate=mine)
    NextStep.objects.create(
        key=chance.new_key(),
        sitting=sitting,
        words=STEPS[number % len(STEPS)],
        mandate=mine,
        until=sitting.day + timedelta(days=60),
        made_at=written,
        done_on=sitting.day + timedelta(days=50),
    )
    Cost.objects.create(
        key=chance.new_key(),
        person_id=mine.person_id,
        mandate=mine,
        day=sitting.day,
        minutes=330,
        kilometres=42,
        cents=1150,
        half_days=1,
        words="Séance",
    )


def _ask_for_papers(body: Body, mine: Mandate, until: datetime) -> None:
    today = until.date()
    for item, asked, received in PAPERS:
        day = today - timedelta(days=asked)
        came = None if received is None else today - timedelta(days=received)
        paper = Paper.objects.create(body=body, year=today.year, item=item, received_on=came)
        PaperRequest.objects.create(paper=paper, asked_on=day, by_id=mine.person_id)


def _fill_own_pages(world: World, until: datetime) -> None:
    values: dict[str, Any] = {"level": Approval.Level.REGIONAL, "number": "2022-37-014"}
    Approval.objects.create(
        organisation=world.organisations[0], until=until.date() + timedelta(days=225), **values
    )
    Training.objects.create(person=world.six["David"], done_on=until.date() - timedelta(days=1500))
