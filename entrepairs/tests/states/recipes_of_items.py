"""How each action of items is tried; see recipes.py."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.items.actions.items import Saying
from entrepairs.items.actions.stages import StageFacts
from entrepairs.people.models import Person
from entrepairs.tests.states.recipes import Rows, of, row

TODAY = timezone.localdate()
FACTS = StageFacts(day=TODAY, words="mots")
BEFORE = StageFacts(day=TODAY - timedelta(days=1), words="mots")


def _saying(rows: Rows, me: Person) -> dict[str, Any]:
    group = rows["group"]
    return {"body": rows["body"], "saying": Saying("mots", "mots", TODAY, circle=group)}


of(
    "items.actions.items",
    say_item=("amel", _saying),
    reword_item=("bruno", row("item", "item_of_amel", after=1, title="mots", words="")),
    join_item=("david", row("item", "item_of_group")),
    follow_item=("amel", row("item", "item_of_amel", by_name=True, tell="end")),
    leave_item=("amel", row("item", "item_of_amel")),
    merge_item=(
        "bruno",
        lambda w, me: {"item": w["item_of_amel"], "into": w["item_of_group"]},
    ),
    erase_words=("bruno", row("item", "public_item")),
    say_seen=("david", row("item", "public_item", seen="there")),
)
of(
    "items.actions.evidence",
    choose_criteria=("bruno", row("item", "public_item", criteria=["mots"])),
)
of(
    "items.actions.stages",
    note_stage=("bruno", row("item", "public_item", kind="told", facts=FACTS)),
    correct_stage=("bruno", row("stage", "done_of_public_item", facts=BEFORE)),
    undo_stage=("bruno", row("stage", "done_of_public_item")),
)
of(
    "items.actions.outcomes",
    share_outcome=("bruno", row("item", "public_item", title="mots", words="mots")),
    unshare_outcome=("bruno", row("outcome", "outcome")),
)
