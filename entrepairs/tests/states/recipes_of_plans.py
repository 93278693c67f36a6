"""Recipes of plans; see recipes.py."""

from datetime import date

from entrepairs.tests.states.recipes import of, row

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
