"""Recipes of the circles of delegations, and of files of sittings; see recipes.py."""

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
of(
    "minutes.actions",
    send_files=("bruno", row("sitting", "past_sitting", kind="paper", uploads=[])),
    delete_file=("bruno", row("file", "file_of_sitting")),
)
