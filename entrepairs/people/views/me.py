"""My profile: what I tell, to whom, and how others see it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Audience
from entrepairs.people import actions, audiences, hooks, queries
from entrepairs.people.forms import ContactForm, FacetForm, SettingsForm
from entrepairs.people.models import Facet, Person
from entrepairs.people.profile import Told, sections
from entrepairs.ui import forms

# As whom: the name in the address, the least audience that lets them see, and how they are called.
SEEN_BY: dict[str, tuple[int, Any]] = {
    "peers": (Audience.PAIRS, gettext_lazy("My peers")),
    "circles": (Audience.CIRCLES, gettext_lazy("My circles")),
    "organisations": (Audience.ORGANISATIONS, gettext_lazy("My organisations")),
    "network": (Audience.NETWORK, gettext_lazy("The network")),
    "everyone": (Audience.EVERYONE, gettext_lazy("Everyone")),
}


@require_safe
def me(request: Any) -> HttpResponse:
    person = request.person
    seen_by = request.GET.get("as", "")
    facets = queries.facets_of([person.pk])[person.pk]
    if seen_by in SEEN_BY:
        return _as_seen_by(request, person, facets, seen_by)
    affiliations = list(queries.affiliations_of(person))
    context = {
        "sections": sections(facets),
        "contacts": [Told.of(facet) for facet in facets if facet.kind == Facet.Kind.CONTACT],
        "affiliations": affiliations,
        "asked": [a for a in affiliations if not a.coordinator and a.asked_to_coordinate_at],
        "views": SEEN_BY,
        "more": hooks.gathered(hooks.me_actions, request, person),
        "levels": list(audiences.levels()),
    }
    return render(request, "people/me.html", context)


def _as_seen_by(request: Any, person: Person, facets: list[Facet], seen_by: str) -> HttpResponse:
    """Worked out from the audiences, not looked up as someone else: nobody can put on another person's hat."""
    least, label = SEEN_BY[seen_by]
    shown = [facet for facet in facets if facet.audience >= least]
    context = {
        "seen_by": seen_by,
        "seen_by_label": label,
        "views": SEEN_BY,
        "named": least <= Audience.CIRCLES
        or (person.audience >= least and person.paused_at is None),
        "sections": sections(shown, empty=False),
        "contacts": [Told.of(facet) for facet in shown if facet.kind == Facet.Kind.CONTACT],
        "hidden": len(facets) - len(shown),
    }
    return render(request, "people/me_seen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def facet(request: Any, what: str) -> HttpResponse:
    """One facet: who sees it, in which words, or not told any more."""
    found = _mine(request.person_id, what)
    if request.POST.get("go") == "remove":
        return _remove(request, found)
    form = FacetForm(request.POST or None, facet=found)
    if form.is_valid():
        said = {"audience": form.cleaned_data["audience"], "note": form.cleaned_data.get("note")}
        with suppress(AlreadyDone):
            actions.change_facet(
                facet=found, by=request.person_id, once=form.cleaned_data["once"], **said
            )
        if request.htmx:
            told = Told.of(_mine(request.person_id, what))
            return render(request, "people/_told.html", {"told": told, "focus": True})
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('me')}#{found.kind}")
    if request.htmx and "row" in request.GET:
        return render(request, "people/_told.html", {"told": Told.of(found), "focus": True})
    template = "people/_told_form.html" if request.htmx else "people/facet.html"
    return forms.page(
        request, template, {"told": Told.of(found), "levels": list(audiences.levels())}, form=form
    )


def _remove(request: Any, found: Facet) -> HttpResponse:
    with suppress(AlreadyDone):
        actions.untell(facet=found, by=request.person_id, once=forms.once_of(request))
    if request.htmx:
        return HttpResponse()
    messages.success(request, _("This is not told any more."))
    return redirect(f"{reverse('me')}#{found.kind}")


def _mine(me: int, what: str) -> Facet:
    facets = queries.facets_of([me], [what.split(":")[0]])[me]
    found = next((facet for facet in facets if facet.what == what), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: Any) -> HttpResponse:
    """One way to reach me, seen by nobody unless I say so."""
    form = ContactForm(
        request.POST or None, initial={"audience": audiences.AT_FIRST[Facet.Kind.CONTACT]}
    )
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("means", "note", "audience", "once")}
        with suppress(AlreadyDone):
            actions.tell(by=request.person_id, kind=Facet.Kind.CONTACT, **said)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('me')}#contact")
    return forms.page(
        request, "people/contact.html", {"levels": list(audiences.levels())}, form=form
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Any) -> HttpResponse:
    form = SettingsForm(request.POST or None, person=request.person)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("language", "time_zone", "once")}
        with suppress(AlreadyDone):
            actions.set_up(by=request.person_id, **said)
        messages.success(request, _("Saved."))
        return redirect("me")
    return forms.page(request, "people/settings.html", form=form)


@require_POST
def pause(request: Any) -> HttpResponse:
    return _out_of_sight(
        request,
        actions.pause,
        _("You are not to be found for now. Your peers and groups still see you."),
    )


@require_POST
def resume(request: Any) -> HttpResponse:
    return _out_of_sight(request, actions.resume, _("You are to be found again."))


def _out_of_sight(request: Any, action: Any, said: str) -> HttpResponse:
    with suppress(AlreadyDone):
        action(by=request.person_id, once=forms.once_of(request))
    messages.success(request, said)
    return redirect("me")
