"""How each action is tried: by whom, and with which rows of the world."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from entrepairs.accounts.member_import.row_validation import Line
from entrepairs.decisions.actions.answers import GivenAnswer
from entrepairs.decisions.tests.making import gathering, some_dates, wording
from entrepairs.matching.bounds import BOUNDS
from entrepairs.notices.texts import code_of
from entrepairs.people.actions.facets import Answer
from entrepairs.people.actions.organisations import NewPerson
from entrepairs.people.models import Person
from entrepairs.people.opening_hours import NEVER, Week
from entrepairs.roles.actions import RoleTerms
from entrepairs.vocabulary.queries import concepts

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


# Roles


def _terms(rows: Rows) -> RoleTerms:
    held = rows["bruno_holds"]
    return RoleTerms(held.role_id, held.statute_id, since=date(2026, 1, 1))


of(
    "roles.actions",
    offer_role=(
        "claire",
        lambda w, me: {"organisation": w["escale"], "person": w["david"], "terms": _terms(w)},
    ),
    accept_role=("amel", row("offer", "amel_is_offered")),
    decline_role=("amel", row("offer", "amel_is_offered")),
    withdraw_offer=("claire", row("offer", "omar_is_offered")),
    end_role=("bruno", row("role", "bruno_holds")),
)

# Plans

of(
    "plans.actions.plans",
    start_plan=("amel", lambda w, me: {"template": "prevention", "name": "mots"}),
    change_plan=("amel", row("plan", "plan", name="mots", review_on=date(2030, 1, 1))),
    end_plan=("amel", row("circle", "plan_circle")),
)
of(
    "plans.actions.sections",
    add_section=("amel", row("plan", "plan", title="mots")),
    write_section=("amel", row("section", "section_for_amel", words="x", audience=2)),
    remove_section=("amel", row("section", "section_for_amel")),
)
of(
    "plans.actions.invitations",
    invite_to_plan=(
        "amel",
        lambda w, me: {"plan": w["plan"], "person": w["yann"], "relation": "relative"},
    ),
    withdraw_plan_invitation=("amel", row("invitation", "claire_is_asked_in")),
    enter_plan=("claire", row("invitation", "claire_is_asked_in")),
    decline_plan=("claire", row("invitation", "claire_is_asked_in", stay_out=True)),
)
of(
    "plans.actions.members",
    remove_from_plan=("amel", row("participant", "david_is_a_service_there")),
    leave_plan=("bruno", row("circle", "plan_circle", stay_out=True)),
)
of(
    "plans.actions.stays_out",
    keep_apart=("amel", row("organisation", "escale")),
    end_apart=("nadia", row("apart", "nadia_keeps_apart")),
    end_stays_out=("bruno", row("stays_out", "bruno_stays_out")),
)
of(
    "plans.actions.commitments",
    write_commitment=(
        "bruno",
        lambda w, me: {
            "plan": w["plan"],
            "person": me,
            "what": "mots",
            "until": date(2030, 1, 1),
        },
    ),
    accept_commitment=("david", row("commitment", "david_is_asked_to_commit")),
    finish_commitment=("bruno", row("commitment", "bruno_commits")),
    end_commitment=("bruno", row("commitment", "bruno_commits")),
)
of(
    "plans.actions.copies",
    add_copy=("amel", row("plan", "plan", words="mots", given_on=date(2026, 1, 1))),
    remove_copy=("amel", row("copy", "copy_of_plan")),
)


# People

of(
    "people.actions.blocks",
    block_person=("amel", row("person", "bruno")),
    lift_block=("amel", row("block", "amel_blocks_omar")),
)


def _experience(place: int) -> int:
    return int(list(concepts("experience"))[place].id)


of(
    "people.actions.facets",
    tell_facet=(
        "amel",
        lambda w, me: {"kind": "experience", "audience": 2, "concept": _experience(-1)},
    ),
    tell_facets=(
        "amel",
        lambda w, me: {"kind": "experience", "answers": {_experience(-1): Answer(2)}},
    ),
    change_facet=("amel", row("facet", "amel_tells_me", audience=2)),
    take_back_facet=("amel", row("facet", "amel_tells_me")),
)
of(
    "people.actions.organisations",
    make_organisation=("claire", lambda w, me: {"name": "mots", "coordinator": me}),
    add_people=("claire", row("organisation", "escale", rows=[NewPerson("Zoé")])),
    change_organisation=(
        "claire",
        row("organisation", "escale", columns={"about": "mots"}, week=Week(((),) * 7, {})),
    ),
    end_affiliation=("amel", row("affiliation", "amel_in_escale")),
    ask_to_coordinate=("claire", row("affiliation", "amel_in_escale")),
    answer_coordination=("bruno", row("affiliation", "bruno_is_asked", yes=True)),
    stop_coordinating=(
        "claire",
        row("affiliation", "claire_coordinates", last_and_knows=True),
    ),
)
of(
    "people.actions.persons",
    make_person=("claire", lambda w, me: {"name": "Zoé"}),
    rename_person=("amel", lambda w, me: {"name": "Amel", "audience": 3}),
    set_up=("amel", lambda w, me: {"language": "fr", "time_zone": "Europe/Paris"}),
    hide_first_steps="amel",
    pause_person="amel",
    resume_person="amel",
)

# The door: an account is found at the gate by who is signed in, and is theirs.

of(
    "accounts.actions.code_issuing",
    issue_codes=("claire", lambda w, me: {"people": [w["david"]]}),
)
of(
    "accounts.actions.sign_in",
    use_code=("amel", lambda w, me: {"code": w["code"]}),
    cancel_codes=("amel", lambda w, me: {"account": w["account_of"](me)}),
    choose_words=(
        "amel",
        lambda w, me: {
            "account": w["account_of"](me),
            "name": "mots",
            "words": "un deux trois",
            "keep": None,
        },
    ),
    choose_password=(
        "amel",
        lambda w, me: {"account": w["account_of"](me), "password": "mots", "keep": None},
    ),
    add_passkey=(
        "amel",
        lambda w, me: {"account": w["account_of"](me), "name": "mots", "credential": {}},
    ),
    remove_passkey=(
        "amel",
        lambda w, me: {
            "account": w["account_of"](me),
            "passkey": w["passkey_of"](me),
            "keep": None,
        },
    ),
    remove_address=("amel", lambda w, me: {"account": w["account_of"](me), "keep": None}),
    print_recovery_codes=("amel", lambda w, me: {"account": w["account_of"](me), "seed": "mots"}),
    sign_out_everywhere=("amel", lambda w, me: {"account": w["account_of"](me)}),
)
of(
    "accounts.member_import.actions.lists",
    import_members=(
        "claire",
        row("organisation", "escale", lines=[Line(1, "Zoé", "fr", None, "x")]),
    ),
)
of(
    "accounts.member_import.actions.cards",
    print_cards=(
        "claire",
        lambda w, me: {
            "organisation": w["escale"],
            "people": [w["david"]],
            "origin": "https://site.example",
        },
    ),
    mark_cards=(
        "claire",
        lambda w, me: {"organisation": w["escale"], "marks": {w["rosa"].pk: "1971"}},
    ),
)

# Rounds

of(
    "rounds.actions.rounds",
    open_round=("eve", row("organisation", "university", kind="two_sided", circle=None)),
    work_out_round=("claire", row("round", "round_to_read")),
    cancel_round=("claire", row("round", "round_to_read")),
    leave_suggestion_out=("claire", row("suggestion", "suggestion")),
    put_suggestion_back=("claire", row("suggestion", "suggestion")),
    release_round=("claire", row("round", "round_to_read")),
)
of(
    "rounds.actions.weights",
    choose_weights=(
        "claire",
        row(
            "organisation",
            "escale",
            values={name: bound.default for name, bound in BOUNDS.items()},
            learning="nothing",
        ),
    ),
    accept_weights=("claire", row("organisation", "escale")),
    set_weights_aside=("claire", row("organisation", "escale")),
    reset_weights=("claire", row("organisation", "escale")),
)
