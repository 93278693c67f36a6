"""The parts of a plan, for its holder: writing, who sees them, what was written before."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.plans.actions import sections as actions
from entrepairs.plans.forms import SectionForm, TitleForm
from entrepairs.plans.models import Plan, Section
from entrepairs.plans.queries import plans as queries
from entrepairs.plans.templates_of_plans import title_of_part
from entrepairs.plans.views.shared import around, my_plan, running_plan_of_mine
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def section_of(plan: Plan, key: str) -> Section:
    rows = Section.objects.filter(plan=plan).select_related("plan__circle")
    return get_object_or_404(rows, key=key)


@page_or_form
def write(request: SignedInRequest, key: str, section: str) -> HttpResponse:
    standing = running_plan_of_mine(request, key)
    row = section_of(standing.plan, section)
    people = queries.people_of(standing.plan)
    initial = {
        "words": row.words,
        "audience": row.audience,
        "readers": [one.person_id for one in row.readers.all()],
    }
    form = SectionForm(request.POST or None, initial=initial, people=people)
    if form.is_valid():
        said = {"words": form.cleaned_data["words"], "audience": form.cleaned_data["audience"]}
        readers = form.cleaned_data.get("readers", [])
        values = {"section": row, "readers": readers, **said}
        if run_form(request, form, actions.write_section, done=_("Saved."), **values):
            return redirect(f"{standing.circle.path}#s-{row.key}")
    part = title_of_part(standing.plan.template, row.part) if row.part else None
    context = {
        **around(request, standing, "plan"),
        "section": row,
        "heading": queries.title_of(row, standing.plan.template),
        "hint": part.hint if part else "",
        "versions": row.versions.count(),
    }
    return forms.page(request, "plans/write.html", context, form=form)


@page_or_form
def add(request: SignedInRequest, key: str) -> HttpResponse:
    """A part with a title of one's own, then its words."""
    standing = running_plan_of_mine(request, key)
    form = TitleForm(request.POST or None)
    if form.is_valid():
        title = form.cleaned_data["title"]
        ran = run_form(request, form, actions.add_section, plan=standing.plan, title=title)
        if ran.result:
            return redirect("plans:write", key, ran.result.key)
        if ran.earlier:
            return redirect(standing.circle.path)
    context = around(request, standing, "plan")
    return forms.page(request, "plans/add_section.html", context, form=form)


@require_safe
def versions(request: SignedInRequest, key: str, section: str) -> HttpResponse:
    """What was written before in one part, for the holder alone."""
    standing = my_plan(request, key)
    row = section_of(standing.plan, section)
    context = {
        **around(request, standing, "plan"),
        "heading": queries.title_of(row, standing.plan.template),
        "versions": list(row.versions.order_by("-number")),
    }
    return render(request, "plans/versions.html", context)


@page_or_form
def remove(request: SignedInRequest, key: str, section: str) -> HttpResponse:
    """A part that has a title of one's own."""
    standing = running_plan_of_mine(request, key)
    row = section_of(standing.plan, section)
    if row.part:
        raise Http404
    return confirm_button(
        request,
        actions.remove_section,
        title=_("Delete this part? %(name)s") % {"name": row.title},
        lines=[
            _("Its words are deleted, with all their versions."),
            _("You cannot undo this."),
        ],
        yes=_("Delete this part"),
        back=standing.circle.path,
        section=row,
        done=_("The part is deleted."),
    )
