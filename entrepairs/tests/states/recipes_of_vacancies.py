"""Recipes of calls for seats; see recipes.py."""

from datetime import date

from entrepairs.people.models import Person
from entrepairs.tests.states.recipes import Rows, of, row
from entrepairs.vacancies.actions.calls import CallFacts
from entrepairs.vacancies.actions.candidacies import CandidacyFacts

FACTS = CallFacts("mots", date(2040, 1, 1))
MINE = CandidacyFacts("Bruno", "", "bruno@example.org", "", "", publish=False)


def _seat(rows: Rows, me: Person) -> dict[str, object]:
    return {"seat": rows["deputy_seat_of_body"], "organisation": rows["escale"], "facts": FACTS}


of(
    "vacancies.actions.calls",
    open_call=("claire", _seat),
    change_call=("claire", row("call", "call_for_seat", facts=FACTS)),
    close_call=("claire", row("call", "call_for_seat")),
)
of(
    "vacancies.actions.candidacies",
    offer_myself=("bruno", row("call", "call_for_seat", facts=MINE)),
    withdraw_offer=("amel", row("candidacy", "amel_offers_to_sit")),
)
