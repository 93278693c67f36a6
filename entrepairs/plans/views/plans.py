"""My plans and those I am in; one of them; its settings and its end."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.looks import note_look_after
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.meetings import queries as meetings
from entrepairs.notices.actions import see_after_answer
from entrepairs.plans.actions import plans as actions
from entrepairs.plans.forms import SettingsForm, StartForm
from entrepairs.plans.models import Copy, Plan
from entrepairs.plans.queries import plans as queries
from entrepairs.plans.templates_of_plans import read_templates
from entrepairs.plans.views.shared import around, running_plan_of_mine, seen_plan
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form

FIRST = "prevention"


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What waits for my answer, my plans, those of others in which I am."""
    me = request.person_id
    see_after_answer(request, path=request.path)
    context = {
        "invitations": list(queries.invitations_to_me(me)),
        "mine": list(queries.my_plans(me)),
        "others": list(queries.plans_i_am_in(me)),
    }
    return render(request, "plans/list.html", context)


@page_or_form
def start(request: SignedInRequest) -> HttpResponse:
    title, name = read_templates()[FIRST].title, request.person.name
    initial = {"template": FIRST, "name": _("%(plan)s: %(name)s") % {"plan": title, "name": name}}
    form = StartForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = {part: form.cleaned_data[part] for part in ("template", "name")}
        ran = run_form(request, form, actions.start_plan, **said)
        if ran.earlier:
            return redirect("plans:plan", ran.earlier.object_key)
        if ran.result:
            return redirect(ran.result.path)
    return forms.page(request, "plans/start.html", form=form)


@require_safe
def plan(request: SignedInRequest, key: str) -> HttpResponse:
    """The parts that the reader may see. Its holder sees who read it."""
    standing = seen_plan(request, key)
    people = queries.people_of(standing.plan)
    sections = queries.sections_of(standing.plan, people)
    context = {
        **around(request, standing, "plan"),
        "sections": [one for one in sections if one.section.words],
        "empty": [one for one in sections if not one.section.words],
        "people": people,
        "meeting": meetings.next_for(standing.circle) if standing.inside else None,
        "late": [one for one in queries.commitments_of(standing.plan) if one.late],
    }
    if standing.mine:
        context |= {"looks": queries.looks_at(standing, people), "copies": copies_of(standing.plan)}
    else:
        note_look_after(request, owner=standing.plan.holder_id, what=standing.look)
        context["holder"] = standing.plan.holder
    return render(request, "plans/plan.html", context)


def copies_of(plan: Plan) -> list[Copy]:
    return list(Copy.objects.filter(plan=plan).order_by("-given_on", "-pk"))


@page_or_form
def settings(request: SignedInRequest, key: str) -> HttpResponse:
    standing = running_plan_of_mine(request, key)
    initial = {
        "name": standing.circle.name,
        "review_on": standing.plan.review_on or usual_review(standing.plan),
    }
    form = SettingsForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = {part: form.cleaned_data[part] for part in ("name", "review_on")}
        if run_form(
            request, form, actions.change_plan, done=_("Saved."), plan=standing.plan, **said
        ):
            return redirect(standing.circle.path)
    context = around(request, standing, "plan")
    return forms.page(request, "plans/settings.html", context, form=form)


def usual_review(plan: Plan) -> dt.date:
    """So many months from today, by its template."""
    return timezone.localdate() + dt.timedelta(days=queries.months_to_review(plan.template) * 30)


@page_or_form
def end(request: SignedInRequest, key: str) -> HttpResponse:
    standing = running_plan_of_mine(request, key)
    return confirm_button(
        request,
        actions.end_plan,
        title=_("End this plan? %(name)s") % {"name": standing.circle.name},
        lines=[
            _("It ends now, for everyone in it."),
            _("The others see nothing of it any more. Upcoming meetings are cancelled."),
            _("You can still read it and print it. Paper copies stay where they are."),
            _("You cannot undo this. You can start another plan."),
        ],
        yes=_("End the plan"),
        back=standing.circle.path,
        circle=standing.circle,
        done=_("The plan has ended. You can still read it."),
    )
