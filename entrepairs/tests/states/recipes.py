"""How each action is tried: by whom, and with which rows of the world."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.notices.texts import code_of
from entrepairs.people.models import Person

type Rows = dict[str, Any]
type Values = Callable[[Rows, Person], dict[str, Any]]


@dataclass(frozen=True)
class Recipe:
    who: str
    values: Values


RECIPES: dict[str, Recipe] = {}


def of(room: str, /, **recipes: tuple[str, Values] | str) -> None:
    """Recipes of a module: `name=("amel", values)`, or `name="amel"` when nothing is needed."""
    for name, recipe in recipes.items():
        who, values = (recipe, lambda w, me: {}) if isinstance(recipe, str) else recipe
        RECIPES[f"{room}.{name}"] = Recipe(who, values)


def row(name: str, to: str, /, **more: Any) -> Values:
    """One row of the world, with plain values."""
    return lambda w, me: {name: w[to], **more}


def _meeting(rows: Rows) -> dict[str, Any]:
    starts = timezone.now() + timedelta(days=5)
    return {
        "title": "",
        "starts_at": starts,
        "minutes": 60,
        "time_zone": "Europe/Paris",
        "means": "phone",
        "where": "",
    }


def group(rows: Rows) -> dict[str, Any]:
    return {"circle": rows["group"]}


# Circles, words, meetings

of(
    "conversations.actions",
    send_message=("amel", row("circle", "pair", body="mots")),
    take_back_message=("amel", row("message", "pair_message_now")),
    write_entry=("amel", row("circle", "pair", body="mots")),
    change_entry=("amel", row("entry", "pair_journal", body="mots")),
    remove_entry=("amel", row("entry", "pair_journal")),
)
of("calendar.actions", make_calendar="amel", remove_calendar="amel")
of(
    "meetings.actions.planning",
    plan_meeting=("amel", lambda w, me: {"circle": w["pair"], **_meeting(w)}),
    propose_other_time=("bruno", lambda w, me: {"meeting": w["coming_meeting"], **_meeting(w)}),
    accept_meeting=("bruno", row("meeting", "coming_meeting")),
    cancel_meeting=("bruno", row("meeting", "coming_meeting")),
    cancel_future_meetings=("amel", row("circle", "pair")),
)
of(
    "meetings.actions.noting",
    say_held=("amel", row("meeting", "to_say")),
    say_not_held=("amel", row("meeting", "to_say")),
    note_contributions=("amel", row("meeting", "to_note", lines=[("given", "listening", 9)])),
    confirm_contributions=("bruno", row("meeting", "noted")),
    do_not_count=("bruno", row("meeting", "noted")),
)
of(
    "notices.actions.choices",
    choose_notifications=(
        "amel",
        lambda w, me: {"kinds": ["message"], "ways": ["push"], "quiet_from": 21, "quiet_until": 8},
    ),
    stop_mails="amel",
)
of(
    "notices.actions.reaching",
    turn_on_device=(
        "amel",
        lambda w, me: {
            "subscription": {"endpoint": "https://push.example/x", "keys": {}},
            "kind": "Android",
            "mark": "m",
        },
    ),
    turn_off_device=("amel", row("device", "device")),
    give_number=("amel", lambda w, me: {"number": "+33612345679"}),
    prove_number=("amel", lambda w, me: {"code": code_of(w["number"].key)}),
    remove_number="amel",
    lose_phone=(
        "amel",
        lambda w, me: {"sessions": ["x"], "devices": [w["device"].key], "number": True},
    ),
)
of(
    "pairs.actions.agreements",
    propose_agreement=("bruno", row("circle", "pair", words="mots")),
    accept_agreement=("bruno", row("agreement", "agreement")),
    set_agreement_aside=("bruno", row("agreement", "agreement")),
)
of(
    "pairs.actions.invitations",
    invite=("amel", row("to", "eve", words="mots")),
    withdraw_invitation=("farid", row("invitation", "invitation")),
    refuse_invitation=("amel", row("invitation", "invitation")),
    accept_invitation=("amel", row("invitation", "invitation")),
    agree_to_round=("david", row("invitation", "a_round_asks_david")),
)
of(
    "pairs.actions.pausing_and_ending",
    pause_pair=("amel", row("circle", "pair")),
    resume_pair=("amel", row("circle", "pair")),
    end_pair=("amel", row("circle", "pair")),
)
WISH = {"words": "mots", "audience": 3, "room_for": 1}
of(
    "pairs.actions.wishes",
    open_wish=("claire", lambda w, me: dict(WISH)),
    change_wish=("amel", row("wish", "amel_wishes", **WISH)),
    close_wish="amel",
)
of(
    "pairs.actions.left_out",
    leave_out_suggestion=("amel", row("person", "eve")),
    put_back_suggestion=("amel", row("person", "eve")),
)
of("pairs.actions.giving_marks", set_giving_mark=("amel", lambda w, me: {"hours": 5}))
