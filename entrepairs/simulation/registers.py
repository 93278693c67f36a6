"""The registers of the sample network: requests in several states, and drills of a breach."""

from datetime import datetime, timedelta
from typing import Any

from entrepairs.people.models import Person
from entrepairs.rights.models import ANSWER_WITHIN, Breach, DataRequest
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance

SEED = 61  # its own: the rest of the network stays as it was drawn
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def build_registers(world: World, until: datetime) -> None:
    chance, six = Chance(SEED), world.six
    add_request(
        chance,
        six["Amel"],
        until - 12 * DAY,
        kind="correct",
        words="Mon nom de famille est mal écrit sur les cartes de L’Escale.",
        openings=[{"at": (until - 10 * DAY).isoformat(), "why": "Pour corriger les cartes"}],
    )
    add_request(
        chance,
        six["David"],
        until - 75 * DAY,
        kind="object",
        words="Je ne veux pas que mes heures de représentation soient comptées.",
        missed_at=until - 45 * DAY,
        answered_at=until - 41 * DAY,
        outcome="done",
        answer="Vos heures ne sont plus comptées. Nous avons répondu trop tard : pardon.",
    )
    add_request(
        chance,
        six["Bruno"],
        until - 5 * DAY,
        kind="access",
        noted_by=six["Claire"],
        on_paper=True,
        words="Une copie sur papier, à remettre en main propre.",
    )
    build_drills(until)


def add_request(chance: Chance, person: Person, at: datetime, **told: Any) -> None:
    DataRequest.objects.create(
        key=chance.new_key(),
        person=person,
        made_at=at,
        asked_at=at,
        due_at=at + ANSWER_WITHIN,
        **told,
    )


def build_drills(until: datetime) -> None:
    """Two exercises: one whose 72 hours were missed, and one whose clock runs."""
    old, new = until - 160 * DAY, until - 40 * HOUR
    Breach.objects.create(
        exercise=True,
        what="Une sauvegarde a été copiée sur une clé USB, et la clé est perdue.",
        data="Tout ce que le réseau garde, chiffré",
        people=240,
        risk="some",
        found_at=old,
        measures="Les clés ont été changées. Les sauvegardes ne quittent plus le serveur.",
        told_authority_at=old + 80 * HOUR,
        told_people_at=old + 90 * HOUR,
        missed_at=old + 72 * HOUR,
        late_because="Personne ne savait qui écrit à la CNIL. Ce nom est affiché maintenant.",
        closed_at=old + 9 * DAY,
    )
    Breach.objects.create(
        exercise=True,
        what="Un ordinateur de la coordination, resté ouvert dans un train, a été volé.",
        data="Noms des membres de L’Escale et leurs groupes",
        people=38,
        risk="high",
        found_at=new,
        told_people_at=new + 3 * HOUR,
        measures="La session a été fermée à distance.",
    )
