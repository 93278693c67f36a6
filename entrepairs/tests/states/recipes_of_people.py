"""Recipes of persons, their roles and the ways in; see recipes.py."""

from datetime import date

from entrepairs.accounts.member_import.row_validation import Line
from entrepairs.people.actions.facets import Answer
from entrepairs.people.actions.organisations import NewPerson
from entrepairs.people.opening_hours import Week
from entrepairs.roles.actions import RoleTerms
from entrepairs.tests.states.recipes import Rows, of, row
from entrepairs.vocabulary.queries import concepts

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
