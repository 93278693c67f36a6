"""Running an action from a form, and saying what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.utils.http import url_has_allowed_host_and_scheme

from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible


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
