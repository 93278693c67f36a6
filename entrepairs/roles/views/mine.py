"""My roles: those offered, to answer; those I hold, to end in one press; past ones."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button
from entrepairs.notices import actions as notices
from entrepairs.roles import queries
from entrepairs.roles.actions import MINE, accept_role, decline_role, end_role
from entrepairs.roles.models import HeldRole


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    roles = list(queries.roles_of(request.person_id))
    notices.see_after_answer(request, path=MINE)
    held = [role for role in roles if not role.waits]
    context = {
        "offered": [role for role in roles if role.waits],
        "held": [role for role in held if not role.is_over],
        "past": [role for role in held if role.is_over],
    }
    return render(request, "roles/mine.html", context)


def my_role(request: SignedInRequest, key: str) -> HeldRole:
    rows = HeldRole.objects.select_related("organisation")
    return get_object_or_404(rows, person=request.person_id, key=key)


@require_POST
def answer(request: SignedInRequest, key: str) -> HttpResponse:
    offer = my_role(request, key)
    said = request.POST.get("answer")
    if said == "yes":
        run_button(request, accept_role, offer=offer, done=_("This role is now among your roles."))
    elif said == "no":
        done = _("You said no. The organisation is not told.")
        run_button(request, decline_role, offer=offer, done=done)
    return redirect("roles:mine")


@require_POST
def end(request: SignedInRequest, key: str) -> HttpResponse:
    run_button(request, end_role, role=my_role(request, key), done=_("This role has ended."))
    return redirect("roles:mine")
