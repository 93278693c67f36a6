"""What the pages of a group share: the group under the guard, and what stands around it."""

from typing import Any

from django.http import Http404

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.groups import page_hooks
from entrepairs.groups.queries.groups import GroupStanding, find_standing
from entrepairs.notices.actions import see_after_answer


def seen_group(request: Request, key: str) -> GroupStanding:
    """The group of this address, for who may read its page; for all others it does not exist."""
    found = find_standing(key, request.person_id)
    if found is None:
        raise Http404
    return found


def my_group(request: SignedInRequest, key: str) -> GroupStanding:
    """For those who are in it, or were."""
    found = seen_group(request, key)
    if not found.ever:
        raise Http404
    return found


def group_i_am_in(request: SignedInRequest, key: str) -> GroupStanding:
    found = my_group(request, key)
    if not found.inside:
        raise Http404
    return found


def kept_group(request: SignedInRequest, key: str) -> GroupStanding:
    """For those who keep its page."""
    found = my_group(request, key)
    if not found.keeps:
        raise Http404
    return found


def around(request: Request, standing: GroupStanding, tab: str) -> dict[str, Any]:
    """What stands above each tab of a group. What was told to me at this address is seen."""
    if standing.me is not None:
        see_after_answer(request, path=request.path)
    here = {"standing": standing, "group": standing.group, "circle": standing.circle, "tab": tab}
    return {**here, "more_tabs": page_hooks.tabs}
