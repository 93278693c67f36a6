"""What the pages of a pair share: the pair under the guard, and what stands around it."""

from typing import Any

from django.http import Http404

from entrepairs.core.requests import SignedInRequest
from entrepairs.meetings import queries as meetings
from entrepairs.notices.actions import see_after_answer
from entrepairs.pairs.queries import mirror_figures
from entrepairs.pairs.queries.pairs import Pair, find_pair


def my_pair(request: SignedInRequest, key: str) -> Pair:
    """The pair of this address, if I am one of the two; the person who asks is loaded with it."""
    found = find_pair(key, request.person_id)
    if found is None:
        raise Http404
    pair, request.person = found
    return pair


def pair_context(pair: Pair, tab: str) -> dict[str, Any]:
    """What stands above and beside each tab of a pair."""
    return {
        "pair": pair,
        "other": pair.other,
        "tab": tab,
        "between": None
        if tab == "mirror"
        else mirror_figures.count_figures(pair.circle, mirror_figures.QUARTER.since),
        "next_meeting": meetings.next_for(pair.circle) if pair.runs else None,
    }


def see_news_after_answer(request: SignedInRequest, pair: Pair, path: str) -> None:
    """What was told to me at this address is seen; nothing is written when nothing was told."""
    if pair.news:
        see_after_answer(request, path=path)
