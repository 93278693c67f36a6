"""Public pages of a call, and of what is submitted to it, with an account or a secret address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entrepairs.accounts.throttling import counted
from entrepairs.calls import queries
from entrepairs.calls.actions import submissions as actions
from entrepairs.calls.models import Call, Submission
from entrepairs.calls.secret_links import holding, path_of, path_to, secret_of
from entrepairs.calls.submission_form import (
    MORE,
    SPARE,
    SubmissionForm,
    last_author_line,
    values_for_submission_form,
)
from entrepairs.calls.views.shared import page_on_clocks
from entrepairs.core.requests import SAFE_METHODS, Request, SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.notices.actions import see_after_answer
from entrepairs.ui.forms import page_or_form

State = Submission.State


def find_public_call(key: str) -> Call:
    """The call of an event that the person who asks may see; else there is no such page."""
    return get_object_or_404(Call.objects.select_related("event"), event__key=key)


@login_not_required
@require_safe
def show_call(request: Request, key: str) -> HttpResponse:
    call = find_public_call(key)
    kinds, questions = queries.kinds_and_questions(call)
    context = {"call": call, "kinds": kinds, "questions": questions, "state": call.state}
    return page_on_clocks(request, call.event, "calls/public/call.html", context)


def _make_form(
    request: Request, call: Call, initial: dict[str, Any], lines: int = 0, mailed: bool = False
) -> tuple[SubmissionForm, bool]:
    """The form, and whether it is to be saved: a press on "more authors" only shows it again."""
    kinds, questions = queries.kinds_and_questions(call)
    me = request.person_id
    about: dict[str, Any] = {"call": call, "kinds": kinds, "questions": questions}
    about |= {"me": me, "mailed": mailed}
    if "more" in request.POST:
        kept = {name: request.POST.get(name, "") for name in request.POST}
        return SubmissionForm(initial=kept, lines=last_author_line(kept) + MORE, **about), False
    about["draft"] = me is not None and "keep" in request.POST
    form = SubmissionForm(request.POST or None, initial=initial, lines=lines + SPARE, **about)
    return form, form.is_valid()


def _say_saved(request: Request, sent: bool) -> None:
    if sent:
        messages.success(request, _("Your contribution has been submitted. Thank you."))
    else:
        messages.success(request, _("Saved as a draft. It has not been submitted yet."))


def _address_given(request: Any) -> str:
    return "" if request.person_id else str(request.POST.get("mail", ""))


@login_not_required
@page_or_form
@counted("contribute", name=_address_given, keep=True)
@counted("mail_to", name=_address_given, keep=True)
def submit(request: Request, key: str) -> HttpResponse:
    call = find_public_call(key)
    me = request.person_id
    initial: dict[str, Any] = {"language": call.event.language}
    if me is not None:
        initial |= {"name_1": request.person.name, "me_1": True, "presents_1": True}
    form, whole = _make_form(request, call, initial, mailed=me is None)
    ran = whole and run_form(
        request, form, actions.submit_to_call, call=call, values=form.submission_values()
    )
    if ran:
        # Of the same form sent twice, the second leads to what the first made.
        made = ran.earlier.object_key if ran.earlier else str(ran.result)
        _say_saved(request, sent=not form.draft)
        return redirect(path_of(made, "" if me else secret_of(made)))
    if call.state != "open" and not form.is_bound:
        return redirect("calls:call", call.event.key)
    context = {"call": call, "state": call.state, "back": f"{call.event.path}call/"}
    return page_on_clocks(request, call.event, "calls/public/offer.html", context, form)


# One of mine


def held(view: Callable[[Request, Submission], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Fetches what belongs to the person signed in, or to the holder of the secret in the
    address."""

    @never_cache
    @login_not_required
    @page_or_form
    @wraps(view)
    def page(request: Request, name: str) -> HttpResponseBase:
        key, _point, secret = name.partition(".")
        with holding(secret):
            one = get_object_or_404(queries.my_submissions(), key=key)
            one.path = path_of(key, secret)
            return view(request, one)

    return page


def _doer(request: Request, one: Submission) -> int | None:
    """Who does it, in the ledger: the holder of a secret address is nobody there."""
    return None if "." in one.path else request.person_id


@held
def show_submission(request: Request, one: Submission) -> HttpResponse:
    see_after_answer(request, path=one.path)
    authors, answers = queries.authors_and_answers(one)
    decision = getattr(one, "decision", None)
    context = {
        "one": one,
        "authors": authors,
        "answers": answers,
        "state": one.call.state,
        "decision": decision,
        "words": queries.words_of_readers(one) if decision else [],
        "secret": "." in one.path,
        "linkable": any(author.person_id for author in authors),
        "linked": any(author.linked for author in authors),
    }
    return page_on_clocks(request, one.call.event, "calls/public/contribution.html", context)


@held
def change_submission(request: Request, one: Submission) -> HttpResponse:
    call, state = one.call, one.call.state
    closed = state != "open" and request.method in SAFE_METHODS
    if closed or one.state == State.WITHDRAWN:
        return redirect(one.path)
    authors, answers = queries.authors_and_answers(one)
    initial = values_for_submission_form(one, authors, answers, request.person_id)
    form, whole = _make_form(request, call, initial, len(authors))
    if whole and run_form(
        request,
        form,
        actions.change_submission,
        submission=one,
        values=form.submission_values(),
        by=_doer(request, one),
    ):
        _say_saved(request, sent=not form.draft or one.state == State.SENT)
        return redirect(one.path)
    context = {"call": call, "one": one, "state": state, "back": one.path}
    return page_on_clocks(request, call.event, "calls/public/offer.html", context, form)


@held
def withdraw_submission(request: Request, one: Submission) -> HttpResponse:
    if one.state == State.WITHDRAWN:
        return redirect(one.path)
    lines = [
        one.title,
        _("Its summary, its authors and your answers are deleted now. You cannot undo this."),
    ]
    if (decision := getattr(one, "decision", None)) and decision.talk_id:
        lines.append(
            _(
                "It is in the programme: its summary and your names leave it now. Its title "
                "leaves it when the organisers remove it."
            )
        )
    return confirm_button(
        request,
        actions.withdraw_submission,
        title=_("Withdraw this contribution?"),
        lines=lines,
        yes=_("Withdraw my contribution"),
        back=one.path,
        submission=one,
        by=_doer(request, one),
        done=_("Your contribution is withdrawn."),
    )


@held
def confirm_coming(request: Request, one: Submission) -> HttpResponse:
    if request.method == "POST":
        run_button(
            request,
            actions.confirm_coming,
            submission=one,
            linked="linked" in request.POST,
            by=_doer(request, one),
            done=_("Thank you: the organisers know that you are coming."),
        )
    return redirect(one.path)


@require_safe
def list_submissions(request: SignedInRequest) -> HttpResponse:
    """What I sent, and what I am asked to read."""
    rows = queries.my_submissions().order_by("-begun_at")[:100]
    for row in rows:
        row.path = path_to(row, request.person_id)
    context = {"rows": rows, "readers": queries.readers_of_person(request.person_id)}
    return render(request, "calls/public/mine.html", context)
