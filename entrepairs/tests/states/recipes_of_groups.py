"""Recipes of groups, of what they decide, of when they meet and what is brought; see recipes.py."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from entrepairs.decisions.actions.answers import GivenAnswer
from entrepairs.decisions.tests.making import gathering, some_dates, wording
from entrepairs.gatherings.tests.making import told
from entrepairs.people.models import Person
from entrepairs.people.opening_hours import NEVER
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


# Groups

of(
    "groups.actions.groups",
    start_group=("amel", lambda w, me: {"name": "mots", "about": "mots", "page": {"phone": "1"}}),
    change_group=(
        "amel",
        row("group", "page_of_group", name="mots", about="", open=False, page={"phone": "1"}),
    ),
    change_hours=(
        "amel",
        row(
            "group",
            "page_of_group",
            week=NEVER,
            time_zone="Europe/Paris",
            closes_on_holidays=True,
        ),
    ),
    call_off_opening=("amel", row("group", "page_of_group")),
    end_group=("eve", row("circle", "shown_circle")),
)
of(
    "groups.actions.entries",
    ask_to_enter=("david", row("circle", "shown_circle", role="visitor", words="mots")),
    invite_to_group=("amel", lambda w, me: {**group(w), "person": w["eve"], "role": "member"}),
    withdraw_entry=("amel", row("entry", "bruno_is_invited")),
    enter_group=("bruno", row("circle", "group", role="member")),
    let_in=("claire", row("entry", "omar_asks")),
    refuse_entry=("bruno", row("entry", "bruno_is_invited")),
    leave_group=("amel", row("circle", "group")),
    stop_keeping=("eve", row("circle", "shown_circle")),
)
of(
    "groups.actions.backings",
    ask_backing=(
        "amel",
        lambda w, me: {
            **group(w),
            "organisation": w["escale"],
            "role": "sponsor",
            "exception": "",
        },
    ),
    accept_backing=("eve", row("backing", "university_is_asked")),
    end_backing=("eve", row("backing", "university_is_asked")),
)
of(
    "groups.actions.agreements",
    write_agreement=(
        "amel",
        lambda w, me: {**group(w), "words": "mots", "changes": "", "review_on": date(2030, 1, 1)},
    ),
    agree_to_version=("claire", row("agreement", "agreement_of_group")),
)
of(
    "decisions.actions.proposals",
    propose=("amel", lambda w, me: {**group(w), "title": "mots", "wording": wording()}),
    amend=("amel", row("decision", "group_closed_decision", after=1, wording=wording())),
    close_answers=("claire", row("version", "all_answered_version")),
    withdraw_proposal=("amel", row("decision", "group_decision")),
)
of(
    "decisions.actions.answers",
    answer_under_name=("david", row("version", "group_version", said=GivenAnswer("fine"))),
    answer_without_name=("claire", row("version", "group_version", unlinked=GivenAnswer("fine"))),
    write_remark=("david", row("decision", "group_decision", kind="question", words="mots")),
    remove_remark=("david", row("remark", "david_asks")),
)
of(
    "decisions.actions.polls",
    ask_dates=(
        "amel",
        lambda w, me: {
            **group(w),
            "gathering": gathering(),
            "dates": some_dates(),
            "closes_at": some_dates()[0] - timedelta(days=6),
        },
    ),
    say_dates=(
        "david",
        lambda w, me: {"poll": w["group_poll"], "answers": {w["group_date"].pk: "yes"}},
    ),
    choose_date=("amel", row("date", "date_all_said")),
)
