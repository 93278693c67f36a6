"""Pages of a registration. None needs an account: the holder of its address holds it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from entrepairs.accounts.throttling import counted, mails_counted
from entrepairs.core.ical_timezones import CALENDAR
from entrepairs.core.paging import page_of
from entrepairs.core.requests import SAFE_METHODS, Request, SignedInRequest
from entrepairs.events import organiser_queries
from entrepairs.events.models import Event
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.run import run_button
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.actions import see_after_answer
from entrepairs.registrations import actions, page_hooks, pdf, queries
from entrepairs.registrations.calendar import write_calendar
from entrepairs.registrations.forms import EntranceForm, RegisterForm
from entrepairs.registrations.models import Registration, secret_of
from entrepairs.ui import forms
from entrepairs.ui.addresses import origin_of
from entrepairs.ui.confirm import confirm_page
from entrepairs.ui.file_answers import PDF, answer_file
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.qr_codes import draw_qr_code


@login_not_required
@page_or_form
@counted("register", keep=True)
@mails_counted
def register(request: Request, key: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.exclude(state=Event.State.DRAFT), key=key)
    me = request.person_id
    if me is not None and (mine := Registration.objects.standing_of(me, event)) is not None:
        return redirect(mine.path)
    if not event.registers or event.state != Event.State.PUBLISHED:
        messages.info(request, _("Registration is closed for this event."))
        return redirect(event.path)
    initial = {"name": request.person.name} if me is not None else {}
    form = RegisterForm(request.POST or None, signed_in=me is not None, initial=initial)
    if form.is_valid():
        return _register(request, event, form.cleaned_data)
    context = {"event": event, "full": queries.is_full(event), "over": event.is_over}
    return forms.page(request, "registrations/register.html", context, form=form)


def _register(request: Request, event: Event, values: dict[str, Any]) -> HttpResponse:
    """A refusal is said on the page of the place, or of the event: the form is of no use then."""
    try:
        key = actions.register_for_event(
            event=event,
            name=values["name"],
            mail=values.get("mail", ""),
            needs=values["needs"],
            once=values["once"],
            by=request.person_id,
        )
    except AlreadyDone:
        mine = Registration.objects.filter(person=request.person_id, event=event)
        key = mine.order_by("-pk")[0].key
    except actions.AlreadyRegistered as refusal:
        messages.info(request, str(refusal))
        return redirect(refusal.registration.path)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(event.path)
    return redirect("registrations:registration", key)


def find_held(key: str) -> Registration:
    """The registration of this address, while its event may be seen; else there is no such page."""
    found = Registration.objects.with_key(key)
    if found is None or not Event.objects.filter(pk=found.event_id).exists():
        raise Http404
    return found


def _doer(request: Request, one: Registration) -> int | None:
    """The doer in the ledger: the person registered; another holder of the address is nobody."""
    return one.person_id if one.person_id == request.person_id else None


@never_cache
@login_not_required
@require_safe
def registration(request: Request, key: str) -> HttpResponse:
    one = find_held(key)
    if _doer(request, one) is not None and one.state != Registration.State.ASKED:
        see_after_answer(request, path=one.path)
    context = queries.describe_registration(one)
    if one.state == Registration.State.PLACE and not context["over"]:
        context["square"] = draw_qr_code(request.build_absolute_uri(one.door_path))
    context["address"] = request.build_absolute_uri(one.path)
    context["parts"] = page_hooks.parts_of(request, one)
    return render(request, "registrations/registration.html", context)


@never_cache
@login_not_required
@require_safe
def calendar(request: Request, key: str) -> HttpResponse:
    one = find_held(key)
    body = write_calendar(one, request.build_absolute_uri)
    return answer_file(body, CALENDAR, f"{one.event.key}.ics")


@never_cache
@login_not_required
@require_safe
def confirmation(request: Request, key: str) -> HttpResponse:
    """On paper: what the page says, with the code for the entrance."""
    one = find_held(key)
    if one.state != Registration.State.PLACE:
        raise Http404
    made = pdf.make_confirmation(one, request.build_absolute_uri(one.door_path))
    return _answer_pdf(made, f"registration-{one.code}.pdf")


@require_safe
def list_mine(request: SignedInRequest) -> HttpResponse:
    """All that I registered for, to come and past."""
    rows = queries.list_mine(request.person_id)
    context = {"page": page_of(request, rows)}
    return render(request, "registrations/mine.html", context)


@never_cache
@login_not_required
@require_safe
def attestation(request: Request, key: str) -> HttpResponse:
    """For those who came, in the language of the page."""
    one = find_held(key)
    if one.came_at is None:
        raise Http404
    return _answer_pdf(pdf.make_attestation(one), f"attestation-{one.code}.pdf")


def _answer_pdf(body: bytes, name: str) -> HttpResponse:
    return answer_file(body, PDF, name, shown=True)


@never_cache
@login_not_required
@page_or_form
def cancel_registration(request: Request, key: str) -> HttpResponse:
    one = find_held(key)
    if one.event.is_over:
        messages.info(request, actions.EVENT_IS_OVER)
        return redirect(one.path)
    if request.method in SAFE_METHODS:
        return _ask_before_cancelling(request, one)
    run_button(
        request,
        actions.cancel_registration,
        registration=one,
        by=_doer(request, one),
        done=_("Cancelled. Thank you for saying so."),
    )
    return redirect(one.path)


def _ask_before_cancelling(request: Request, one: Registration) -> HttpResponse:
    if one.state == Registration.State.ASKED and one.person_id is not None:
        title, yes = _("Answer that you are not coming?"), _("I am not coming")
        line = _("The organisers see that you are not coming. You can still register later.")
    else:
        title, yes = _("Cancel my registration?"), _("Cancel my registration")
        line = _(
            "Your place goes to the first person on the waiting list. What you told us is "
            "deleted immediately."
        )
    return confirm_page(request, title=title, lines=[str(one.event), line], yes=yes, back=one.path)


@require_POST
def agree(request: SignedInRequest, key: str) -> HttpResponse:
    """My yes to organisers who asked me; nobody else's, whatever address they hold."""
    one = find_held(key)
    if one.person_id != request.person_id:
        raise Http404
    run_button(request, actions.agree_to_registration, registration=one)
    return redirect(one.path)


