"""Drafts of a delegation: begun, read with their versions, written, deleted."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.delegations import queries
from entrepairs.delegations.actions import drafts as actions
from entrepairs.delegations.forms import DraftForm, WordsForm
from entrepairs.delegations.models import Draft
from entrepairs.delegations.views.shared import around, circle_of_mine
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.people.models import Circle
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def _draft(circle: Circle, key: str) -> Draft:
    return get_object_or_404(
        Draft.objects.select_related("circle", "begun_by"), circle=circle, key=key
    )


@page_or_form
def begin(request: SignedInRequest, key: str) -> HttpResponse:
    standing = circle_of_mine(key)
    form = DraftForm(request.POST or None)
    if form.is_valid():
        values: dict[str, Any] = {"circle": standing.circle, **form.said()}
        done = _("Draft saved. Members of the circle can read it.")
        ran = run_form(request, form, actions.begin_draft, done=done, **values)
        if ran.result:
            return redirect("delegations:draft", key, ran.result.key)
        if ran.earlier:
            return redirect("delegations:circle", key)
    return forms.page(request, "delegations/begin.html", around(standing, "circle"), form=form)


@page_or_form
def draft(request: SignedInRequest, key: str, draft: str) -> HttpResponse:
    """The last version, to read and to go on from; those before it below."""
    standing = circle_of_mine(key)
    found = _draft(standing.circle, draft)
    versions = queries.versions_of(found)
    last = versions[0]
    form = WordsForm(request.POST or None, initial={"words": last.words, "after": last.number})
    if form.is_valid():
        said = {"words": form.cleaned_data["words"], "after": form.cleaned_data["after"]}
        done = _("Version saved. Members of the circle can read it.")
        if run_form(
            request, form, actions.write_draft, field="words", done=done, draft=found, **said
        ):
            return redirect(request.path)
    context = around(standing, "circle")
    context |= {"draft": found, "last": last, "before": versions[1:]}
    return forms.page(request, "delegations/draft.html", context, form=form)


@page_or_form
def delete(request: SignedInRequest, key: str, draft: str) -> HttpResponse:
    standing = circle_of_mine(key)
    rows = Draft.objects.filter(circle=standing.circle, begun_by=request.person_id)
    found = get_object_or_404(rows, key=draft)
    return confirm_button(
        request,
        actions.delete_draft,
        title=_("Delete this draft?"),
        lines=[_("All its versions are deleted, for everyone."), _("You cannot undo this.")],
        yes=_("Delete the draft"),
        back=f"{standing.circle.path}drafts/{found.key}/",
        after=reverse("delegations:circle", args=[key]),
        draft=found,
        done=_("The draft is deleted."),
    )
