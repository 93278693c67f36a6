"""Recipes of being counted or not; see recipes.py."""

from entrepairs.tests.states.recipes import of

of(
    "observatory.actions.counting",
    stop_being_counted="amel",
    be_counted_again="bruno",
)
