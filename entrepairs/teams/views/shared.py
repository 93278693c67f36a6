"""What the pages of a team share: the team under the guard, and what stands around it."""

from typing import Any

from django.http import Http404

from entrepairs.core.requests import SignedInRequest
from entrepairs.notices.actions import see_after_answer
from entrepairs.teams.queries.teams import TeamStanding, find_standing


def seen_team(key: str) -> TeamStanding:
    """For who is or was in it, and who coordinates its organisation; for all others it does not
    exist."""
    found = find_standing(key)
    if found is None:
        raise Http404
    return found


def team_of_mine(key: str) -> TeamStanding:
    """For those who are in it, or were: what is said there."""
    found = seen_team(key)
    if not found.ever:
        raise Http404
    return found


def coordinated_team(key: str) -> TeamStanding:
    """For those who coordinate its organisation, while it runs."""
    found = seen_team(key)
    if not found.coordinates or found.ended:
        raise Http404
    return found


def around(request: SignedInRequest, standing: TeamStanding, tab: str) -> dict[str, Any]:
    """What stands above each tab of a team. What was told to me at this address is seen."""
    see_after_answer(request, path=request.path)
    return {"standing": standing, "circle": standing.circle, "tab": tab}
