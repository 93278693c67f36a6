"""What the pages of decisions share: the group, and one of its decisions, under the guard."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from entrepairs.core.requests import SignedInRequest
from entrepairs.decisions import queries
from entrepairs.decisions.models import Decision
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.groups.views.shared import around, seen_group


def deciding_group(request: SignedInRequest, key: str) -> GroupStanding:
    """For who is in it, was when it ended, or advises it."""
    standing = seen_group(request, key)
    if not standing.inside and not queries.may_read(standing.circle):
        raise Http404
    return standing


def voting_group(request: SignedInRequest, key: str) -> GroupStanding:
    """For its members."""
    standing = seen_group(request, key)
    if not standing.decides or standing.ended:
        raise Http404
    return standing


def decision_at(standing: GroupStanding, key: str) -> Decision:
    return get_object_or_404(queries.decisions_of(standing.circle), key=key)


def context_of(request: SignedInRequest, standing: GroupStanding) -> dict[str, Any]:
    return around(request, standing, "decisions")
