"""How each action of gatherings is tried: when a group meets, who comes, what is brought."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from entrepairs.gatherings.tests.making import told
from entrepairs.people.models import Person
from entrepairs.tests.states.recipes import Rows, group, of, row


def _next_tuesday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=14 + (1 - today.weekday()) % 7)


of(
    "gatherings.actions.rhythms",
    start_rhythm=("amel", lambda w, me: {**group(w), "told": told()}),
    change_rhythm=("amel", row("rhythm", "rhythm_of_group", told=told())),
    stop_rhythm=("amel", row("rhythm", "rhythm_of_group")),
    tell_apart=("amel", row("rhythm", "rhythm_of_group", day=_next_tuesday())),
)


def _free_tuesday() -> date:
    return _next_tuesday() + timedelta(days=70)


def _last_tuesday() -> date:
    today = timezone.localdate()
    return today - timedelta(days=7 + (today.weekday() - 1) % 7)


AT = {"day": _next_tuesday()}
of(
    "gatherings.actions.coming",
    say_coming=("amel", row("of", "rhythm_of_group", seen_by="group", **AT)),
    take_back_coming=("amel", row("of", "rhythm_of_group", **AT)),
    count_people=("amel", row("of", "rhythm_of_group", day=_last_tuesday(), number=9)),
    say_facilitation=("amel", row("of", "rhythm_of_group", day=_last_tuesday(), peer=True)),
)
of(
    "gatherings.actions.turns",
    join_turns=("claire", row("rhythm", "rhythm_of_group")),
    leave_turns=("amel", row("rhythm", "rhythm_of_group")),
    deal_turns=("amel", row("rhythm", "rhythm_of_group", by_lot=True, days=[_free_tuesday()])),
    end_turns=("amel", row("rhythm", "rhythm_of_group")),
    pass_turn=("amel", row("turn", "turn_in_group")),
    take_turn=("amel", row("turn", "free_turn")),
    suggest_swap=("amel", lambda w, me: {"turn": w["turn_in_group"], "other": w["other_turn"]}),
    accept_swap=("david", row("swap", "open_swap")),
    decline_swap=("david", row("swap", "amel_swaps")),
)


def _noted(rows: Rows, me: Person) -> dict[str, Any]:
    return {
        "of": rows["held_of_group"],
        "day": None,
        "people": [rows["claire"]],
        "lines": [("given", "company", 20)],
    }


def _read(noter: str) -> Any:
    return lambda w, me: {
        "meeting": w["held_of_group"],
        "noter": w[noter],
        "noted_at": timezone.now(),
    }


of(
    "gatherings.actions.reflections",
    tell_organisation=(
        "bruno",
        lambda w, me: {"circle": w["reflection_circle"], "organisation": w["centre"]},
    ),
    stop_telling_organisation=("bruno", row("told", "escale_is_told")),
)
of(
    "gatherings.actions.visits",
    invite_group=(
        "claire",
        lambda w, me: {"meeting": w["planned_in_group"], "guest": w["voices_circle"]},
    ),
    accept_visit=("farid", row("visit", "visit_that_waits")),
    decline_visit=("farid", row("visit", "visit_that_waits")),
    withdraw_visit=("amel", row("visit", "visit_that_waits")),
)
of(
    "gatherings.actions.bringing",
    note_brought=("amel", _noted),
    confirm_brought=("claire", _read("amel")),
    confirm_for_group=("amel", _read("david")),
    leave_unconfirmed=(
        "claire",
        lambda w, me: {"meeting": w["held_of_group"], "noter": w["amel"]},
    ),
    remove_brought=("amel", lambda w, me: {"meeting": w["held_of_group"], "other": w["claire"]}),
)
