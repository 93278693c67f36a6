"""Pages of meetings: mine, one, planning one, and what it brought."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.meetings import actions, queries
from entrepairs.meetings.exchange_sums import note_of
from entrepairs.meetings.forms import ConfirmForm, MeetingForm, NoteForm, in_form, in_note
from entrepairs.meetings.models import Contribution
from entrepairs.meetings.queries import Shown
from entrepairs.meetings.states import Press, State
from entrepairs.meetings.steps import NotNow
from entrepairs.meetings.usual_slot import usual
from entrepairs.notices import actions as notices
from entrepairs.people.models import Circle
from entrepairs.ui import formats, forms
from entrepairs.ui.middleware import after_answer

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def one(key: str) -> Shown:
    return queries.shown(get_object_or_404(queries.rows(), key=key))


def done(request: Any, action: Callable[[], Any], words: str, path: str) -> HttpResponse:
    """Do it, say so, go on. The same form a second time gets the same answer; what is no longer possible is said."""
    try:
        action()
    except AlreadyDone:
        pass
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect(path)
    messages.success(request, words)
    return redirect(path)


# Mine


@require_safe
def index(request: Any) -> HttpResponse:
    """To come, to note, past."""
    when = request.GET.get("when", "coming")
    number = request.GET.get("page", 1)
    context: dict[str, Any] = {"when": when if when in {"note", "past"} else "coming"}
    if when == "note":
        duties = (
            d for d in queries.waiting() if d.kind != "answer" or d.meeting.state is State.LAPSED
        )
        context["duties"] = list(duties)[: queries.PAGE]
    else:
        context["page"] = (
            queries.past_page(number) if when == "past" else queries.coming_page(number)
        )
    return forms.page(request, "meetings/list.html", context, partial="meetings")


@require_safe
def meeting(request: Any, key: str) -> HttpResponse:
    shown, me = one(key), request.person_id
    lines = lines_of(shown)
    after_answer(request, lambda: seen(me, shown.path))
    context = {"meeting": shown, "note": note_of(lines, me), "form": confirm_form(lines)}
    return render(request, "meetings/meeting.html", context)


def lines_of(shown: Shown) -> list[Contribution]:
    noted = (
        Contribution.objects.filter(meeting=shown.meeting)
        if shown.standing.noter
        else Contribution.objects.none()
    )
    return list(noted.order_by("pk"))


def seen(person: int, path: str) -> None:
    with hats.person(person):
        notices.see(by=person, path=path)


def confirm_form(lines: list[Contribution]) -> ConfirmForm | None:
    return ConfirmForm(initial={"noted_at": lines[0].noted_at.isoformat()}) if lines else None


# Planning and answering


@page_or_form
def plan(request: Any) -> HttpResponse:
    if not (key := request.GET.get("circle")):
        return choose(request)
    circle = get_object_or_404(Circle.objects.filter(pk__in=queries.my_current_circles()), key=key)
    zone = request.person.time_zone
    former = usual(circle)
    initial = (
        in_form(former.meeting, zone, former.starts_at)
        if former and request.method != "POST"
        else {}
    )
    form = MeetingForm(request.POST or None, circle=circle, time_zone=zone, initial=initial)
    if form.is_valid():
        return planned(request, circle, form)
    context = {
        "circle": circle,
        "usual": former,
        "other": queries.other_in(circle),
        "time_zone": elsewhere(zone),
    }
    return forms.page(request, "meetings/plan.html", context, form=form)


def elsewhere(zone: str) -> str:
    """The time zone to name on a page: none where everybody's clock is the same."""
    return "" if zone == settings.TIME_ZONE else zone


def choose(request: Any) -> HttpResponse:
    """With whom? One circle only: no question."""
    pairs = queries.pairs_to_plan_in()
    if len(pairs) == 1:
        return redirect(f"{reverse('meetings:plan')}?circle={pairs[0][0].key}")
    return render(request, "meetings/choose.html", {"pairs": pairs})


def planned(request: Any, circle: Circle, form: MeetingForm) -> HttpResponse:
    try:
        path = actions.plan(circle=circle, by=request.person_id, **form.plan()).path
    except AlreadyDone as before:
        path = reverse("meetings:meeting", args=[before.deed.object_key])
    except NotNow:
        messages.warning(
            request, _("No meeting can be planned here: you are on a pause, or this has ended.")
        )
        return redirect(circle.path)
    messages.success(request, _("Proposed. The other says yes, or proposes another time."))
    return redirect(path)


@page_or_form
def other_time(request: Any, key: str) -> HttpResponse:
    shown = one(key)
    if Press.OTHER_TIME not in shown.may:
        return redirect(shown.path)
    zone, row = request.person.time_zone, shown.meeting
    form = MeetingForm(
        request.POST or None, circle=row.circle, time_zone=zone, initial=in_form(row, zone)
    )
    if form.is_valid():
        words = _("Proposed. It is agreed again once the other says yes.")
        to_do = lambda: actions.propose_other_time(meeting=row, by=request.person_id, **form.plan())  # noqa: E731
        return done(request, to_do, words, shown.path)
    return forms.page(
        request,
        "meetings/other_time.html",
        {"meeting": shown, "time_zone": elsewhere(zone)},
        form=form,
    )


