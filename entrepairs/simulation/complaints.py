"""Two years of the ledger of a users' commission, and its report of last year."""

from datetime import date, datetime, timedelta
from typing import Any

from entrepairs.complaints.ledger_words import read_words
from entrepairs.complaints.models import Complaint, YearLine, YearReport
from entrepairs.mandates.models import Body
from entrepairs.simulation.texts import Chance

SEED = 41  # its own: the rest of the network stays as it was drawn
WRITTEN = {
    "means": "Un local partagé, une demi-journée de secrétariat par mois.",
    "rules": "Règlement intérieur adopté en mars ; présidence par un médiateur.",
    "consent": "Affiche en langage facile dans tous les services.",
    "advice": "Dire par écrit, à l’entrée, où sont gardés les téléphones.",
}
DAY = timedelta(days=1)
LINES = 64
YEARS = 2


def build_ledger(body: Body, until: datetime) -> None:
    """A line every eleven days or so; half of them with a mediator asked, some of them late. The
    report of last year is begun, and some of it is not filled in."""
    chance, today = Chance(SEED), until.date()
    themes, channels = list(read_words().themes), list(read_words().channels)
    span = YEARS * 365 // LINES
    Complaint.objects.bulk_create(
        line_of(body, today - (number * span + 3) * DAY, today, chance, themes, channels)
        for number in range(LINES)
    )
    report = YearReport.objects.create(key=chance.new_key(), body=body, year=today.year - 1)
    YearLine.objects.bulk_create(
        YearLine(report=report, name=name, words=words) for name, words in WRITTEN.items()
    )


def line_of(
    body: Body, day: date, today: date, chance: Chance, themes: list[str], channels: list[str]
) -> Complaint:
    told: dict[str, Any] = {"theme": chance.choice(themes[:5]), "channel": chance.choice(channels)}
    done = [day + 4 * DAY, day + chance.randint(8, 16) * DAY, day + 18 * DAY, day + 40 * DAY]
    names = ("asked_on", "met_on", "reported_on", "sitting_on")
    if chance.random() < 0.5:
        told |= {name: at for name, at in zip(names, done, strict=True) if at <= today}
        if "sitting_on" in told and told["sitting_on"] + 9 * DAY <= today:
            told["opinion_on"] = told["sitting_on"] + chance.randint(3, 9) * DAY
    if day < today - 60 * DAY:
        told["outcome"] = "mediated" if "met_on" in told else "answered"
    return Complaint(key=chance.new_key(), body=body, received_on=day, **told)
