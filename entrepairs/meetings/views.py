"""Pages of meetings: mine, one, planning one, and what it brought."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import LINES
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button
from entrepairs.meetings import queries
from entrepairs.meetings.actions import noting, planning
from entrepairs.meetings.duties import ANSWER
from entrepairs.meetings.exchange_sums import note_of
from entrepairs.meetings.forms import (
    ConfirmForm,
    MeetingForm,
    NoteForm,
    initial_of_meeting,
    initial_of_note,
)
from entrepairs.meetings.hooks import find_parts, find_week
from entrepairs.meetings.models import Contribution
from entrepairs.meetings.shown_meetings import ShownMeeting, show_meeting
from entrepairs.meetings.states import State, Transition
from entrepairs.meetings.usual_slot import find_usual, initial_at, read_week_time
from entrepairs.notices.actions import see_after_answer
from entrepairs.people.models import Circle
from entrepairs.people.slots import time_name
from entrepairs.ui import formats, forms
from entrepairs.ui.duties import read_lines
from entrepairs.ui.forms import page_or_form


def get_meeting(key: str) -> ShownMeeting:
    return show_meeting(get_object_or_404(queries.select_meetings(), key=key))


def run_on(
    request: SignedInRequest,
    shown: ShownMeeting,
    action: Callable[..., Any],
    *,
    done: str,
    next_path: str = "",
    **values: Any,
) -> HttpResponse:
    """Runs an action on the meeting; back to its page, or on to the next when it is done."""
    ran = run_button(request, action, done=done, meeting=shown.meeting, **values)
    return redirect(next_path if ran and next_path else shown.path)


# Mine


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """To come, to note, past."""
    when = request.GET.get("when", "coming")
    number = request.GET.get("page")
    context: dict[str, Any] = {"when": when if when in {"note", "past"} else "coming"}
    if when == "note":
        lines = read_lines(request.person_id, "meetings")
        context["duties"] = [line for line in lines if line.kind is not ANSWER][:LINES]
    elif when == "past":
        context["page"] = queries.past_page(number)
    else:
        context["page"] = queries.coming_page(number)
    return forms.page(request, "meetings/list.html", context, partial="meetings")


@require_safe
def meeting(request: SignedInRequest, key: str) -> HttpResponse:
    shown = get_meeting(key)
    lines = find_lines(shown)
    see_after_answer(request, path=shown.path)
    context = {
        "meeting": shown,
        "note": note_of(lines, request.person_id),
        "parts": find_parts(shown, request.person_id),
        "form": ConfirmForm(initial={"noted_at": lines[0].noted_at.isoformat()}) if lines else None,
    }
    return render(request, "meetings/meeting.html", context)


def find_lines(shown: ShownMeeting) -> list[Contribution]:
    if not shown.standing.noter:
        return []
    return list(Contribution.objects.filter(meeting=shown.meeting).order_by("pk"))


# Planning and answering


@page_or_form
def plan(request: SignedInRequest) -> HttpResponse:
    if not (key := request.GET.get("circle")):
        return choose_circle(request)
    circle = get_object_or_404(Circle.objects.filter(pk__in=queries.my_current_circles()), key=key)
    zone, initial = request.person.time_zone, {}
    usual = find_usual(circle)
    at = read_week_time(request.GET.get("at", ""))
    if request.method != "POST":
        if usual:
            initial = initial_of_meeting(usual.meeting, zone, usual.starts_at)
        if at:
            initial |= initial_at(at, initial.get("clock"))
    form = MeetingForm(request.POST or None, circle=circle, time_zone=zone, initial=initial)
    if form.is_valid():
        return save_plan(request, circle, form)
    other = queries.other_in_pair(circle)
    context = {
        "circle": circle,
        "usual": None if at else usual,
        "at": at and time_name(*at),
        "other": other,
        "week": find_week(circle, other, request.person_id),
        "time_zone": zone_to_name(zone),
    }
    return forms.page(request, "meetings/plan.html", context, form=form)


def zone_to_name(zone: str) -> str:
    """The time zone to name on a page: none where everyone's clock is the same."""
    return "" if zone == settings.TIME_ZONE else zone


def choose_circle(request: SignedInRequest) -> HttpResponse:
    """With whom? One circle only: no question."""
    pairs = queries.pairs_to_plan_in()
    if len(pairs) == 1:
        return redirect(f"{reverse('meetings:plan')}?circle={pairs[0][0].key}")
    return render(request, "meetings/choose.html", {"pairs": pairs})


def save_plan(request: SignedInRequest, circle: Circle, form: MeetingForm) -> HttpResponse:
    done = _("Sent. The other person can say yes, or suggest another time.")
    ran = run_button(request, planning.plan_meeting, done=done, circle=circle, **form.values())
    if ran.earlier:
        return redirect("meetings:meeting", ran.earlier.object_key)
    return redirect(ran.result.path if ran.result else circle.path)


