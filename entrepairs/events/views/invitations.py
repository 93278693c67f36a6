"""Asking somebody to prepare an event with us, or whether a speaker is them; their answer; and what one says of one's own name."""

from typing import Any

from django import forms as fields
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entrepairs.events.actions import invitations as actions
from entrepairs.events.models import EventInvitation, Speaker
from entrepairs.events.views.organise import at, done, page_or_form, prepared
from entrepairs.people import queries as people
from entrepairs.people.forms.settings import SearchForm
from entrepairs.people.models import Person, fold
from entrepairs.ui import forms

FEW = 12


class NameForm(forms.Form):
    name = fields.CharField(
        label=gettext_lazy("The name shown in the programme"), max_length=actions.LONGEST_NAME
    )


def named(request: Any) -> list[Person]:
    """Those whom I may see, by how their name begins."""
    wanted = fold(request.GET.get("q", "").replace("\0", "").strip())[:60]
    if not wanted:
        return []
    found = (
        people.open_pages()
        .filter(folded__gte=wanted, folded__lt=wanted + "\U0010ffff")
        .exclude(pk=request.person_id)
    )
    return list(found.order_by("folded", "pk")[:FEW])


def chosen(request: Any) -> Person:
    return get_object_or_404(
        people.open_pages(), key=request.POST.get("person", "").replace("\0", "")
    )


@page_or_form
def organisers(request: Any, key: str) -> HttpResponse:
    """Who prepares it, who was asked to, and the form that asks one more."""
    event = prepared(request, key)
    if request.method == "POST":
        person, once = chosen(request), forms.once_of(request)
        done(request, None, lambda: actions.ask(event=event, person=person, once=once, by=request.person_id), _("Asked. They prepare it with you once they say yes."))  # fmt: skip
        return redirect(at(event, "organisers"))
    here = actions.organisers(event)
    asked = (
        EventInvitation.objects.filter(event=event, speaker=None)
        .select_related("person")
        .order_by("pk")
    )
    taken = {one.person_id for one in here} | {one.person_id for one in asked}
    context = {
        "event": event, "organisers": here, "asked": asked, "form": SearchForm(request.GET or None),
        "found": [one for one in named(request) if one.pk not in taken], "looked": bool(request.GET.get("q")),
    }  # fmt: skip
    return render(request, "events/organise/organisers.html", context)


@page_or_form
def organiser_remove(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = next((one for one in actions.organisers(event) if one.person.key == of), None)
    if row is None:
        raise Http404
    left, who = row.person_id == request.person_id, row.person_id
    form = forms.Form(request.POST or None)
    if form.is_valid():
        once, words = (
            form.cleaned_data["once"],
            _("You prepare it no more.") if left else _("Removed."),
        )
        if done(request, form, lambda: actions.remove_organiser(event=event, person=who, once=once, by=request.person_id), words):  # fmt: skip
            return redirect("events:preparing") if left else redirect(at(event, "organisers"))
    lines = [str(event.title), _("It is over at once: the event, its programme and who comes are then closed to you, until somebody asks you again.") if left else _("It is over at once: the event, its programme and who comes are then closed to them. They see in their own list that you did it.")]  # fmt: skip
    lines += [str(words) for words in form.non_field_errors()]
    title = _("Stop preparing it?") if left else _("Remove %(name)s from those who prepare it?") % {"name": row.person.name}  # fmt: skip
    context = {"title": title, "lines": lines, "yes": _("Stop preparing it") if left else _("Remove"), "back": at(event, "organisers"), "danger": True}  # fmt: skip
    return forms.page(request, "ui/confirm.html", context, form=form)


@require_POST
def take_back(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(EventInvitation.objects.select_related("speaker"), event=event, key=of)
    once = forms.once_of(request)
    done(
        request,
        None,
        lambda: actions.take_back(asking=row, once=once, by=request.person_id),
        _("Taken back."),
    )
    return redirect(
        at(event, "speaker_link", row.speaker.key) if row.speaker else at(event, "organisers")
    )


@page_or_form
def speaker_link(request: Any, key: str, of: str) -> HttpResponse:
    """Is that speaker somebody here? Asked of that person; nothing is shown before their yes."""
    event = prepared(request, key)
    row = get_object_or_404(event.speakers.select_related("person"), key=of)
    if request.method == "POST":
        person, once = chosen(request), forms.once_of(request)
        if person.pk == request.person_id:
            done(request, None, lambda: actions.name_myself(speaker=row, name=row.name, once=once, by=person), _("It is you, then: your page is linked."))  # fmt: skip
        else:
            done(request, None, lambda: actions.ask(event=event, person=person, speaker=row, once=once, by=request.person_id), _("Asked. Nothing is shown before they say yes."))  # fmt: skip
        return redirect(at(event, "speaker_link", of))
    asked = (
        EventInvitation.objects.filter(event=event, speaker=row)
        .select_related("person")
        .order_by("pk")
    )
    taken = {one.person_id for one in asked}
    found = [one for one in named(request) if one.pk not in taken]
    context = {"event": event, "speaker": row, "asked": asked, "found": found, "form": SearchForm(request.GET or None), "looked": bool(request.GET.get("q"))}  # fmt: skip
    return render(request, "events/organise/speaker_link.html", context)


# The answer


@page_or_form
def asked(request: Any, key: str) -> HttpResponse:
    """What is asked of me, with its yes and its no."""
    found = actions.asked_of_me(key)
    if found is None:
        raise Http404
    form = NameForm(request.POST or None, initial={"name": found.speaker})
    if request.POST.get("answer") == "no":
        once = forms.once_of(request)
        done(request, None, lambda: actions.say_no(asked=found, once=once, by=request.person_id), _("You said no. Nobody is told."))  # fmt: skip
        return redirect("/")
    return _yes(request, found, form)


def _yes(request: Any, found: actions.Asked, form: NameForm) -> HttpResponse:
    if found.speaker_id is None:
        del form.fields["name"]
    if form.is_valid():
        name, once = form.cleaned_data.get("name", ""), form.cleaned_data["once"]
        words = _("It is you: your name in the programme leads to your page, for those who may see it.") if found.speaker_id else _("You prepare it too, from now on.")  # fmt: skip
        if done(
            request,
            form,
            lambda: actions.say_yes(asked=found, name=name, once=once, by=request.person_id),
            words,
        ):
            if found.speaker_id is None:
                return redirect("events:prepare", found.event_key)
            speaker = Speaker.objects.filter(
                pk=found.speaker_id
            ).first()  # not seen while the event is in preparation
            return redirect(speaker.path if speaker else "/")
    by = Person.objects.filter(pk=found.by_id).first()
    return forms.page(request, "events/asked.html", {"asked": found, "by": by}, form=form)


@page_or_form
def myself(request: Any, key: str) -> HttpResponse:
    """The name that I chose, and taking the link back."""
    row = get_object_or_404(
        Speaker.objects.select_related("event"), key=key, person=request.person_id
    )
    form = NameForm(request.POST or None, initial={"name": row.name})
    if request.POST.get("answer") == "no":
        once = forms.once_of(request)
        done(request, None, lambda: actions.unlink_myself(speaker=row, once=once, by=request.person_id), _("Nothing leads to you any more."))  # fmt: skip
        return redirect(row.path)
    if form.is_valid():
        name, once = form.cleaned_data["name"], form.cleaned_data["once"]
        if done(request, form, lambda: actions.name_myself(speaker=row, name=name, once=once, by=request.person_id), _("Saved.")):  # fmt: skip
            return redirect(row.path)
    return forms.page(request, "events/myself.html", {"speaker": row}, form=form)
