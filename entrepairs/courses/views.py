"""Courses, for those who prepare one: what it is, who was there; and for who was, their hours."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.courses import actions, queries
from entrepairs.courses.forms import AttendanceForm, CourseForm
from entrepairs.events import organiser_queries
from entrepairs.ledger.run import run_button, run_form
from entrepairs.registrations.views import find_held
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def describe(request: SignedInRequest, key: str) -> HttpResponse:
    event = organiser_queries.find_prepared_event(request.person_id, key)
    course = queries.course_of(event)
    form = CourseForm(request.POST or None, instance=course)
    if form.is_valid():
        values: dict[str, Any] = {"event": event, "told": form.told()}
        if run_form(request, form, actions.describe_course, done=_("Saved."), **values):
            return redirect("courses:attendance", key)
    return forms.page(request, "courses/describe.html", {"event": event}, form=form)


@require_safe
def attendance(request: SignedInRequest, key: str) -> HttpResponse:
    """Its sessions, with how many were there, and what that comes to."""
    event = organiser_queries.find_prepared_event(request.person_id, key)
    course = queries.course_of(event)
    if course is None:
        return redirect("courses:describe", key)
    context = {
        "event": event,
        "course": course,
        "sessions": list(queries.sessions_of(event)),
        "noted": queries.count_noted(event),
        "sums": queries.sum_course(event),
    }
    return render(request, "courses/attendance.html", context)


@page_or_form
def session(request: SignedInRequest, key: str, session: str) -> HttpResponse:
    """How long each was there: the whole, a part, or not."""
    event = organiser_queries.find_prepared_event(request.person_id, key)
    found = get_object_or_404(queries.sessions_of(event), key=session)
    if queries.course_of(event) is None:
        raise Http404
    form = AttendanceForm(
        request.POST or None,
        placed=queries.placed(event),
        noted=queries.minutes_at(found),
        initial={"by_peer": queries.led_by_peer(found)},
    )
    if form.is_valid():
        values: dict[str, Any] = {"session": found, "minutes": form.minutes()}
        values["by_peer"] = form.cleaned_data["by_peer"]
        if run_form(request, form, actions.note_attendance, done=_("Saved."), **values):
            return redirect("courses:attendance", key)
    timed = found.starts_at and found.ends_at
    whole = round((found.ends_at - found.starts_at).total_seconds() / 60) if timed else None  # type: ignore[operator]
    context = {"event": event, "session": found, "whole": whole}
    return forms.page(request, "courses/session.html", context, form=form)


@require_POST
def keep(request: SignedInRequest, key: str) -> HttpResponse:
    """By who holds the address of a registration, and is signed in."""
    one = find_held(key)
    done = _("It is on your path. Create an attestation of it when you like.")
    ran = run_button(request, actions.keep_course, registration=one, done=done)
    return redirect("learning:step", ran.result.key) if ran.result else redirect(one.path)
