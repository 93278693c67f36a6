"""What became of proposals in an organisation that learns from them: drawn by chance, better scores answered better."""

from datetime import datetime

from entrepairs.pairs.learning import learn_weights
from entrepairs.people.models import Organisation
from entrepairs.simulation.pour import save
from entrepairs.simulation.texts import Chance
from entrepairs.suggestions.models import Outcome, Weights

COUNT = 260


def build(organisation: Organisation, seed: int, until: datetime) -> None:
    chance = Chance(seed)
    save([Weights(organisation=organisation, learning=Weights.Learning.SUGGEST)])
    save(answer(organisation, chance, until) for _ in range(COUNT))
    learn_weights()


def answer(organisation: Organisation, chance: Chance, until: datetime) -> Outcome:
    """A yes is likelier where more was lived alike and more can be brought, both ways."""
    shared, to_a, to_b = (chance.random() ** 1.5 * 0.8 for _ in range(3))
    score = min((3 * shared + 3 * (to_a + to_b) / 2 + 0.6 * chance.random()) / 7, 1)
    what = 0 if chance.random() > 0.1 + score else 1 + (chance.random() < 0.4)
    return Outcome(
        organisation=organisation, month=until.date().replace(day=1), what=what, score=score, shared=shared, to_a=to_a, to_b=to_b,
        road=chance.choice([0, 0.5, 1]), times=chance.random(), near=chance.random(), same_facility=chance.random() < 0.5,
    )  # fmt: skip