@require_POST
def accept(request: Any, key: str) -> HttpResponse:
    shown, once = one(key), forms.once_of(request)
    met = shown.state is State.LAPSED
    words = (
        _("Noted: you met.")
        if met
        else _("Agreed. It is in your meetings, and in your calendar if you made one.")
    )
    path = reverse("meetings:note", args=[key]) if met and shown.standing.pair else shown.path
    return done(
        request,
        lambda: actions.accept(meeting=shown.meeting, by=request.person_id, once=once),
        words,
        path,
    )


@page_or_form
def cancel(request: Any, key: str) -> HttpResponse:
    shown, once = one(key), forms.once_of(request)
    if request.method == "POST":
        words = _("Cancelled. The others are told.")
        return done(
            request,
            lambda: actions.cancel(meeting=shown.meeting, by=request.person_id, once=once),
            words,
            shown.path,
        )
    if Press.CANCEL not in shown.may:
        return redirect(shown.path)
    lines = [what(request, shown), _("The others are told. No reason is asked.")]
    return confirmation(request, shown, _("Cancel this meeting?"), lines, _("Cancel it"))


def what(request: Any, shown: Shown) -> str:
    return f"{shown.title} · {formats.day_clock(shown.meeting.starts_at)}"


def confirmation(request: Any, shown: Shown, title: str, text: list[str], yes: str) -> HttpResponse:
    context = {"title": title, "lines": text, "yes": yes, "back": shown.path, "danger": True}
    return render(request, "ui/confirm.html", context)


# Afterwards


@require_POST
def held(request: Any, key: str) -> HttpResponse:
    shown, once, me = one(key), forms.once_of(request), request.person_id
    if request.POST.get("held") == "yes":
        to_do = lambda: actions.say_held(meeting=shown.meeting, by=me, once=once)  # noqa: E731
        path = reverse("meetings:note", args=[key]) if shown.standing.pair else shown.path
        return done(request, to_do, _("Noted: you met."), path)
    to_do = lambda: actions.say_not_held(meeting=shown.meeting, by=me, once=once)  # noqa: E731
    return done(request, to_do, _("Noted: it did not take place. No reason is asked."), shown.path)


@page_or_form
def note(request: Any, key: str) -> HttpResponse:
    shown, me = one(key), request.person_id
    if Press.NOTE not in shown.may or shown.other is None:
        return redirect(shown.path)
    lines = lines_of(shown)
    other = shown.other.name
    form = NoteForm(request.POST or None, other=other, initial=in_note(lines, me))
    if form.is_valid():
        words = _("Noted. It counts once %(name)s confirms.") % {"name": other}
        return done(request, lambda: write_note(shown, form, me), words, shown.path)
    return forms.page(request, "meetings/note.html", {"meeting": shown, "lines": lines}, form=form)


def write_note(shown: Shown, form: NoteForm, me: int) -> None:
    read = form.cleaned_data
    actions.note(
        meeting=shown.meeting,
        lines=form.lines(),
        noted_at=read["noted_at"],
        once=read["once"],
        by=me,
    )


@page_or_form
def confirm(request: Any, key: str) -> HttpResponse:
    """The other's note is read on the meeting's page, and confirmed from there."""
    shown = one(key)
    form = ConfirmForm(request.POST or None)
    if not form.is_valid():
        return redirect(shown.path)
    read = form.cleaned_data

    def to_do() -> None:
        actions.confirm(
            meeting=shown.meeting,
            noted_at=read["noted_at"],
            once=read["once"],
            by=request.person_id,
        )

    return done(
        request, to_do, _("Confirmed. It is in your mirror, and in the other’s."), shown.path
    )


@page_or_form
def do_not_count(request: Any, key: str) -> HttpResponse:
    shown, once = one(key), forms.once_of(request)
    if request.method == "POST":
        words = _("This meeting is not counted.")
        to_do = lambda: actions.do_not_count(meeting=shown.meeting, by=request.person_id, once=once)  # noqa: E731
        return done(request, to_do, words, shown.path)
    if Press.DO_NOT_COUNT not in shown.may:
        return redirect(shown.path)
    lines = [
        what(request, shown),
        _(
            "What was noted about it is erased, for both of you, and nothing can be noted about it again."
        ),
        _("It stays in the list of your meetings. This is final."),
    ]
    return confirmation(
        request, shown, _("Not count this meeting?"), lines, _("We do not count this one")
    )


# My calendar


@require_safe
def calendar(request: Any) -> HttpResponse:
    address = queries.my_calendar()
    full = request.build_absolute_uri(reverse("meetings:feed", args=[address])) if address else ""
    webcal = f"webcal://{full.partition('://')[2]}" if full else ""
    return render(request, "meetings/calendar.html", {"address": full, "webcal": webcal})


@require_POST
def calendar_new(request: Any) -> HttpResponse:
    words = _("Here is your address. An earlier one no longer answers.")
    once = forms.once_of(request)
    to_do = lambda: actions.make_calendar(by=request.person_id, once=once)  # noqa: E731
    return done(request, to_do, words, reverse("meetings:calendar"))


@require_POST
def calendar_remove(request: Any) -> HttpResponse:
    once = forms.once_of(request)
    to_do = lambda: actions.remove_calendar(by=request.person_id, once=once)  # noqa: E731
    return done(
        request, to_do, _("Removed. The address no longer answers."), reverse("meetings:calendar")
    )
