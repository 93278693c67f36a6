"""Recipes of learning; see recipes.py."""

from entrepairs.learning.actions.steps import StepFacts
from entrepairs.people.models import Person
from entrepairs.tests.states.recipes import Rows, of, row

LEARNED = StepFacts("mots", way="life", minutes=60)


def _confirm(rows: Rows, me: Person) -> dict[str, object]:
    step = rows["bruno_asks_claire"]
    return {
        "step": step,
        "asked_at": step.asked_at,
        "confirmed_as": "mots",
        "asked_again": True,
    }


def _ask(rows: Rows, me: Person) -> dict[str, object]:
    return {"step": rows["amel_learned"], "person": rows["claire"]}


of(
    "learning.actions.steps",
    add_step=("amel", lambda rows, me: {"side": "learned", "facts": LEARNED}),
    change_step=("amel", row("step", "amel_learned", facts=LEARNED)),
    remove_step=("amel", row("step", "amel_taught")),
    ask_to_confirm=("amel", _ask),
    take_back_question=("bruno", row("step", "bruno_asks_claire")),
)
of(
    "learning.actions.confirming",
    confirm_step=("claire", _confirm),
    decline_step=("claire", row("step", "bruno_asks_claire")),
)
of(
    "learning.actions.attestations",
    make_attestation=(
        "amel",
        row("step", "amel_taught", name="Amel", words="", origin="https://entrepairs.example"),
    ),
    withdraw_attestation=("amel", row("attestation", "amel_attests")),
)
