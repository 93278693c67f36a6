"""What the pages of a plan share: the plan under the guard, and what stands around it."""

from typing import Any

from django.http import Http404

from entrepairs.core.requests import SignedInRequest
from entrepairs.notices.actions import see_after_answer
from entrepairs.plans import page_hooks
from entrepairs.plans.queries.plans import PlanStanding, find_standing


def seen_plan(request: SignedInRequest, key: str) -> PlanStanding:
    """For who holds it and who is in it; for all others it does not exist."""
    found = find_standing(key, request.person_id)
    if found is None:
        raise Http404
    return found


def my_plan(request: SignedInRequest, key: str) -> PlanStanding:
    """For who holds it."""
    found = seen_plan(request, key)
    if not found.mine:
        raise Http404
    return found


def running_plan_of_mine(request: SignedInRequest, key: str) -> PlanStanding:
    found = my_plan(request, key)
    if found.ended:
        raise Http404
    return found


def around(request: SignedInRequest, standing: PlanStanding, tab: str) -> dict[str, Any]:
    """What stands above each tab of a plan. What was told to me at this address is seen."""
    see_after_answer(request, path=request.path)
    here = {"standing": standing, "plan": standing.plan, "circle": standing.circle, "tab": tab}
    return {**here, "more_tabs": page_hooks.tabs}
