"""Those who prepare the event: the table, the reviews side by side, what is decided, told, put in the programme."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from entrepairs.calls import decision_letters, queries
from entrepairs.calls.actions import decisions as deciding
from entrepairs.calls.csv_export import table_as_csv
from entrepairs.calls.models import Submission, SubmissionDecision
from entrepairs.calls.views.manage import asking, at, call_at, on_its_clock, pressed
from entrepairs.core.paging import page_of
from entrepairs.events.views.organise import page_or_form
from entrepairs.ui import forms

LINES = 50


def decisions(kinds: Any) -> list[tuple[str, str]]:
    """What can be decided: value and words."""
    other = [
        (f"accepted:{kind.key}", _("Accept as: %(kind)s") % {"kind": kind.name}) for kind in kinds
    ]
    return [
        ("accepted", _("Accept")),
        ("waiting", _("Put on the waiting list")),
        ("refused", _("Refuse")),
        *other,
    ]


@require_safe
def table(request: Any, key: str) -> HttpResponse:
    call = call_at(request, key)
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "").replace("\0", "")
    kinds = list(call.kinds.all())
    page = page_of(request, queries.table(call, state, kind), LINES)
    filters = [("", _("All")), *((name, words) for name, words in states())]
    context = {
        "call": call, "page": page, "kinds": kinds, "state": state, "kind": kind, "filters": filters, "choices": decisions(kinds),
        "progress": queries.progress(call),
    }  # fmt: skip
    return on_its_clock(request, call.event, "calls/organise/table.html", context)


def states() -> list[tuple[str, str]]:
    words = {
        "undecided": _("Not decided"), "accepted": _("Accepted"), "waiting": _("Waiting list"), "refused": _("Refused"),
        "untold": _("Decided, not told"), "coming": _("They come"), "withdrawn": pgettext("contributions", "Withdrawn"),
    }  # fmt: skip
    return [(name, words[name]) for name in queries.STATES]


def back_to(request: Any, key: str) -> str:
    """The table as it was filtered."""
    kept = QueryDict(mutable=True)
    kept.update(
        {name: request.POST[name] for name in ("state", "kind", "page") if request.POST.get(name)}
    )
    return f"{at(call_at(request, key).event, 'call_table')}{'?' if kept else ''}{kept.urlencode()}"


@require_POST
def decide(request: Any, key: str) -> HttpResponse:
    """One, or those that are checked."""
    call = call_at(request, key)
    wanted, _point, kind_key = request.POST.get("outcome", "").partition(":")
    keys = [name.replace("\0", "") for name in request.POST.getlist("one")][:500]
    once = forms.once_of(request)

    def do() -> None:
        if wanted not in SubmissionDecision.Outcome.values:
            raise ValidationError(_("Choose what you decide."))
        if not keys:
            raise ValidationError(_("Check at least one contribution."))
        kind = get_object_or_404(call.kinds, key=kind_key) if kind_key else None
        if not deciding.decide(
            call=call, keys=keys, outcome=wanted, kind=kind, once=once, by=request.person_id
        ):
            raise ValidationError(
                _("Nothing was decided: their authors were told already, or they are yours.")
            )

    pressed(request, do, _("Decided. Their authors are not told yet."))
    if "alone" in request.POST and keys:
        return redirect(at(call.event, "call_one", keys[0]))
    return redirect(back_to(request, key))


@require_safe
def one(request: Any, key: str, of: str) -> HttpResponse:
    """A contribution with its reviews side by side."""
    call = call_at(request, key)
    row = get_object_or_404(queries.judged(call), key=of)
    decision = getattr(row, "decision", None)
    open_still = (
        decision is None
        or decision.told_at is None
        or decision.outcome == SubmissionDecision.Outcome.WAITING
    )
    undecided = open_still and row.state == Submission.State.SENT
    placeable = decision is not None and decision.told_at and row.comes_at and not decision.talk_id
    sessions = call.event.sessions.exclude(kind="break").order_by("starts_at", "order")
    context = {
        "call": call, "one": row, "decision": decision, "answers": row.answers.select_related("question"), "open": undecided,
        "choices": decisions(call.kinds.all()) if undecided else [], "placeable": placeable, "sessions": sessions if placeable else [],
    }  # fmt: skip
    return on_its_clock(request, call.event, "calls/organise/one.html", context)


@page_or_form
def tell(request: Any, key: str) -> HttpResponse:
    """What each will read, then everyone at once."""
    call = call_at(request, key)
    if request.method == "POST":
        once = forms.once_of(request)
        pressed(request, lambda: deciding.tell_everyone(call=call, once=once, by=request.person_id), _("Told, each in their language."))  # fmt: skip
        return redirect(at(call.event, "call_table"))
    page, own = page_of(request, deciding.untold(call), LINES), decision_letters.written(call)
    previews = [
        (row, decision_letters.letter_for(row.submission, row, call.event, own))
        for row in page.rows
    ]
    context = {"call": call, "page": page, "previews": previews, "progress": queries.progress(call)}
    return on_its_clock(request, call.event, "calls/organise/tell.html", context)


@page_or_form
def place(request: Any, key: str) -> HttpResponse:
    """In the programme: one, in a session of it or in one of its own; or all that wait."""
    call = call_at(request, key)
    only, once = request.POST.get("one", "").replace("\0", ""), forms.once_of(request)
    if request.method != "POST":
        lines = [_("Each becomes a talk in a session of its own, without room nor hours yet: it is then moved like the others.")]  # fmt: skip
        return asking(request, _("Put all that wait in the programme?"), lines, _("Put them in the programme"), at(call.event, "call_table"), danger=False)  # fmt: skip
    within = request.POST.get("session", "").replace("\0", "")
    session = get_object_or_404(call.event.sessions, key=within) if within else None

    def do() -> None:
        keys = [only] if only else None
        if not deciding.place(
            call=call, keys=keys, session=session, once=once, by=request.person_id
        ):
            raise ValidationError(_("Nothing waits to be put in the programme."))

    pressed(request, do, _("In the programme, not placed yet."))
    return redirect(at(call.event, "call_one", only) if only else at(call.event, "call_table"))


@require_safe
def as_csv(request: Any, key: str) -> HttpResponse:
    call = call_at(request, key)
    body = table_as_csv(call)
    return HttpResponse(
        body, content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="contributions-{call.event.key}.csv"'},
    )  # fmt: skip