@page_or_form
def other_time(request: SignedInRequest, key: str) -> HttpResponse:
    shown = get_meeting(key)
    if Transition.OTHER_TIME not in shown.may:
        return redirect(shown.path)
    zone, row = request.person.time_zone, shown.meeting
    initial = initial_of_meeting(row, zone)
    form = MeetingForm(request.POST or None, circle=row.circle, time_zone=zone, initial=initial)
    if form.is_valid():
        done = _("Sent. The meeting is planned again once the other person says yes.")
        return run_on(request, shown, planning.propose_other_time, done=done, **form.values())
    context = {"meeting": shown, "time_zone": zone_to_name(zone)}
    return forms.page(request, "meetings/other_time.html", context, form=form)


@require_POST
def accept(request: SignedInRequest, key: str) -> HttpResponse:
    shown = get_meeting(key)
    done = _(
        "The meeting is planned. You can see it in your meetings, and in your calendar "
        "if you connected it."
    )
    if shown.state is not State.LAPSED:
        return run_on(request, shown, planning.accept_meeting, done=done)
    note = reverse("meetings:note", args=[key]) if shown.standing.pair else ""
    done = _("Saved: the meeting took place.")
    return run_on(request, shown, planning.accept_meeting, done=done, next_path=note)


@page_or_form
def cancel(request: SignedInRequest, key: str) -> HttpResponse:
    shown = get_meeting(key)
    if request.method == "POST":
        done = _("Cancelled. The other people have been told.")
        return run_on(request, shown, planning.cancel_meeting, done=done)
    if Transition.CANCEL not in shown.may:
        return redirect(shown.path)
    lines = [_("The other people will be told. You do not have to give a reason.")]
    yes = pgettext("a meeting", "Cancel the meeting")
    return show_confirmation(request, shown, _("Cancel this meeting?"), lines, yes)


def show_confirmation(
    request: SignedInRequest, shown: ShownMeeting, title: str, lines: list[str], yes: str
) -> HttpResponse:
    context = {
        "title": title,
        "lines": [f"{shown.title} · {formats.day_clock(shown.meeting.starts_at)}", *lines],
        "yes": yes,
        "back": shown.path,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


# Afterwards


@require_POST
def held(request: SignedInRequest, key: str) -> HttpResponse:
    shown = get_meeting(key)
    if request.POST.get("held") == "yes":
        note = reverse("meetings:note", args=[key]) if shown.standing.pair else ""
        done = _("Saved: the meeting took place.")
        return run_on(request, shown, noting.say_held, done=done, next_path=note)
    done = _("Noted: it did not take place. No reason is asked.")
    return run_on(request, shown, noting.say_not_held, done=done)


@page_or_form
def note(request: SignedInRequest, key: str) -> HttpResponse:
    shown = get_meeting(key)
    if Transition.NOTE not in shown.may or shown.other is None:
        return redirect(shown.path)
    lines, other = find_lines(shown), shown.other.name
    initial = initial_of_note(lines, request.person_id)
    form = NoteForm(request.POST or None, other=other, initial=initial)
    if form.is_valid():
        values = {"lines": form.lines(), "noted_at": form.cleaned_data["noted_at"]}
        done = _("Saved. It counts once %(name)s confirms it.") % {"name": other}
        return run_on(request, shown, noting.note_contributions, done=done, **values)
    return forms.page(request, "meetings/note.html", {"meeting": shown, "lines": lines}, form=form)


@page_or_form
def confirm(request: SignedInRequest, key: str) -> HttpResponse:
    """The other's note is read on the meeting's page or on Today, and confirmed from there."""
    shown = get_meeting(key)
    form = ConfirmForm(request.POST or None)
    if not form.is_valid():
        return redirect(shown.path)
    done = _("Confirmed. It now counts in your mirror and in theirs.")
    read = {"noted_at": form.cleaned_data["noted_at"]}
    return run_on(request, shown, noting.confirm_contributions, done=done, **read)


@page_or_form
def do_not_count(request: SignedInRequest, key: str) -> HttpResponse:
    shown = get_meeting(key)
    if request.method == "POST":
        done = _("This meeting is not counted.")
        return run_on(request, shown, noting.do_not_count, done=done)
    if Transition.DO_NOT_COUNT not in shown.may:
        return redirect(shown.path)
    lines = [
        _("What was filled in is deleted, for both of you. The meeting cannot be filled in again."),
        _("It stays in your list of meetings. You cannot undo this."),
    ]
    title, yes = _("Not count this meeting?"), _("Do not count this meeting")
    return show_confirmation(request, shown, title, lines, yes)
