"""Organisations around Rennes."""

from datetime import datetime
from typing import Any

from entrepairs.people.models import (
    Opening,
    Organisation,
)
from entrepairs.people.opening_hours import read_hours
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance
from entrepairs.vocabulary.queries import place_named

RENNES = (48.117, -1.678)


# Numbers are of those that French law keeps for fiction: they ring nowhere.
ORGANISATIONS: tuple[dict[str, Any], ...] = (
    {
        "name": "GEM L’Escale",
        "kind": "mutual_aid",
        "about": "Groupe d’entraide mutuelle, ouvert à toute personne passée par la psychiatrie. "
        "Un lieu pour souffler : un café, des ateliers, des sorties, ou rien du tout.",
        "address": "12 rue du Port",
        "telephone": "02 61 91 04 12",
        "how_to_get_card": "Sur place, aux heures d’ouverture : demandez une carte au comptoir.",
        "languages": ["fr", "fsl"],
    },
    {
        "name": "Un chez-soi d’abord — Rennes",
        "kind": "housing",
        "about": "Équipe de logement accompagné : d’abord un toit, puis le reste, avec des "
        "travailleurs pairs.",
        "address": "3 allée des Tanneurs",
        "telephone": "02 61 91 07 30",
        "how_to_get_card": "Votre équipe vous donne une carte, à domicile ou au bureau.",
        "languages": ["fr", "en", "ar"],
    },
    {
        "name": "Rein et compagnie",
        "kind": "association",
        "about": "Association de personnes vivant avec une maladie rénale, et de leurs proches, en "
        "Ille-et-Vilaine.",
        "address": "Maison des associations",
        "telephone": "01 99 00 18 25",
        "how_to_get_card": "Appelez le mercredi, ou venez à la permanence.",
        "languages": ["fr"],
    },
)


# By organisation: day of the week (Monday is 0) and hours.
OPENINGS: tuple[dict[int, str], ...] = (
    {
        0: "14-18h",
        1: "10-12h, 14-18h",
        2: "10-18h",
        3: "14-20h",
        4: "10-17h",
        5: "14-18h",
    },
    {0: "9-17h", 1: "9-17h", 2: "9-17h", 3: "9-17h", 4: "9-16h"},
    {2: "14-17h30"},
)

TOWNS = ("Rennes", "Rennes", "Saint-Malo")


def build_organisations(chance: Chance, since: datetime) -> list[Organisation]:
    """Each with what its page says, and when it is open."""
    found = pour_rows(
        Organisation(key=chance.new_key(), created_at=since, place=place_named(town), **told)
        for town, told in zip(TOWNS, ORGANISATIONS, strict=True)
    )
    pour_rows(
        Opening(organisation=one, weekday=day, opens=opens, closes=closes)
        for one, week in zip(found, OPENINGS, strict=True)
        for day, typed in week.items()
        for opens, closes in read_hours(typed)
    )
    return found
