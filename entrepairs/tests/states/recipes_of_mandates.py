"""Recipes of bodies, their seats and mandates; see recipes.py."""

from datetime import date
from typing import Any

from django.utils import timezone

from entrepairs.mandates.actions.bodies import BodyFacts
from entrepairs.people.models import Person
from entrepairs.tests.states.recipes import Rows, of, row

FACTS = BodyFacts("mots")
of(
    "mandates.actions.bodies",
    keep_body=(
        "claire",
        lambda w, me: {"organisation": w["escale"], "kind": w["body"].kind_id, "facts": FACTS},
    ),
    change_body=("claire", row("body", "body", facts=FACTS)),
    add_seat=("claire", row("body", "body", since=date(2026, 1, 1), deputies=1)),
    remove_seat=("claire", row("seat", "free_seat")),
)
of(
    "mandates.actions.terms",
    add_term=("claire", row("body", "body", since=date(2040, 1, 1), until=date(2041, 1, 1))),
    change_term=("claire", row("term", "term_of_body", until=date(2039, 1, 1))),
    go_on=("claire", row("term", "term_of_board", source="mots")),
)


def _proposal(rows: Rows, me: Person) -> dict[str, Any]:
    named = {"organisation": "escale", "seat": "free_seat", "term": "term_of_body"}
    values = {name: rows[key] for name, key in named.items()}
    return values | {"person": rows["amel"], "since": timezone.localdate()}


of(
    "mandates.actions.mandates",
    propose_mandate=("claire", _proposal),
    accept_mandate=("amel", row("mandate", "amel_is_proposed")),
    decline_mandate=("amel", row("mandate", "amel_is_proposed")),
    withdraw_mandate=("claire", row("mandate", "omar_is_proposed")),
    end_mandate=("bruno", row("mandate", "bruno_represents")),
)
