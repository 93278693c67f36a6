"""What the six learned and taught: a life, a diploma, an hour before students; confirmed or not."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from entrepairs.learning.models import Step
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance
from entrepairs.vocabulary.models import Concept

SEED = 36  # its own: the rest of the network stays as it was drawn
SCHOOL = "IFSI de Rennes"
LEARNED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("La rue, quatre ans", {"way": "life"}),
    ("Éducation thérapeutique", {"way": "training", "path": "etp_40h", "hours": 40, "ago": 760}),
    (
        "Écouter sans conseiller",
        {
            "way": "peers",
            "path": "self_organised",
            "hours": 12,
            "ago": 420,
            "place": "GEM L’Escale",
        },
    ),
    ("Co-réflexion, chaque mois", {"way": "peers", "hours": 31, "ago": 700, "lasts": 690}),
)
TAUGHT: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "Sortir de la rue : ce qui a tenu",
        {"hours": 3, "ago": 12, "together": True, "pay": "paid", "amount": 120, "yes": True},
    ),
    ("Parler des voix sans peur", {"hours": 2, "ago": 59, "together": False, "pay": "refunded"}),
)


def build_learning(world: World, until: datetime) -> None:
    chance, bruno, claire = Chance(SEED), world.six["Bruno"], world.six["Claire"]
    paths = {path.key: path for path in Concept.objects.filter(scheme="path")}

    def add(side: str, title: str, told: dict[str, Any]) -> None:
        day = until - timedelta(days=told["ago"]) if "ago" in told else None
        asked = day + timedelta(days=1) if day and side == "taught" else None
        saw = f"{claire.name}, coordinatrice, {SCHOOL}"
        Step.objects.create(
            key=chance.new_key(),
            person=bruno,
            side=side,
            title=title,
            place=SCHOOL if side == "taught" else told.get("place", ""),
            way=told.get("way", ""),
            path=paths.get(told.get("path", "")),
            first_day=day and day.date(),
            last_day=(day and "lasts" in told and (day + timedelta(days=told["lasts"])).date())
            or None,
            minutes=told.get("hours") and told["hours"] * 60,
            level="étudiants infirmiers, 2e année" if side == "taught" else "",
            together=told.get("together"),
            pay=told.get("pay", ""),
            amount=Decimal(told["amount"]) if "amount" in told else None,
            made_at=day or until - timedelta(days=30),
            asked_of=claire if asked else None,
            asked_at=asked,
            confirmed_at=asked and asked + timedelta(hours=4) if told.get("yes") else None,
            confirmed_as=saw if told.get("yes") else "",
            asked_again=True if told.get("yes") else None,
        )

    for title, told in LEARNED:
        add("learned", title, told)
    for title, told in TAUGHT:
        add("taught", title, told)
