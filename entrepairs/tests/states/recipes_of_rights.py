"""Recipes of leaving, of copies and of erasures; see recipes.py."""

from entrepairs.tests.states.recipes import of, row

of(
    "rights.actions.departures",
    leave_network="amel",
    come_back="yann",
    ask_erasure="amel",
    call_off_erasure="omar",
)
of(
    "rights.actions.exports",
    ask_export="amel",
    remove_export=("farid", row("export", "copy_of_farid")),
)
