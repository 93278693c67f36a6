"""My profile: what I tell, to whom, and how others see it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.models import Audience
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people import audiences, hooks, queries
from entrepairs.people.actions import persons
from entrepairs.people.actions.facets import change_facet, take_back_facet, tell_facet
from entrepairs.people.actions.persons import pause_person, resume_person, set_up
from entrepairs.people.forms import ContactForm, FacetForm, SettingsForm
from entrepairs.people.models import Facet
from entrepairs.people.profile import Told, arrange_sections
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form

# As whom: the name in the address, the least audience that lets them see, and how they are called.
SEEN_BY: dict[str, tuple[int, Any]] = {
    "peers": (Audience.PAIRS, gettext_lazy("My peers")),
    "circles": (Audience.CIRCLES, gettext_lazy("My circles")),
    "organisations": (Audience.ORGANISATIONS, gettext_lazy("My organisations")),
    "network": (Audience.NETWORK, gettext_lazy("The network")),
    "everyone": (Audience.EVERYONE, gettext_lazy("Everyone")),
}


@require_safe
def me(request: SignedInRequest) -> HttpResponse:
    facets = queries.facets_of([request.person_id])[request.person_id]
    seen_by = request.GET.get("as", "")
    if seen_by in SEEN_BY:
        return _page_as_seen_by(request, facets, seen_by)
    affiliations = list(queries.affiliations_of(request.person_id))
    context = {
        "sections": arrange_sections(facets),
        "contacts": [Told.of(facet) for facet in facets if facet.kind == Facet.Kind.CONTACT],
        "affiliations": affiliations,
        "asked": queries.coordinations_asked(request.person_id),
        "views": SEEN_BY,
        "more": hooks.gather_actions(hooks.me_actions, request, request.person),
        "levels": audiences.list_levels(),
        "parts": [find_part(request) for find_part in hooks.me_sections],
    }
    return render(request, "people/me.html", context)


def _page_as_seen_by(request: SignedInRequest, facets: list[Facet], seen_by: str) -> HttpResponse:
    """Worked out from the audiences: nobody can put on another person's hat."""
    least, label = SEEN_BY[seen_by]
    person = request.person
    shown = [facet for facet in facets if facet.audience >= least]
    context = {
        "seen_by": seen_by,
        "seen_by_label": label,
        "views": SEEN_BY,
        "named": least <= Audience.CIRCLES
        or (person.audience >= least and person.paused_at is None),
        "sections": arrange_sections(shown, empty=False),
        "contacts": [Told.of(facet) for facet in shown if facet.kind == Facet.Kind.CONTACT],
        "hidden": len(facets) - len(shown),
    }
    return render(request, "people/me_seen.html", context)


@page_or_form
def facet(request: SignedInRequest, what: str) -> HttpResponse:
    """One facet: who sees it, in which words, or not told any more."""
    found = _facet_or_404(request.person_id, what)
    if request.POST.get("go") == "remove":
        return _take_back(request, found)
    form = FacetForm(request.POST or None, facet=found)
    if form.is_valid():
        said = {"audience": form.cleaned_data["audience"], "note": form.cleaned_data.get("note")}
        done = "" if request.htmx else _("Saved.")
        if run_form(request, form, change_facet, facet=found, done=done, **said):
            if request.htmx:
                return _told_line(request, _facet_or_404(request.person_id, what))
            return redirect(f"{reverse('me')}#{found.kind}")
    if request.htmx and "row" in request.GET:
        return _told_line(request, found)
    template = "people/_told_form.html" if request.htmx else "people/facet.html"
    context = {"told": Told.of(found), "levels": audiences.list_levels()}
    return forms.page(request, template, context, form=form)


def _told_line(request: SignedInRequest, shown: Facet) -> HttpResponse:
    return render(request, "people/_told.html", {"told": Told.of(shown), "focus": True})


def _take_back(request: SignedInRequest, found: Facet) -> HttpResponse:
    done = "" if request.htmx else _("This has been removed.")
    run_button(request, take_back_facet, facet=found, done=done)
    return HttpResponse() if request.htmx else redirect(f"{reverse('me')}#{found.kind}")


def _facet_or_404(me: int, what: str) -> Facet:
    facets = queries.facets_of([me], [what.split(":")[0]])[me]
    found = next((facet for facet in facets if facet.what == what), None)
    if found is None:
        raise Http404
    return found


@page_or_form
def contact(request: SignedInRequest) -> HttpResponse:
    """One way to reach me, seen by nobody unless I say so."""
    first = {"audience": int(Audience.ME)}
    form = ContactForm(request.POST or None, initial=first)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("means", "note", "audience")}
        kind = Facet.Kind.CONTACT
        if run_form(request, form, tell_facet, kind=kind, done=_("Saved."), **said):
            return redirect(f"{reverse('me')}#contact")
    context = {"levels": audiences.list_levels()}
    return forms.page(request, "people/contact.html", context, form=form)


@page_or_form
def settings(request: SignedInRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, person=request.person)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("language", "time_zone")}
        if run_form(request, form, set_up, done=_("Saved."), **said):
            return redirect("me")
    return forms.page(request, "people/settings.html", form=form)


@require_POST
def pause(request: SignedInRequest) -> HttpResponse:
    done = _("Your profile is hidden. Your peers and groups can still see you.")
    run_button(request, pause_person, done=done)
    return redirect("me")


@require_POST
def hide_first_steps(request: SignedInRequest) -> HttpResponse:
    run_button(request, persons.hide_first_steps)
    return redirect("today")


@require_POST
def resume(request: SignedInRequest) -> HttpResponse:
    run_button(request, resume_person, done=_("Your profile is visible again."))
    return redirect("me")
