"""Views of those who prepare an event: who comes, confirmed, taken back, added, written to."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.accounts.throttling import mails_counted
from entrepairs.core.csv_cells import write_table
from entrepairs.core.requests import SignedInRequest
from entrepairs.events import organiser_queries
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.people.asking import chosen_person, search_to_ask
from entrepairs.people.queries import people_to_ask
from entrepairs.registrations import actions, queries
from entrepairs.registrations.forms import AddForm, AnnounceForm
from entrepairs.registrations.models import Registration
from entrepairs.registrations.notifications import write_announcement
from entrepairs.ui import forms
from entrepairs.ui.file_answers import CSV, answer_file
from entrepairs.ui.forms import page_or_form


def find_registered(request: SignedInRequest, badge: str) -> Registration:
    """One that stands, of an event that this person prepares; else there is no such page."""
    one = Registration.objects.select_related("event").filter(door=badge).first()
    if one is None or one.state == Registration.State.CANCELLED:
        raise Http404
    organiser_queries.find_prepared_event(request.person_id, one.event.key)
    return one


@require_POST
def accept(request: SignedInRequest, badge: str) -> HttpResponse:
    one = find_registered(request, badge)
    run_button(
        request, actions.accept_registration, registration=one, done=_("Registration confirmed.")
    )
    return redirect("registrations:registrations", one.event.key)


@page_or_form
def remove(request: SignedInRequest, badge: str) -> HttpResponse:
    one = find_registered(request, badge)
    if one.event.is_over:
        messages.info(request, actions.EVENT_IS_OVER)
        return redirect("registrations:registrations", one.event.key)
    line = _("This person is told. Their place goes to the first person on the waiting list.")
    return confirm_button(
        request,
        actions.remove_registration,
        title=_("Cancel the registration of %(name)s?") % {"name": one.name},
        lines=[str(one.event), line],
        yes=_("Cancel this registration"),
        back=reverse("registrations:registrations", args=[one.event.key]),
        registration=one,
        done=_("Registration cancelled."),
    )


@page_or_form
@mails_counted
def add(request: SignedInRequest, key: str) -> HttpResponse:
    """Who telephones, under a name alone; or somebody who has an account here, who is asked."""
    event = organiser_queries.find_prepared_event(request.person_id, key)
    if "person" in request.POST:
        person = chosen_person(request)
        done = _("%(name)s has been asked: the answer appears in the list.") % {"name": person.name}
        if run_button(request, actions.ask_person, event=event, person=person, done=done):
            return redirect("registrations:registrations", event.key)
        return redirect("registrations:add", event.key)
    form = AddForm(request.POST or None)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "mail", "needs")}
        done = _("%(name)s is registered.") % {"name": values["name"]}
        if run_form(request, form, actions.add_registration, event=event, done=done, **values):
            return redirect("registrations:registrations", event.key)
    here = search_to_ask(request, people_to_ask(), queries.people_registered(event))
    context = {"event": event, "full": queries.is_full(event), "here": here}
    return forms.page(request, "registrations/add.html", context, form=form)


@page_or_form
def write(request: SignedInRequest, key: str) -> HttpResponse:
    """What each will receive is shown first; it leaves when that is confirmed."""
    event = organiser_queries.find_prepared_event(request.person_id, key)
    form, audience = AnnounceForm(request.POST or None), queries.count_audience(event)
    if form.is_valid() and "change" not in request.POST:
        said = {name: form.cleaned_data[name] for name in ("to", "body")}
        many = audience[said["to"]]
        if not any(many.values()):
            form.add_error("to", _("Not sent: nobody is in this group yet."))
        elif "sure" not in request.POST:
            mail = write_announcement(
                to="", language=get_language() or "fr", body=said["body"], page="…"
            )
            context = {"event": event, "many": many, "total": sum(many.values()), "mail": mail}
            return forms.page(request, "registrations/write_preview.html", context, form=form)
        elif run_form(request, form, actions.announce, event=event, done=_("Being sent."), **said):
            return redirect("registrations:write", event.key)
    context = {
        "event": event,
        "audience": {group: sum(ways.values()) for group, ways in audience.items()},
        "announcements": queries.list_announcements(event),
    }
    return forms.page(request, "registrations/write.html", context, form=form)


@require_safe
def export_csv(request: SignedInRequest, key: str) -> HttpResponse:
    """For a spreadsheet; whatever people wrote in it is words there, never a formula."""
    event = organiser_queries.find_prepared_event(request.person_id, key)
    rows = [[_("Name"), _("State"), _("Came"), _("Email address"), _("Needs")]]
    for one in queries.list_standing(event):
        came = _("yes") if one.came_at else ""
        rows.append([one.name, one.get_state_display(), came, one.mail, one.needs])
    name = f"registrations-{event.key}.csv"
    return answer_file(write_table(rows), CSV, name)
