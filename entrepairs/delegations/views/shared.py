"""What the pages of a delegation’s circle share: under the guard, and what stands around it."""

from typing import Any

from django.http import Http404

from entrepairs.delegations.queries import DelegationStanding, find_standing


def seen_circle(key: str) -> DelegationStanding:
    """For who is or was in it; for all others it does not exist."""
    found = find_standing(key)
    if found is None:
        raise Http404
    return found


def circle_of_mine(key: str) -> DelegationStanding:
    """For who is in it now."""
    found = seen_circle(key)
    if not found.inside:
        raise Http404
    return found


def around(standing: DelegationStanding, tab: str) -> dict[str, Any]:
    """What stands above each tab."""
    return {"standing": standing, "circle": standing.circle, "body": standing.body, "tab": tab}
