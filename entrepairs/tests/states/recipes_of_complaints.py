"""Recipes of the ledger of complaints; see recipes.py."""

from datetime import date

from entrepairs.complaints.actions.ledger import ComplaintFacts
from entrepairs.tests.states.recipes import of, row

FACTS = ComplaintFacts(date(2026, 1, 2), "waiting", "letter")
of(
    "complaints.actions.ledger",
    add_complaint=("bruno", row("body", "body", facts=FACTS)),
    change_complaint=("bruno", row("complaint", "complaint_of_body", facts=FACTS)),
    remove_complaint=("bruno", row("complaint", "complaint_of_body")),
)
of(
    "complaints.actions.year",
    start_year=("bruno", row("body", "body", year=2024)),
    write_year_line=("bruno", row("report", "year_of_body", name="means", words="mots")),
    keep_version=("bruno", row("report", "year_of_body")),
    note_year_sent=("bruno", row("version", "year_version_of_body")),
)
of(
    "complaints.actions.levels",
    say_level=("bruno", row("body", "body", claimed=3, felt=2)),
)
