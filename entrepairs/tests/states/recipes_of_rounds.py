"""Recipes of rounds; see recipes.py."""

from entrepairs.matching.bounds import BOUNDS
from entrepairs.tests.states.recipes import of, row

# Rounds

of(
    "rounds.actions.rounds",
    open_round=("eve", row("organisation", "university", kind="two_sided", circle=None)),
    work_out_round=("claire", row("round", "round_to_read")),
    cancel_round=("claire", row("round", "round_to_read")),
    leave_suggestion_out=("claire", row("suggestion", "suggestion")),
    put_suggestion_back=("claire", row("suggestion", "suggestion")),
    release_round=("claire", row("round", "round_to_read")),
)
of(
    "rounds.actions.weights",
    choose_weights=(
        "claire",
        row(
            "organisation",
            "escale",
            values={name: bound.default for name, bound in BOUNDS.items()},
            learning="nothing",
        ),
    ),
    accept_weights=("claire", row("organisation", "escale")),
    set_weights_aside=("claire", row("organisation", "escale")),
    reset_weights=("claire", row("organisation", "escale")),
)
