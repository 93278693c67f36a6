"""Invitations to prepare an event, or to say that a speaker is oneself; and the answers."""

from typing import Any

from django import forms as fields
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.events.actions import invitations as actions
from entrepairs.events.models import Event, EventInvitation, Speaker
from entrepairs.events.organiser_queries import organisers_of
from entrepairs.events.views.shared import prepared_event, url_of
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.asking import chosen_person, search_to_ask
from entrepairs.people.models import Person
from entrepairs.people.queries import people_to_ask
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


class NameForm(forms.Form):
    name = fields.CharField(
        label=gettext_lazy("The name shown in the programme"), max_length=actions.LONGEST_NAME
    )


def invitations_to(event: Event, speaker: Speaker | None) -> list[EventInvitation]:
    """Sent and not answered yet: to prepare the event, or to be that speaker."""
    rows = EventInvitation.objects.filter(event=event, speaker=speaker)
    return list(rows.select_related("person").order_by("pk"))


def search_another(request: SignedInRequest, taken: set[int]) -> dict[str, Any]:
    return search_to_ask(request, people_to_ask(), {*taken, request.person_id})


@page_or_form
def organisers(request: SignedInRequest, key: str) -> HttpResponse:
    """Who prepares it, who was asked to, and the form that asks one more."""
    event = prepared_event(request, key)
    if request.method == "POST":
        done = _("Request sent. They will become an organiser once they say yes.")
        values: dict[str, Any] = {"event": event, "person": chosen_person(request)}
        run_button(request, actions.send_invitation, done=done, **values)
        return redirect(url_of(event, "organisers"))
    here, asked = organisers_of(event), invitations_to(event, None)
    taken = {row.person_id for row in here} | {row.person_id for row in asked}
    context = {"event": event, "organisers": here, "asked": asked}
    context |= search_another(request, taken)
    return render(request, "events/organise/organisers.html", context)


@page_or_form
def organiser_remove(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = next((one for one in organisers_of(event) if one.person.key == of), None)
    if row is None:
        raise Http404
    left = row.person_id == request.person_id
    form = forms.Form(request.POST or None)
    if form.is_valid():
        done = _("You are no longer an organiser.") if left else _("Removed.")
        values: dict[str, Any] = {"event": event, "person": row.person_id}
        if run_form(request, form, actions.remove_organiser, done=done, **values):
            return redirect("events:preparing") if left else redirect(url_of(event, "organisers"))
    context = words_of_removal(event, None if left else row.person)
    context["lines"] += [str(words) for words in form.non_field_errors()]
    return forms.page(request, "ui/confirm.html", context, form=form)


def words_of_removal(event: Event, person: Person | None) -> dict[str, Any]:
    """What the page says that asks first. Without a person, it is I who leave."""
    if person is None:
        title = yes = _("Stop organising")
        title = _("Stop organising this event?")
        line = _(
            "It is over at once: the event, its programme and who comes are then closed to you,"
            " until somebody asks you again."
        )
    else:
        title, yes = _("Remove %(name)s from the organisers?"), _("Remove")
        title %= {"name": person.name}
        line = _(
            "This takes effect immediately. They will no longer see the event, its "
            "programme or who comes. Their activity will show that you did it."
        )
    back = url_of(event, "organisers")
    return {
        "title": title,
        "lines": [str(event.title), line],
        "yes": yes,
        "back": back,
        "danger": True,
    }


@require_POST
def take_back(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = get_object_or_404(EventInvitation.objects.select_related("speaker"), event=event, key=of)
    run_button(request, actions.take_back_invitation, done=_("Request cancelled."), invitation=row)
    if row.speaker:
        return redirect(url_of(event, "speaker_link", row.speaker.key))
    return redirect(url_of(event, "organisers"))


@page_or_form
def speaker_link(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    """Is that speaker someone here? Asked of that person; nothing is shown before their yes."""
    event = prepared_event(request, key)
    row = get_object_or_404(event.speakers.select_related("person"), key=of)
    if request.method == "POST":
        person = chosen_person(request)
        if person.pk == request.person_id:
            done = _("Saved. Your name now links to your profile.")
            run_button(request, actions.name_myself, done=done, speaker=row, name=row.name)
        else:
            done = _("Request sent. Nothing is shown before they say yes.")
            values: dict[str, Any] = {"event": event, "person": person, "speaker": row}
            run_button(request, actions.send_invitation, done=done, **values)
        return redirect(url_of(event, "speaker_link", of))
    asked = invitations_to(event, row)
    context = {"event": event, "speaker": row, "asked": asked}
    context |= search_another(request, {invitation.person_id for invitation in asked})
    return render(request, "events/organise/speaker_link.html", context)


# The answer


@page_or_form
def asked(request: SignedInRequest, key: str) -> HttpResponse:
    """What is asked of me, with its yes and its no."""
    received = actions.find_received(key)
    if received is None:
        raise Http404
    if request.POST.get("answer") == "no":
        done = _("You said no. Nobody is told.")
        run_button(request, actions.decline_invitation, done=done, invitation=received)
        return redirect("/")
    form = NameForm(request.POST or None, initial={"name": received.speaker})
    if received.speaker_id is None:
        del form.fields["name"]
    if form.is_valid() and accept_received(request, form, received):
        return redirect(url_after_yes(received))
    by = Person.objects.filter(pk=received.by_id).first()
    return forms.page(request, "events/asked.html", {"asked": received, "by": by}, form=form)


def accept_received(
    request: SignedInRequest, form: NameForm, received: actions.ReceivedInvitation
) -> bool:
    done = _("You are now an organiser.")
    if received.speaker_id:
        done = _(
            "Saved. Your name in the programme links to your profile, for people who can see it."
        )
    values: dict[str, Any] = {"invitation": received, "name": form.cleaned_data.get("name", "")}
    return bool(run_form(request, form, actions.accept_invitation, done=done, **values))


def url_after_yes(received: actions.ReceivedInvitation) -> str:
    if received.speaker_id is None:
        return f"/events/{received.event_key}/prepare/"
    # Not seen while the event is in preparation.
    speaker = Speaker.objects.filter(pk=received.speaker_id).first()
    return speaker.path if speaker else "/"


@page_or_form
def myself(request: SignedInRequest, key: str) -> HttpResponse:
    """The name that I chose, and taking the link back."""
    mine = Speaker.objects.select_related("event").filter(person=request.person_id)
    row = get_object_or_404(mine, key=key)
    if request.POST.get("answer") == "no":
        done = _("Your name no longer links to your profile.")
        run_button(request, actions.unlink_myself, done=done, speaker=row)
        return redirect(row.path)
    form = NameForm(request.POST or None, initial={"name": row.name})
    if form.is_valid():
        values: dict[str, Any] = {"speaker": row, "name": form.cleaned_data["name"]}
        if run_form(request, form, actions.name_myself, done=_("Saved."), **values):
            return redirect(row.path)
    return forms.page(request, "events/myself.html", {"speaker": row}, form=form)
