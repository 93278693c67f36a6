"""Recipes of the yearly reports of groups; see recipes.py."""

from django.utils import timezone

from entrepairs.tests.states.recipes import of, row

of(
    "reports.actions.reports",
    start_report=("amel", lambda w, me: {"circle": w["group"], "year": timezone.now().year}),
    correct_line=("amel", row("report", "report_of_group", name="people", words="40")),
    open_report=(
        "amel",
        lambda w, me: {"report": w["report_of_group"], "group": w["page_of_group"]},
    ),
    ask_to_lift=("amel", row("report", "report_of_group")),
    note_sent=("amel", row("report", "report_of_read")),
)
