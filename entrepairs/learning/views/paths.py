"""My path: what I learned and taught, one thing at a time; whom I ask to confirm it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.learning import queries
from entrepairs.learning.actions import steps as actions
from entrepairs.learning.actions.attestations import make_attestation
from entrepairs.learning.checking import is_given_up
from entrepairs.learning.forms import FORMS, AttestationForm
from entrepairs.learning.models import Step
from entrepairs.learning.paper import group_code
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.notices import actions as notices
from entrepairs.people.asking import chosen_person, search_to_ask
from entrepairs.people.models import Person
from entrepairs.people.queries import people_to_ask
from entrepairs.ui import forms
from entrepairs.ui.addresses import origin_of
from entrepairs.ui.forms import page_or_form


def my_step(request: SignedInRequest, key: str) -> Step:
    rows = Step.objects.select_related("path", "asked_of")
    return get_object_or_404(rows, person=request.person_id, key=key)


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    me = request.person_id
    context = {
        "learned": list(queries.steps_of(me, Step.Side.LEARNED)),
        "taught": list(queries.steps_of(me, Step.Side.TAUGHT)),
        "asked": list(queries.asked_of(me)),
    }
    return render(request, "learning/mine.html", context)


@page_or_form
def add(request: SignedInRequest, side: str) -> HttpResponse:
    if side not in FORMS:
        raise Http404
    form = FORMS[side](request.POST or None)
    if form.is_valid():
        ran = run_form(request, form, actions.add_step, side=side, facts=form.facts())
        if ran.result:
            return redirect("learning:step", ran.result.key)
        if ran:
            return redirect("learning:mine")
    title = _("Add what I taught") if side == Step.Side.TAUGHT else _("Add what I learned")
    return forms.page(request, "learning/write.html", {"title": title, "step": None}, form=form)


@require_safe
def step(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_step(request, key)
    path = request.path
    notices.see_after_answer(request, path=path)
    context: dict[str, Any] = {"step": found, "attestations": []}
    if found.confirmed_at:
        context["attestations"] = list(found.attestations.order_by("-pk"))
        standing = [one for one in context["attestations"] if not one.withdrawn_at]
        context["standing"] = standing[0] if standing else None
        context["code"] = group_code(standing[0].code) if standing else ""
        context["given_up"] = bool(standing) and is_given_up(standing[0])
    return render(request, "learning/step.html", context)


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_step(request, key)
    if found.asked_at:
        raise Http404
    form = FORMS[found.side](request.POST or None, step=found)
    if form.is_valid():
        values: dict[str, Any] = {"step": found, "facts": form.facts()}
        if run_form(request, form, actions.change_step, done=_("Saved."), **values):
            return redirect("learning:step", key)
    context = {"title": _("Change what I wrote"), "step": found}
    return forms.page(request, "learning/write.html", context, form=form)


@page_or_form
def remove(request: SignedInRequest, key: str) -> HttpResponse:
    found = my_step(request, key)
    lines = [found.title, _("This cannot be undone.")]
    if found.confirmed_at:
        lines.append(_("Its attestation is no longer valid."))
    return confirm_button(
        request,
        actions.remove_step,
        title=_("Delete this from my path?"),
        lines=lines,
        yes=_("Delete"),
        back=f"/learning/mine/{key}/",
        after=reverse("learning:mine"),
        step=found,
        done=_("Deleted."),
    )


@page_or_form
def ask(request: SignedInRequest, key: str) -> HttpResponse:
    """Who saw it: somebody here, and not oneself."""
    found = my_step(request, key)
    if not found.may_be_asked:
        raise Http404
    others = people_to_ask().exclude(pk=request.person_id)
    if request.method == "POST":
        them: Person = chosen_person(request)
        done = _("Request sent to %(name)s") % {"name": them.name}
        run_button(request, actions.ask_to_confirm, step=found, person=them, done=done)
        return redirect("learning:step", key)
    context = {"step": found, "here": search_to_ask(request, others)}
    return render(request, "learning/ask.html", context)


@require_POST
def take_back(request: SignedInRequest, key: str) -> HttpResponse:
    done = _("The request is withdrawn. You can change what you wrote, or ask somebody else.")
    run_button(request, actions.take_back_question, step=my_step(request, key), done=done)
    return redirect("learning:step", key)


@page_or_form
def attest(request: SignedInRequest, key: str) -> HttpResponse:
    """The name and the words, then one press."""
    found = my_step(request, key)
    if not found.confirmed_at:
        raise Http404
    me = Person.objects.get(pk=request.person_id)
    form = AttestationForm(request.POST or None, initial={"name": me.name})
    if form.is_valid():
        told = form.cleaned_data
        values = {"step": found, "name": told["name"], "words": told["words"]}
        done = _("Your attestation is ready.")
        values["origin"] = origin_of(request)
        if run_form(request, form, make_attestation, done=done, **values):
            return redirect("learning:step", key)
    standing = found.attestations.filter(withdrawn_at=None).exists()
    context = {"step": found, "standing": standing}
    return forms.page(request, "learning/attest.html", context, form=form)
