"""Pages about readers: asked by those who prepare the event; and the pages on which they read."""

from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.calls import queries
from entrepairs.calls.actions import reviews as actions
from entrepairs.calls.forms import ReviewForm
from entrepairs.calls.models import Reader, ReviewAssignment
from entrepairs.calls.reader_assignment import EACH
from entrepairs.calls.views.shared import find_call, page_on_clocks, posted, url_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.notices.actions import see_after_answer
from entrepairs.people.asking import search_to_ask
from entrepairs.people.models import Person
from entrepairs.ui.forms import page_or_form

# For those who prepare the event


@require_safe
def readers(request: SignedInRequest, key: str) -> HttpResponse:
    call = find_call(request, key)
    rows = list(queries.list_readers(call))
    context = {
        "call": call,
        "readers": rows,
        "short": queries.count_lacking_readers(call),
        "missing": EACH - sum(bool(row.accepted_at and not row.ended_at) for row in rows),
    }
    context |= search_to_ask(request, queries.people_who_may_read(call))
    if not context["looked"]:
        context["found"] = queries.organisers_who_may_read(call)
    return page_on_clocks(request, call.event, "calls/organise/readers.html", context)


@require_POST
def ask_reader(request: SignedInRequest, key: str) -> HttpResponse:
    call = find_call(request, key)
    person = get_object_or_404(Person, key=posted(request, "person"))
    if person.pk == request.person_id:
        words = _("You are now a reviewer for this call.")
    else:
        words = _("Asked. They will say yes or no.")
    run_button(request, actions.ask_reader, call=call, person=person, done=words)
    return redirect(url_of(call.event, "call_readers"))


@require_POST
def share_out(request: SignedInRequest, key: str) -> HttpResponse:
    call = find_call(request, key)
    run_button(request, actions.share_out, call=call, done=_("Shared out. Each reviewer is told."))
    return redirect(url_of(call.event, "call_readers"))


@page_or_form
def release_reader(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    call = find_call(request, key)
    line = _(
        "The reviews they gave stay. What they have not reviewed goes to others when you share out "
        "again."
    )
    return confirm_button(
        request,
        actions.release_reader,
        title=_("Stop asking this person to review?"),
        lines=[line],
        yes=_("Stop asking this person"),
        back=url_of(call.event, "call_readers"),
        reader=get_object_or_404(Reader, call=call, key=of, ended_at__isnull=True),
        done=_("They no longer review for this call."),
    )


# For those who read


def find_reader(request: SignedInRequest, key: str) -> Reader:
    """The person who asks, as a reader; else there is no such page."""
    readers = Reader.objects.select_related("call__event")
    return get_object_or_404(readers, key=key, person=request.person_id)


@require_safe
def show_reader(request: SignedInRequest, key: str) -> HttpResponse:
    """To say yes or no; then what there is to read."""
    reader = find_reader(request, key)
    standing = reader.accepted_at is not None and reader.ended_at is None
    rows = list(queries.list_assignments(reader)) if standing else []
    left = sum(not hasattr(row, "review") for row in rows)
    see_after_answer(request, path=reader.path)
    context = {"reader": reader, "standing": standing, "readings": rows, "left": left}
    return page_on_clocks(request, reader.call.event, "calls/readers/reader.html", context)


@require_POST
def answer_as_reader(request: SignedInRequest, key: str) -> HttpResponse:
    reader, yes = find_reader(request, key), request.POST.get("answer") == "yes"
    if yes:
        words = _("Thank you. We will tell you when there is something to review.")
    else:
        words = _("Noted: nothing more is asked of you.")
    run_button(request, actions.answer_as_reader, reader=reader, yes=yes, done=words)
    return redirect(reader.path)


@page_or_form
def stop_reading(request: SignedInRequest, key: str) -> HttpResponse:
    reader = find_reader(request, key)
    return confirm_button(
        request,
        actions.release_reader,
        title=_("Stop reviewing for this call?"),
        lines=[_("The reviews you gave stay. What you have not reviewed goes to others.")],
        yes=_("Stop reviewing"),
        back=reader.path,
        reader=reader,
        done=_("You no longer review for this call."),
    )


def find_assignment(request: SignedInRequest, key: str) -> ReviewAssignment:
    """What the person who asks is to read and has not given back; else there is no such page."""
    rows = ReviewAssignment.objects.select_related(
        "reader__call__event", "submission__kind", "submission__decision__kind", "review"
    )
    return get_object_or_404(
        rows, key=key, reader__person=request.person_id, reader__ended_at=None, refused_at=None
    )


@page_or_form
def review_submission(request: SignedInRequest, key: str) -> HttpResponse:
    row = find_assignment(request, key)
    review = getattr(row, "review", None)
    form = ReviewForm(request.POST or None, initial=model_to_dict(review) if review else {})
    if form.is_valid():
        words = _("Your review is saved. You can change it until the decision.")
        values = {name: form.cleaned_data[name] for name in ReviewForm.VALUES}
        if run_form(request, form, actions.review_submission, assignment=row, done=words, **values):
            return redirect(row.reader.path)
    one = row.submission
    context = {
        "reading": row,
        "one": one,
        "answers": one.answers.filter(question__for_readers=True).select_related("question"),
        "review": review,
        "others": queries.other_reviews(row) if review else [],
        "decision": getattr(one, "decision", None),
    }
    event = row.reader.call.event
    return page_on_clocks(request, event, "calls/readers/reading.html", context, form)


@page_or_form
def give_back_unread(request: SignedInRequest, key: str) -> HttpResponse:
    row = find_assignment(request, key)
    line = _(
        "Because you think that you know whose it is, or for any other reason: nobody asks which. "
        "It goes to somebody else."
    )
    return confirm_button(
        request,
        actions.give_back_unread,
        title=_("Hand back this contribution?"),
        lines=[line],
        yes=_("I cannot review this one"),
        back=row.path,
        after=row.reader.path,
        danger=False,
        assignment=row,
        done=_("Noted. It goes to somebody else."),
    )
