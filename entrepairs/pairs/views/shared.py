"""What the pages of this room share: my pair under the guard, and doing something once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404
from django.utils.http import url_has_allowed_host_and_scheme

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings import queries as meetings
from entrepairs.notices import actions as notices
from entrepairs.pairs.queries import mirror_figures
from entrepairs.pairs.queries.pairs import Pair, pair_named
from entrepairs.ui.middleware import after_answer


def my_pair(request: Any, key: str) -> Pair:
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


def will_have_seen(request: Any, pair: Pair, path: str) -> None:
    """What was told to me at this address is seen, once the answer is sent; nothing is written when nothing was told."""
    if pair.news and request.method == "GET":
        me = request.person_id

        def see() -> None:
            with hats.person(me):
                notices.see(by=me, path=path)

        after_answer(request, see)


def in_form(form: BaseForm, action: Callable[[], Any]) -> bool:
    """Do it; when it cannot be done, say why in the form. The same form sent again was done already: that is fine."""
    try:
        action()
    except AlreadyDone:
        return True
    except NotPossible as error:
        form.add_error(None, str(error))
        return False
    return True


def at_once(request: Any, action: Callable[[], Any], done: Any) -> bool:
    """The same for a form of one button: a message says what was done, or why it could not be."""
    try:
        action()
    except AlreadyDone:
        return True
    except NotPossible as error:
        messages.warning(request, str(error))
        return False
    messages.success(request, done)
    return True


def next_of(request: Any, otherwise: str) -> str:
    """Where a button says to go back to, when it is a page of ours."""
    wanted = request.POST.get("next", "")
    return (
        wanted
        if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        else otherwise
    )