@never_cache
@login_not_required
@page_or_form
def confirm(request: Request, key: str, secret: str) -> HttpResponse:
    """What the link of the mail opens. A button confirms: programs that read mails open links."""
    one = find_held(key)
    if one.state != Registration.State.ASKED:
        return redirect(one.path)
    if not constant_time_compare(secret, secret_of(key)):
        raise Http404
    if request.method in SAFE_METHODS:
        return confirm_page(
            request,
            title=_("Confirm that you are coming?"),
            lines=[str(one.event), _("Name used: %(name)s") % {"name": one.name}],
            yes=_("Yes, I am coming"),
            back=one.path,
        )
    run_confirmation(request, one, secret)
    return redirect(one.path)


def run_confirmation(request: Request, one: Registration, secret: str) -> None:
    try:
        actions.confirm_registration(registration=one, secret=secret)
    except NotPossible as refusal:
        messages.warning(request, str(refusal))


# For those who prepare the event


@require_safe
def list_registrations(request: SignedInRequest, key: str) -> HttpResponse:
    event = organiser_queries.find_prepared_event(request.person_id, key)
    form = EntranceForm(request.GET or None)
    looked = form.cleaned_data["q"] if form.is_valid() else ""
    context = queries.list_registrations(event, request.GET.get("page"), looked) | {"form": form}
    return render(request, "registrations/list.html", context)


@require_safe
def door_list(request: SignedInRequest, key: str) -> HttpResponse:
    event = organiser_queries.find_prepared_event(request.person_id, key)
    address = request.build_absolute_uri(event.path)
    made = pdf.make_door_list(event, queries.list_with_place(event), address)
    return _answer_pdf(made, f"list-{event.key}.pdf")


@require_safe
def print_badges(request: SignedInRequest, key: str) -> HttpResponse:
    event = organiser_queries.find_prepared_event(request.person_id, key)
    made = pdf.make_badges(event, queries.list_with_place(event), origin_of(request))
    return _answer_pdf(made, f"badges-{event.key}.pdf")


@require_safe
def show_at_the_door(request: SignedInRequest, badge: str) -> HttpResponse:
    """What the square on a badge opens."""
    one = queries.find_at_the_door(request.person_id, badge)
    return render(request, "registrations/door.html", {"one": one, "event": one.event})


@require_POST
def note_came(request: SignedInRequest, badge: str) -> HttpResponse:
    one = queries.find_at_the_door(request.person_id, badge)
    came = request.POST.get("came") == "yes"
    run_button(request, actions.note_came, registration=one, came=came)
    one.refresh_from_db()
    if request.htmx:
        return render(request, "registrations/_line.html", {"one": one, "event": one.event})
    if "door" in request.POST:
        return redirect(one.door_path)
    return redirect(f"{one.event.path}registrations/#r-{one.door}")
