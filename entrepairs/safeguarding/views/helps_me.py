"""What helps me, for hard days: read, written, deleted by me; read by those I chose."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.people.models import Person
from entrepairs.safeguarding import helps_me_queries as queries
from entrepairs.safeguarding.actions import helps_me as actions
from entrepairs.safeguarding.forms import HelpsMeForm
from entrepairs.safeguarding.models import HelpsMe
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """As I wrote it, with numbers to press; and that of others who chose me."""
    me = request.person_id
    found = queries.mine(me)
    context = {
        "found": found,
        "calls": list(queries.call_lines(found.calls)) if found else [],
        "readers": list(Person.objects.filter(pk__in=queries.readers_of(me)).order_by("folded")),
        "shown": list(queries.shown_to_me(me)[: queries.MOST]),
    }
    return render(request, "safeguarding/helps_me.html", context)


@page_or_form
def write(request: SignedInRequest) -> HttpResponse:
    me = request.person_id
    found = queries.mine(me)
    initial = {"readers": queries.readers_of(me)}
    if found:
        initial |= {"helps": found.helps, "hinders": found.hinders, "calls": found.calls}
    people = queries.whom_i_may_choose(me)
    form = HelpsMeForm(request.POST or None, initial=initial, people=people)
    if form.is_valid():
        values: dict[str, Any] = {"words": form.words(), "readers": form.chosen()}
        if run_form(request, form, actions.save_helps_me, done=_("Saved."), **values):
            return redirect("safeguarding:helps_me")
    return forms.page(request, "safeguarding/write_helps_me.html", {"found": found}, form=form)


@page_or_form
def remove(request: SignedInRequest) -> HttpResponse:
    get_object_or_404(HelpsMe, person=request.person_id)
    return confirm_button(
        request,
        actions.remove_helps_me,
        title=_("Delete this text?"),
        lines=[_("Nobody reads it any more. You cannot undo this.")],
        yes=_("Delete"),
        back=reverse("safeguarding:helps_me"),
        done=_("Deleted."),
    )


@require_safe
def theirs(request: SignedInRequest, key: str) -> HttpResponse:
    """Of somebody who chose me."""
    rows = HelpsMe.objects.exclude(person=request.person_id).select_related("person")
    found = get_object_or_404(rows, person__key=key)
    context = {"found": found, "calls": list(queries.call_lines(found.calls))}
    return render(request, "safeguarding/helps_them.html", context)
