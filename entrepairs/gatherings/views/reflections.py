"""What an organisation is told of co-reflection groups: that they met."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.gatherings.actions import reflections as actions
from entrepairs.gatherings.models import ToldOrganisation
from entrepairs.gatherings.reflections import read_met
from entrepairs.groups.views.shared import group_i_am_in
from entrepairs.ledger.run import run_button
from entrepairs.people.models import Organisation
from entrepairs.people.queries import coordinated_organisations


@require_safe
def met(request: SignedInRequest, key: str) -> HttpResponse:
    """For those who coordinate the organisation."""
    rows = coordinated_organisations(request.person_id)
    organisation = get_object_or_404(rows, key=key)
    context = {"organisation": organisation, "met": read_met(organisation)}
    return render(request, "gatherings/met.html", context)


@require_POST
def tell(request: SignedInRequest, key: str) -> HttpResponse:
    """One of my organisations."""
    standing = group_i_am_in(request, key)
    rows = Organisation.objects.all()
    organisation = get_object_or_404(rows, key=request.POST.get("organisation", ""))
    done = _("Saved. Its coordinators see on which days the group met, and nothing else.")
    values = {"circle": standing.circle, "organisation": organisation}
    run_button(request, actions.tell_organisation, done=done, **values)
    return redirect("groups:people", key)


@require_POST
def stop(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    standing = group_i_am_in(request, key)
    rows = ToldOrganisation.objects.select_related("circle").filter(circle=standing.circle)
    told = get_object_or_404(rows, pk=pk)
    run_button(request, actions.stop_telling_organisation, told=told, done=_("Removed."))
    return redirect("groups:people", key)
