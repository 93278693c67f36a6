"""Recipes of leaving, of copies and of erasures; see recipes.py."""

from datetime import timedelta

from django.utils import timezone

from entrepairs.people.models import Person
from entrepairs.rights.actions.requests import PaperRequest
from entrepairs.tests.states.recipes import Rows, of, row


def _paper(rows: Rows, me: Person) -> dict[str, object]:
    came = timezone.now() - timedelta(days=2)
    return {"person": rows["amel"], "asked": PaperRequest("erase", "self", came)}


of(
    "rights.actions.departures",
    leave_network="amel",
    come_back="yann",
    ask_erasure="amel",
    call_off_erasure="omar",
    keep_account="rosa",
)
of(
    "rights.actions.exports",
    ask_export="amel",
    remove_export=("farid", row("export", "copy_of_farid")),
)
of(
    "rights.actions.requests",
    ask_about_data=("amel", lambda w, me: {"kind": "correct", "words": "mots"}),
    note_paper_request=("claire", _paper),
    agree_to_request=("david", row("request", "guardian_asks_for_david")),
    note_paper_yes=("claire", row("request", "guardian_asks_for_david")),
    call_off_request=("david", row("request", "guardian_asks_for_david")),
)
