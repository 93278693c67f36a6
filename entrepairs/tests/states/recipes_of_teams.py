"""How each action of teams and of reviews is tried."""

from typing import Any

from entrepairs.people.models import Person
from entrepairs.reviews.actions import Said
from entrepairs.tests.states.recipes import Rows, of, row

# Teams


def _team_role(w: Rows, me: Person) -> dict[str, Any]:
    held = w["bruno_works_there"]
    return {
        "circle": w["team"],
        "person": w["amel"],
        "role": held.role_id,
        "statute": held.statute_id,
    }


of(
    "teams.actions.teams",
    start_team=("claire", row("organisation", "escale", name="mots", about="mots")),
    change_team=("claire", row("circle", "team", name="mots", about="mots")),
    end_team=("claire", row("circle", "team")),
)
of(
    "teams.actions.roles",
    offer_team_role=("claire", _team_role),
    withdraw_team_role=("claire", row("offer", "eve_is_asked_to_team")),
    enter_team=("eve", row("offer", "eve_is_asked_to_team")),
    decline_team_role=("eve", row("offer", "eve_is_asked_to_team", stay_out=True)),
    end_team_role=("claire", row("membership", "bruno_in_team")),
    leave_team=("bruno", row("circle", "team", stay_out=True)),
)

# Reviews

of(
    "reviews.actions",
    open_review=("amel", row("plan", "reviewed_plan")),
    answer_review=("bruno", row("review", "review", said={"home": Said(1, "mots")})),
    close_review=("amel", row("review", "review")),
)
