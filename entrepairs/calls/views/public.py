"""What everyone reads of a call; and what they offer to it, with an account or by the address that was mailed to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entrepairs.accounts.throttling import counted
from entrepairs.calls import queries
from entrepairs.calls.actions import submissions
from entrepairs.calls.models import Call, Submission
from entrepairs.calls.secret_links import holding, key_of, path_of, path_to, secret_of
from entrepairs.calls.submission_form import MORE, SPARE, OfferForm, in_offer_form, lines_in
from entrepairs.calls.views.manage import asking, on_its_clock, pressed, see
from entrepairs.events.models import Event
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ui import forms
from entrepairs.ui.middleware import SAFE_METHODS

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def public_call(key: str) -> tuple[Event, Call]:
    call = get_object_or_404(Call.objects.select_related("event"), event__key=key)
    return call.event, call


@login_not_required
@require_safe
def call(request: Any, key: str) -> HttpResponse:
    event, found = public_call(key)
    kinds, questions = queries.asked(found)
    context = {
        "call": found,
        "kinds": kinds,
        "questions": questions,
        "state": queries.state_of(found, event),
    }
    return on_its_clock(request, event, "calls/public/call.html", context)


def form_for(
    request: Any, found: Call, initial: dict[str, Any], lines: int, mailed: bool
) -> tuple[OfferForm, bool]:
    """The form, and whether it is to be saved: a press on "more authors" only shows it again."""
    kinds, questions = queries.asked(found)
    me = request.person_id
    asked: dict[str, Any] = {
        "call": found,
        "kinds": kinds,
        "questions": questions,
        "me": me,
        "mailed": mailed,
    }
    if "more" in request.POST:
        kept = {name: request.POST.get(name, "") for name in request.POST}
        return OfferForm(initial=kept, lines=lines_in(kept) + MORE, **asked), False
    draft = me is not None and "keep" in request.POST
    form = OfferForm(
        request.POST or None, initial=initial, lines=lines + SPARE, draft=draft, **asked
    )
    return form, form.is_valid()


def address_given(request: Any) -> str:
    return "" if request.person_id else str(request.POST.get("mail", ""))


@login_not_required
@page_or_form
@counted("contribute", name=address_given, keep=True)
def offer(request: Any, key: str) -> HttpResponse:
    event, found = public_call(key)
    state, me = queries.state_of(found, event), request.person_id
    initial: dict[str, Any] = {"language": event.language}
    if me is not None:
        initial |= {"name_1": request.person.name, "me_1": True, "presents_1": True}
    form, whole = form_for(request, found, initial, 0, mailed=me is None)
    if whole and (answer := offered(request, found, form)) is not None:
        return answer
    if state != "open" and not form.is_bound:
        return redirect("calls:call", event.key)
    context = {"call": found, "state": state, "back": f"{event.path}call/"}
    return on_its_clock(request, event, "calls/public/offer.html", context, form)


def offered(request: Any, found: Call, form: OfferForm) -> HttpResponse | None:
    once, me = form.cleaned_data["once"], request.person_id
    try:
        key = submissions.offer(call=found, said=form.said(), once=once, by=me)
    except AlreadyDone:
        key = key_of(once, me)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    words = (
        _("It is sent. Thank you.") if not form.draft else _("Kept as a draft: it is not sent yet.")
    )
    messages.success(request, words)
    return redirect(path_of(key, "" if me else secret_of(key)))


# One of mine


def held(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Of the person signed in, or of whoever has the secret that stands after the point."""

    @never_cache
    @login_not_required
    @page_or_form
    @wraps(view)
    def page(request: Any, name: str) -> HttpResponseBase:
        key, _point, secret = name.partition(".")
        with holding(secret):
            one = get_object_or_404(queries.mine(), key=key)
            one.path = path_of(key, secret)  # type: ignore[attr-defined]
            return view(request, one)

    return page


def who(request: Any, one: Any) -> int | None:
    """In the ledger: whoever holds a secret address is nobody there."""
    return None if "." in one.path else request.person_id


@held
def contribution(request: Any, one: Any) -> HttpResponse:
    event = one.call.event
    see(request, one.path)
    authors, answers = queries.whole(one)
    decision = getattr(one, "decision", None)
    context = {
        "one": one, "authors": authors, "answers": answers, "state": queries.state_of(one.call, event), "decision": decision,
        "words": queries.words_of_readers(one) if decision else [], "secret": "." in one.path,
        "linkable": any(author.person_id for author in authors), "linked": any(author.linked for author in authors),
    }  # fmt: skip
    return on_its_clock(request, event, "calls/public/contribution.html", context)


@held
def change(request: Any, one: Any) -> HttpResponse:
    event, state = one.call.event, queries.state_of(one.call, one.call.event)
    if one.state == Submission.State.WITHDRAWN or (
        state != "open" and request.method in SAFE_METHODS
    ):
        return redirect(one.path)
    authors, answers = queries.whole(one)
    initial = in_offer_form(one, authors, answers, request.person_id)
    form, whole = form_for(request, one.call, initial, len(authors), mailed=False)
    if whole:
        said, once, by = form.said(), form.cleaned_data["once"], who(request, one)
        try:
            submissions.change_offer(submission=one, said=said, once=once, by=by)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except AlreadyDone:
            return redirect(one.path)
        else:
            sent = said.send or one.state == Submission.State.SENT
            messages.success(
                request,
                _("It is sent. Thank you.") if sent else _("Kept as a draft: it is not sent yet."),
            )
            return redirect(one.path)
    context = {"call": one.call, "one": one, "state": state, "back": one.path}
    return on_its_clock(request, event, "calls/public/offer.html", context, form)


@held
def withdraw(request: Any, one: Any) -> HttpResponse:
    if one.state == Submission.State.WITHDRAWN:
        return redirect(one.path)
    if request.method == "POST":
        once, by = forms.once_of(request), who(request, one)
        pressed(
            request,
            lambda: submissions.withdraw(submission=one, once=once, by=by),
            _("Your contribution is withdrawn."),
        )
        return redirect(one.path)
    lines = [
        one.title,
        _("Its summary, its authors and your answers are deleted now. There is no way back."),
    ]
    if (decision := getattr(one, "decision", None)) and decision.talk_id:
        lines.append(_("It is in the programme: its summary and your names leave it now, and its title once those who prepare the event take it out."))  # fmt: skip
    return asking(request, _("Withdraw this contribution?"), lines, _("Withdraw it"), one.path)


@held
def comes(request: Any, one: Any) -> HttpResponse:
    if request.method == "POST":
        once, by, linked = forms.once_of(request), who(request, one), "linked" in request.POST
        words = _("Thank you: those who prepare the event know that you come.")
        pressed(
            request,
            lambda: submissions.confirm(submission=one, linked=linked, once=once, by=by),
            words,
        )
    return redirect(one.path)


@require_safe
def mine(request: Any) -> HttpResponse:
    """What I offered, and what I am asked to read."""
    rows = queries.mine().order_by("-begun_at")[:100]
    for row in rows:
        row.path = path_to(row, request.person_id)  # type: ignore[attr-defined]
    context = {"rows": rows, "readers": queries.me_as_reader(request.person_id)}
    return render(request, "calls/public/mine.html", context)
