"""When a group is open without booking: its form, and what calendar programs read of it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.calendar.feeds import REFRESH
from entrepairs.calendar.icalendar_files import write_calendar
from entrepairs.calendar.opening_hours import write_hours
from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.groups import page_hooks
from entrepairs.groups.actions.groups import change_hours
from entrepairs.groups.forms import HoursForm
from entrepairs.groups.views.shared import around, kept_group, seen_group
from entrepairs.ledger.run import run_form
from entrepairs.people.queries import week_of
from entrepairs.ui import forms
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.conditional_answers import unless_known
from entrepairs.ui.file_answers import answer_file
from entrepairs.ui.forms import page_or_form


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    standing = kept_group(request, key)
    group = standing.group
    form = HoursForm(request.POST or None, group=group, week=week_of(group))
    if form.is_valid():
        names = ("week", "time_zone", "closes_on_holidays")
        said = {name: form.cleaned_data[name] for name in names}
        if run_form(request, form, change_hours, done=_("Saved."), group=group, **said):
            return redirect("groups:group", key)
    return forms.page(request, "groups/hours.html", around(request, standing, "group"), form=form)


@login_not_required
@require_safe
def calendar(request: Request, key: str) -> HttpResponse:
    """For who may read its page, signed in or not: a calendar program follows this address."""
    group = seen_group(request, key).group
    page = absolute_url(group.path, request)
    entries = write_hours(
        week_of(group), group.time_zone, uid=f"{key}@groups.entrepairs", url=page, name=group.name
    )
    others = (entry for part in page_hooks.calendar for entry in part(group, page))
    body = write_calendar([*entries, *others], name=group.name, refresh=REFRESH)
    return unless_known(request, answer_file(body, CALENDAR, "entrepairs.ics", shown=True))
