"""Who rules on reports of an organisation: asked by who coordinates it, accepted by themselves."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.people.views.organisations import coordinated
from entrepairs.safeguarding import queries
from entrepairs.safeguarding.actions import rota as actions
from entrepairs.safeguarding.forms import AskRotaForm
from entrepairs.safeguarding.models import RotaPlace
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@page_or_form
def rota(request: SignedInRequest, key: str) -> HttpResponse:
    organisation = coordinated(request, key)
    places = list(queries.places_of(organisation))
    people = queries.people_of(organisation).exclude(pk__in=[one.person_id for one in places])
    form = AskRotaForm(request.POST or None, people=people)
    if form.is_valid():
        done = _("Asked. This person decides on reports once they accept.")
        values: dict[str, Any] = {"organisation": organisation}
        person = form.cleaned_data["person"]
        if run_form(request, form, actions.ask_for_rota, done=done, person=person, **values):
            return redirect("safeguarding:rota", key)
    context = {
        "organisation": organisation,
        "places": places,
        "waiting": queries.count_waiting(organisation),
        "accepted": sum(1 for one in places if one.accepted_at),
    }
    return forms.page(request, "safeguarding/rota.html", context, form=form)


@require_POST
def accept(request: SignedInRequest, key: str) -> HttpResponse:
    place = get_object_or_404(queries.asked_places(request.person_id), key=key)
    done = _("Thank you. When a report needs two people, you may be one of them.")
    run_button(request, actions.accept_rota, done=done, place=place)
    return redirect("safeguarding:reports")


@page_or_form
def end(request: SignedInRequest, key: str) -> HttpResponse:
    """Mine, or one of the organisation that I coordinate; a no asks for no reason."""
    rows = RotaPlace.objects.filter(ended_at=None).select_related("organisation", "person")
    place = get_object_or_404(rows, key=key)
    mine = place.person_id == request.person_id or place.organisation is None
    if mine:
        title, yes = _("Stop deciding on reports?"), _("Stop")
        lines = [_("You are asked for no new report.")]
    else:
        title, yes = _("Remove from the list: %(name)s?") % {"name": place.person.name}, _("Remove")
        lines = [_("This person is asked for no new report.")]
    lines.append(_("What was begun is still to be finished."))
    return confirm_button(
        request,
        actions.end_rota,
        title=title,
        lines=lines,
        yes=yes,
        back=_page_of(place, mine),
        done=_("This place is ended."),
        place=place,
    )


def _page_of(place: RotaPlace, mine: bool) -> str:
    if mine or place.organisation is None:
        return reverse("safeguarding:reports")
    return reverse("safeguarding:rota", args=[place.organisation.key])
