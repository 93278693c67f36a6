"""Running an action from a form or a button, and saying what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from entrepairs.core.requests import Request
from entrepairs.files.refusal_messages import refusal_text
from entrepairs.files.types import Refused
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.ui.confirm import confirm_page
from entrepairs.ui.forms import once_of


@dataclass(frozen=True, slots=True)
class Ran[T]:
    """What came of it; true when it is done.

    A form sent a second time was done before: it has no result, but its `earlier` deed.
    """

    done: bool
    result: T | None = None
    earlier: Deed | None = None

    def __bool__(self) -> bool:
        return self.done


def run_form[T](
    request: Request,
    form: BaseForm,
    action: Callable[..., T],
    /,
    *,
    done: Any = "",
    field: str | None = None,
    **values: Any,
) -> Ran[T]:
    """Runs the action of a valid form; `done` is said on the next page. `by` is the person who
    asks, unless given.

    What cannot be done, what is wrong and a file that is refused are said in the form (beside
    `field`, when one is named), which comes back filled. The same form sent again was done already,
    and is answered alike.
    """
    try:
        ran = _run(request, action, values | {"once": form.cleaned_data["once"]})
    except NotPossible as refusal:
        form.add_error(field, str(refusal))
        return Ran(False)
    except ValidationError as error:
        form.add_error(field, error)
        return Ran(False)
    except Refused as refused:
        form.add_error(field, refusal_text(refused))
        return Ran(False)
    if done:
        messages.success(request, done)
    return ran


def run_button[T](
    request: Request, action: Callable[..., T], /, *, done: Any = "", **values: Any
) -> Ran[T]:
    """Runs the action of a form of one button.

    A message on the next page says what was done, or why it could not be.
    """
    try:
        ran = _run(request, action, {"once": once_of(request)} | values)
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return Ran(False)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return Ran(False)
    if done:
        messages.success(request, done)
    return ran


def confirm_button(
    request: Request,
    action: Callable[..., Any],
    /,
    *,
    title: Any,
    yes: Any,
    back: str,
    lines: Sequence[Any] = (),
    after: str = "",
    danger: bool = True,
    done: Any = "",
    **values: Any,
) -> HttpResponse:
    """Asks first; runs the action when the button is pressed, and leads to where that is seen
    (`after`), else back."""
    if request.method != "POST":
        return confirm_page(request, title=title, lines=lines, yes=yes, back=back, danger=danger)
    ran = run_button(request, action, done=done, **values)
    return redirect(after if ran and after else back)


def _run[T](request: Request, action: Callable[..., T], values: dict[str, Any]) -> Ran[T]:
    try:
        return Ran(True, action(**({"by": request.person_id} | values)))
    except AlreadyDone as before:
        return Ran(True, earlier=before.deed)
