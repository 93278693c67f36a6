"""Organisations: what everyone reads about them, and for whoever coordinates one, who is in it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.ledger.actions import AlreadyDone, note_look
from entrepairs.people import actions, hooks, queries
from entrepairs.people.forms import AboutForm, NewPersonForm, SearchForm
from entrepairs.people.models import Affiliation, Circle, Organisation
from entrepairs.ui import forms
from entrepairs.ui.middleware import after_answer

FEW = 11  # no figure about fewer people


def coordinated(request: Any, key: str) -> Organisation:
    """The organisation, for whoever coordinates it; for anybody else these pages do not exist."""
    mine = queries.affiliations_of(request.person_id).filter(coordinator=True)
    return get_object_or_404(mine, organisation__key=key).organisation


@login_not_required
@require_safe
def organisations(request: Any) -> HttpResponse:
    page = page_of(request, Organisation.objects.select_related("place").order_by("name"))
    return render(request, "people/organisations.html", {"page": page})


@login_not_required
@require_safe
def organisation(request: Any, key: str) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.select_related("place"), key=key)
    me = request.person_id
    mine = (
        queries.affiliations_of(me).filter(organisation=found).first() if me is not None else None
    )
    context = {
        "organisation": found,
        "mine": mine,
        "coordinators": queries.coordinators(found) if mine else [],
        "actions": hooks.gathered(hooks.organisation_actions, request, found)
        if mine and mine.coordinator
        else [],
    }
    return render(request, "people/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Any, key: str) -> HttpResponse:
    found = coordinated(request, key)
    form = AboutForm(request.POST or None, instance=found)
    if form.is_valid():
        with suppress(AlreadyDone):
            said = {name: form.cleaned_data[name] for name in ("about", "once")}
            actions.change_organisation(organisation=found, by=request.person_id, **said)
        messages.success(request, _("Saved."))
        return redirect("organisation", key)
    return forms.page(
        request, "people/organisation_change.html", {"organisation": found}, form=form
    )


@require_safe
def people(request: Any, key: str) -> HttpResponse:
    found = coordinated(request, key)
    form = SearchForm(request.GET)
    named = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request, queries.people_of(found, named))
    context = {"organisation": found, "page": page, "form": form, "named": named}
    return render(request, "people/organisation_people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any, key: str) -> HttpResponse:
    found = coordinated(request, key)
    form = NewPersonForm(request.POST or None, initial={"language": request.person.language})
    if form.is_valid():
        row = actions.NewPerson(form.cleaned_data["name"], form.cleaned_data["language"])
        try:
            new = actions.add_people(
                organisation=found, rows=[row], by=request.person_id, once=form.cleaned_data["once"]
            )[0].key
        except AlreadyDone as earlier:
            new = earlier.deed.object_key
        messages.success(request, _("%(name)s is in the organisation.") % {"name": row.name})
        return redirect("organisation_person", key, new)
    return forms.page(request, "people/organisation_add.html", {"organisation": found}, form=form)


def _one_of(organisation: Organisation, person: str) -> Affiliation:
    return get_object_or_404(queries.people_of(organisation), person__key=person)


@require_safe
def one(request: Any, key: str, person: str) -> HttpResponse:
    """What a coordinator sees of one of the organisation's people: that they are in it. Noted, like any look."""
    found = coordinated(request, key)
    affiliation = _one_of(found, person)
    me, them = request.person_id, affiliation.person_id
    after_answer(request, lambda: note_look(viewer=me, owner=them, what="organisation"))
    context = {
        "organisation": found,
        "affiliation": affiliation,
        "them": affiliation.person,
        "actions": hooks.gathered(hooks.affiliate_actions, request, found, affiliation.person),
    }
    return render(request, "people/organisation_person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Any, key: str, person: str) -> HttpResponse:
    found = coordinated(request, key)
    affiliation = _one_of(found, person)
    if affiliation.coordinator:
        raise Http404  # another coordinator leaves by themselves
    if request.method == "POST":
        with suppress(AlreadyDone):
            actions.end_affiliation(
                affiliation=affiliation, by=request.person_id, once=forms.once_of(request)
            )
        messages.success(request, _("Their time in the organisation has ended."))
        return redirect("organisation_people", key)
    names = {"name": affiliation.person.name, "organisation": found.name}
    context = {
        "title": _("End the time of %(name)s in %(organisation)s?") % names,
        "lines": [
            _(
                "They stay a person of the network, with their peers and groups. They no longer see what is for the organisation only."
            ),
            _("They are told that you did this."),
        ],
        "yes": _("End it"),
        "back": reverse("organisation_person", args=[key, person]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@require_POST
def ask(request: Any, key: str, person: str) -> HttpResponse:
    found = coordinated(request, key)
    affiliation = _one_of(found, person)
    with suppress(AlreadyDone):
        actions.ask_to_coordinate(
            affiliation=affiliation, by=request.person_id, once=forms.once_of(request)
        )
    messages.success(
        request,
        _("%(name)s is asked, and answers when they like.") % {"name": affiliation.person.name},
    )
    return redirect("organisation_person", key, person)


@require_safe
def circles(request: Any, key: str) -> HttpResponse:
    """That they exist, since when, and who is in the groups; never what is said there. Pairs are only counted."""
    found = coordinated(request, key)
    standing = Circle.objects.filter(organisation=found, ended_at__isnull=True)
    here = Q(memberships__until__isnull=True)
    groups = standing.exclude(kind=Circle.Kind.PAIR).annotate(
        members=Count("memberships__person", here, distinct=True)
    )
    page = page_of(request, groups.order_by("name", "id"), lines=20)
    members = queries.members_of([circle.pk for circle in page.rows])
    pairs = standing.filter(kind=Circle.Kind.PAIR).count()
    context = {
        "organisation": found,
        "page": page,
        "lines": [(circle, members[circle.pk]) for circle in page.rows],
        "pairs": pairs,
        "few": 0 < 2 * pairs < FEW,
    }
    return render(request, "people/organisation_circles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Any, key: str) -> HttpResponse:
    mine = get_object_or_404(queries.affiliations_of(request.person_id), organisation__key=key)
    if request.method == "POST":
        with suppress(AlreadyDone):
            actions.end_affiliation(
                affiliation=mine, by=request.person_id, once=forms.once_of(request)
            )
        messages.success(
            request, _("You have left %(organisation)s.") % {"organisation": mine.organisation.name}
        )
        return redirect("me")
    lines = [
        _(
            "What you show to your organisations is no longer seen there. Your peers and groups stay."
        )
    ]
    if mine.coordinator and queries.coordinators(mine.organisation).count() < 2:
        lines.append(
            _(
                "You are its only coordinator: nobody will be able to add people or hand out codes. Ask someone first."
            )
        )
    context = {
        "title": _("Leave %(organisation)s?") % {"organisation": mine.organisation.name},
        "lines": lines,
        "yes": _("Leave"),
        "back": reverse("organisation", args=[key]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@require_POST
def coordination(request: Any, key: str) -> HttpResponse:
    """My answer when asked to coordinate; or I stop."""
    mine = get_object_or_404(queries.affiliations_of(request.person_id), organisation__key=key)
    answer, once = request.POST.get("answer"), forms.once_of(request)
    with suppress(AlreadyDone, Affiliation.DoesNotExist):  # asked and answered elsewhere meanwhile
        if answer == "stop":
            actions.stop_coordinating(affiliation=mine, by=request.person_id, once=once)
        elif answer in {"yes", "no"}:
            actions.answer_coordination(
                affiliation=mine, by=request.person_id, yes=answer == "yes", once=once
            )
    return redirect("organisation", key)
