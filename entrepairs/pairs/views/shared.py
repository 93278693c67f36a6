"""What the pages of this room share: my pair under the guard, and what stands around it."""

from typing import Any

from django.http import Http404

from entrepairs.core import hats
from entrepairs.core.requests import SignedInRequest
from entrepairs.meetings import queries as meetings
from entrepairs.notices import actions as notices
from entrepairs.pairs.queries import mirror_figures
from entrepairs.pairs.queries.pairs import Pair, pair_named
from entrepairs.ui.middleware import after_answer


def my_pair(request: SignedInRequest, key: str) -> Pair:
    """The pair of this address, when I am one of the two; whoever asks is loaded with it."""
    found = pair_named(key, request.person_id)
    if found is None:
        raise Http404
    pair, request.person = found
    return pair


def header(pair: Pair, tab: str) -> dict[str, Any]:
    """What stands above and beside each tab of a pair."""
    return {
        "pair": pair,
        "other": pair.other,
        "tab": tab,
        "between": None
        if tab == "mirror"
        else mirror_figures.figures(pair.circle, mirror_figures.QUARTER.since),
        "next_meeting": meetings.next_for(pair.circle) if pair.runs else None,
    }


def will_have_seen(request: SignedInRequest, pair: Pair, path: str) -> None:
    """What was told to me at this address is seen, once the answer is sent; nothing is written when nothing was told."""
    if pair.news and request.method == "GET":
        me = request.person_id

        def see() -> None:
            with hats.person(me):
                notices.see(by=me, path=path)

        after_answer(request, see)
