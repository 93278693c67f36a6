"""Pages of those who prepare the event: the table, one submission, deciding, telling, placing."""

import re
from collections.abc import Iterable

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from entrepairs.calls import decision_letters, queries
from entrepairs.calls.actions import decisions as actions
from entrepairs.calls.csv_export import table_as_csv
from entrepairs.calls.models import Submission, SubmissionDecision, SubmissionKind
from entrepairs.calls.views.shared import find_call, page_on_clocks, posted, url_of
from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.events.models import Event
from entrepairs.ledger.run import run_button
from entrepairs.ui.confirm import confirm_page
from entrepairs.ui.file_answers import CSV, answer_file
from entrepairs.ui.forms import page_or_form

MOST = 500  # decided in one press
SENT_AGAIN = ("outcome", "one", "alone", "state", "kind", "page")


def choices_of_decision(kinds: Iterable[SubmissionKind]) -> list[tuple[str, str]]:
    """What can be decided: value and words."""
    return [
        ("accepted", _("Accept")),
        ("waiting", _("Put on the waiting list")),
        ("refused", _("Decline")),
        *(
            (f"accepted:{kind.key}", _("Accept as: %(kind)s") % {"kind": kind.name})
            for kind in kinds
        ),
    ]


def choices_of_filter() -> list[tuple[str, str]]:
    words = {
        "undecided": _("Not decided"),
        "accepted": _("Accepted"),
        "waiting": _("Waiting list"),
        "refused": _("Declined"),
        "untold": _("Decided, not announced"),
        "coming": _("Attendance confirmed"),
        "withdrawn": pgettext("contributions", "Withdrawn"),
    }
    return [("", _("All")), *((name, words[name]) for name in queries.STATES)]


@require_safe
def table(request: SignedInRequest, key: str) -> HttpResponse:
    call = find_call(request, key)
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "").replace("\0", "")
    kinds = list(call.kinds.all())
    context = {
        "call": call,
        "page": page_of(request, queries.filter_judged(call, state, kind)),
        "kinds": kinds,
        "state": state,
        "kind": kind,
        "filters": choices_of_filter(),
        "choices": choices_of_decision(kinds),
        "progress": queries.count_progress(call),
    }
    return page_on_clocks(request, call.event, "calls/organise/table.html", context)


def _url_of_table(request: SignedInRequest, event: Event) -> str:
    """The table as it was filtered."""
    kept = QueryDict(mutable=True)
    kept.update(
        {name: request.POST[name] for name in ("state", "kind", "page") if request.POST.get(name)}
    )
    return f"{url_of(event, 'call_table')}{'?' if kept else ''}{kept.urlencode()}"


KEY = re.compile("[a-z0-9]{1,20}")  # anything else is in no address


@require_POST
def decide_submissions(request: SignedInRequest, key: str) -> HttpResponse:
    """One, or those that are checked."""
    call = find_call(request, key)
    outcome, _colon, kind_key = posted(request, "outcome").partition(":")
    keys = [name for name in request.POST.getlist("one") if KEY.fullmatch(name)][:MOST]
    sure = "sure" in request.POST
    asks = outcome == SubmissionDecision.Outcome.ACCEPTED and not sure
    if asks and (few := queries.titles_with_few_reviews(call, keys)):
        return _confirm_few_reviews(request, call.event, few)
    run_button(
        request,
        actions.decide_submissions,
        call=call,
        keys=keys,
        outcome=outcome,
        with_few_reviews=sure,
        kind=get_object_or_404(call.kinds, key=kind_key) if kind_key else None,
        done=_("Decided. Their authors are not told yet."),
    )
    if "alone" in request.POST and keys:
        return redirect(url_of(call.event, "call_one", keys[0]))
    return redirect(_url_of_table(request, call.event))


def _confirm_few_reviews(request: SignedInRequest, event: Event, few: list[str]) -> HttpResponse:
    """Asks before something is accepted that has not been read as was asked."""
    fields = [(name, value) for name in SENT_AGAIN for value in request.POST.getlist(name)]
    return confirm_page(
        request,
        title=_("Accept before all the reviews have arrived?"),
        lines=few,
        yes=_("Accept"),
        back=_url_of_table(request, event),
        danger=False,
        hidden=[*fields, ("sure", "yes")],
    )


@require_safe
def show_submission(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    """With its reviews side by side."""
    call = find_call(request, key)
    row = get_object_or_404(queries.list_judged(call), key=of)
    decision = getattr(row, "decision", None)
    waits = decision and decision.outcome == SubmissionDecision.Outcome.WAITING
    open_still = decision is None or decision.told_at is None or waits
    undecided = open_still and row.state == Submission.State.SENT
    placeable = decision and decision.told_at and row.comes_at and not decision.talk_id
    sessions = call.event.sessions.exclude(kind="break").order_by("starts_at", "order")
    context = {
        "call": call,
        "one": row,
        "decision": decision,
        "answers": row.answers.select_related("question"),
        "open": undecided,
        "choices": choices_of_decision(call.kinds.all()) if undecided else [],
        "placeable": placeable,
        "sessions": sessions if placeable else [],
    }
    return page_on_clocks(request, call.event, "calls/organise/one.html", context)


@page_or_form
def tell_authors(request: SignedInRequest, key: str) -> HttpResponse:
    """What each will read, then everyone at once."""
    call = find_call(request, key)
    if request.method == "POST":
        words = _("Answers sent, each in the author’s language.")
        run_button(request, actions.tell_authors, call=call, done=words)
        return redirect(url_of(call.event, "call_table"))
    page = page_of(request, SubmissionDecision.objects.waiting_to_be_told(call))
    own = decision_letters.written_for(call)
    previews = [
        (row, decision_letters.letter_for(row.submission, row, call.event, own))
        for row in page.rows
    ]
    progress = queries.count_progress(call)
    context = {"call": call, "page": page, "previews": previews, "progress": progress}
    return page_on_clocks(request, call.event, "calls/organise/tell.html", context)


@page_or_form
def place_in_programme(request: SignedInRequest, key: str) -> HttpResponse:
    """One, in a session of the programme or in one of its own; or all that wait."""
    call = find_call(request, key)
    if request.method != "POST":
        line = _(
            "Each becomes a talk in a session of its own, without room nor hours yet: it is then "
            "moved like the others."
        )
        return confirm_page(
            request,
            title=_("Add all waiting contributions to the programme?"),
            lines=[line],
            yes=_("Add them to the programme"),
            back=url_of(call.event, "call_table"),
            danger=False,
        )
    only, within = posted(request, "one"), posted(request, "session")
    run_button(
        request,
        actions.place_in_programme,
        call=call,
        keys=[only] if only else None,
        session=get_object_or_404(call.event.sessions, key=within) if within else None,
        done=_("Added to the programme, without a time yet."),
    )
    if only:
        return redirect(url_of(call.event, "call_one", only))
    return redirect(url_of(call.event, "call_table"))


@require_safe
def export_csv(request: SignedInRequest, key: str) -> HttpResponse:
    call = find_call(request, key)
    name = f"contributions-{call.event.key}.csv"
    return answer_file(table_as_csv(call), CSV, name)
