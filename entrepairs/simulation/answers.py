"""Outcomes of invitations in an organisation that learns from them: better scores, more yes."""

from datetime import datetime

from entrepairs.pairs.learning import learn
from entrepairs.people.models import Organisation
from entrepairs.simulation.pour import pour_rows
from entrepairs.simulation.texts import Chance
from entrepairs.suggestions.models import Outcome, Weights

COUNT = 260


def build_outcomes(organisation: Organisation, seed: int, until: datetime) -> None:
    chance = Chance(seed)
    pour_rows([Weights(organisation=organisation, learning=Weights.Learning.SUGGEST)])
    pour_rows(draw_outcome(organisation, chance, until) for _ in range(COUNT))
    learn()


def draw_outcome(organisation: Organisation, chance: Chance, until: datetime) -> Outcome:
    """A yes is likelier where more was lived alike and more can be brought, both ways."""
    shared, to_a, to_b = (chance.random() ** 1.5 * 0.8 for _ in range(3))
    score = min((3 * shared + 3 * (to_a + to_b) / 2 + 0.6 * chance.random()) / 7, 1)
    what = 0 if chance.random() > 0.1 + score else 1 + (chance.random() < 0.4)
    return Outcome(
        organisation=organisation,
        month=until.date().replace(day=1),
        what=what,
        score=score,
        shared=shared,
        to_a=to_a,
        to_b=to_b,
        road=chance.choice([0, 0.5, 1]),
        times=chance.random(),
        near=chance.random(),
        same_facility=chance.random() < 0.5,
    )
