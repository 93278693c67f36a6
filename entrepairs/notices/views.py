"""What I want sent, and by what I am reached; and stopping all mails from the foot of one."""

import datetime as dt
import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from entrepairs.accounts import lost_devices, throttling
from entrepairs.accounts.login import device_of
from entrepairs.accounts.sessions import MARK
from entrepairs.core.fields import new_key
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.notices import push, queries
from entrepairs.notices.actions import choices, reaching
from entrepairs.notices.forms import (
    CodeForm,
    DeviceForm,
    LostForm,
    NotificationsForm,
    NumberForm,
)
from entrepairs.notices.markup import device_name
from entrepairs.notices.models import Device, PhoneNumber
from entrepairs.notices.ways import TEXT
from entrepairs.ui import forms
from entrepairs.ui.formats import day
from entrepairs.ui.forms import page_or_form


@page_or_form
def preferences(request: SignedInRequest) -> HttpResponse:
    ways = queries.find_my_ways()
    form = NotificationsForm(request.POST or None, ways=ways.mine, initial=initial_of(ways))
    if form.is_valid():
        told = form.told()
        told["ways"] += ways.others
        if run_form(request, form, choices.choose_notifications, done=_("Saved."), **told):
            return redirect("notices:preferences")
    context = {
        "ways": ways,
        "text": TEXT,
        "here": request.session.get(MARK),
        "push_key": push.my_public_key(),
        "texts": settings.TEXTS_LEAVE,
        "device_form": DeviceForm(),
    }
    return forms.page(request, "notices/preferences.html", context, form=form)


def initial_of(ways: queries.MyWays) -> dict[str, Any]:
    in_use = [way.name for way in ways.in_use]
    places = {f"way_{n}": name for n, name in enumerate(in_use)}
    places |= {f"way_{n}": "" for n in range(len(in_use), len(ways.mine))}
    return places | {
        "kinds": queries.find_wanted_kinds(),
        "quiet_from": ways.chosen.quiet_from,
        "quiet_until": ways.chosen.quiet_until,
    }


@require_POST
def turn_on_device(request: SignedInRequest) -> HttpResponse:
    """The session gets a mark: what ends it, ends what this device is told."""
    if not settings.PUSH_KEY:
        raise Http404
    form = DeviceForm(request.POST)
    mark = request.session.get(MARK) or new_key()
    said: dict[str, Any] = {"kind": device_of(request), "mark": mark}
    done = _("Notifications are on for this device.")
    if form.is_valid():
        said["subscription"] = form.cleaned_data["subscription"]
        if run_form(request, form, reaching.turn_on_device, done=done, **said):
            request.session[MARK] = mark
    for errors in form.errors.values():
        messages.warning(request, " ".join(map(str, errors)))
    return redirect("notices:preferences")


@require_POST
def turn_off_device(request: SignedInRequest, key: str) -> HttpResponse:
    device = get_object_or_404(Device, key=key)
    done = _("Notifications are off for this device.")
    run_button(request, reaching.turn_off_device, device=device, done=done)
    return redirect("notices:preferences")


def try_of(action: str, request: SignedInRequest, name: str = "") -> HttpResponse | None:
    """Counts a try of this person, or under a name; the page that says that it is enough for now,
    when it is."""
    try:
        throttling.count_try(action, request, name or str(request.person_id))
    except throttling.TooMany as trouble:
        return throttling.too_many(request, trouble)
    return None


@page_or_form
def give_number(request: SignedInRequest) -> HttpResponse:
    """A code goes there. How often is counted: each is paid, and rings somebody's phone."""
    if not settings.TEXTS_LEAVE:
        raise Http404
    form = NumberForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        if enough := try_of("text", request) or try_of("text_to", request, number):
            return enough
        if run_form(request, form, reaching.give_number, number=number):
            return redirect("notices:prove_number")
    return forms.page(request, "notices/number.html", {"text": TEXT}, form=form)


@page_or_form
def prove_number(request: SignedInRequest) -> HttpResponse:
    number = PhoneNumber.objects.first()
    if number is None or number.proved_at:
        return redirect("notices:preferences")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if enough := try_of("text_code", request):
            return enough
        done, code = _("Your number is confirmed."), form.cleaned_data["code"]
        if run_form(request, form, reaching.prove_number, field="code", done=done, code=code):
            return redirect("notices:preferences")
    return forms.page(request, "notices/number_code.html", {"number": number}, form=form)


@require_POST
def remove_number(request: SignedInRequest) -> HttpResponse:
    done = _("Your number is removed. You get no more text messages.")
    run_button(request, reaching.remove_number, done=done)
    return redirect("notices:preferences")


@page_or_form
def lost_phone(request: SignedInRequest) -> HttpResponse:
    """The other devices where I am signed in or told something, the number, and what else a phone
    holds."""
    ways, sessions = queries.find_my_ways(), queries.find_my_sessions()
    here = name_of_session(request)
    marks = {one.mark for one in sessions}
    choices = [
        (f"session:{one.name}", describe(one.device, one.signed_in_at))
        for one in sessions
        if one.name != here
    ]
    choices += [
        (f"device:{one.key}", describe(one.kind, one.added_at))
        for one in ways.devices
        if one.mark not in marks
    ]
    has_number, held = ways.number is not None, lost_devices.find_held(request.person_id)
    form = LostForm(request.POST or None, devices=choices, has_number=has_number, held=held)
    if form.is_valid():
        done = _("What you chose is turned off.")
        if run_form(request, form, reaching.lose_phone, done=done, **form.told()):
            return redirect("notices:preferences")
    context = {"nothing": not choices and not has_number and not held}
    return forms.page(request, "notices/lost.html", context, form=form)


def name_of_session(request: Request) -> str:
    """As the database names it (my_sessions)."""
    return hashlib.sha256((request.session.session_key or "").encode()).hexdigest()[:20]


def describe(device: str, since: dt.datetime | None) -> str:
    """The kind of device, and since when."""
    name = device_name(device)
    return _("%(device)s, since %(day)s") % {"device": name, "day": day(since)} if since else name


@require_POST
def stop(request: SignedInRequest) -> HttpResponse:
    done = _("These emails are stopped. What waits for you is on Today.")
    run_button(request, choices.stop_mails, done=done)
    return redirect("notices:preferences")


@csrf_exempt  # mail programs send this one themselves; the token is the proof
@login_not_required
@page_or_form
def stop_by_link(request: Request, token: str) -> HttpResponse:
    """Opening the link changes nothing: mail filters open links. One press on the page does."""
    if request.method == "POST":
        if not choices.stop_mails_by_link(token=token):
            raise Http404
        return render(request, "notices/stopped.html")
    try:
        choices.read_stop_token(token)
    except BadSignature:
        raise Http404 from None
    return render(request, "notices/stop.html")
