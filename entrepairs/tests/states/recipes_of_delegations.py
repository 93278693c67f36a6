"""Recipes of the circles of delegations; see recipes.py."""

from entrepairs.tests.states.recipes import of, row

of(
    "delegations.actions.circles",
    enter_delegation=("bruno", row("body", "sat_body")),
    leave_delegation=("bruno", row("circle", "delegation_circle")),
)
of(
    "delegations.actions.drafts",
    begin_draft=("bruno", row("circle", "delegation_circle", title="mots", words="mots")),
    write_draft=("bruno", row("draft", "draft_of_bruno", words="mots", after=2)),
    delete_draft=("bruno", row("draft", "draft_of_bruno")),
)
