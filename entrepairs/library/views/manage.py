"""Pages of owners: their resources; preparing, changing, publishing and withdrawing one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.run import run_button, run_form
from entrepairs.library import queries
from entrepairs.library.actions import resources as actions
from entrepairs.library.forms import (
    NewResourceForm,
    PublishForm,
    ResourceForm,
    initial_values,
)
from entrepairs.library.models import Resource
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def get_owned(key: str) -> Resource:
    """A resource that this person may change; any other is not there."""
    resource = get_object_or_404(queries.visible_resources(), key=key)
    if not resource.may_change:  # type: ignore[attr-defined]
        raise Http404
    return resource


@require_safe
def kept(request: SignedInRequest) -> HttpResponse:
    """What I own, alone or with others; what changed last comes first."""
    page = page_of(request, queries.owned_by(request.person_id), lines=20)
    return render(request, "library/kept.html", {"page": page})


@page_or_form
def prepare(request: SignedInRequest) -> HttpResponse:
    easy_of_key = request.GET.get("easy_of", "").replace("\0", "")
    if easy_of_key:
        return prepare_easy_version(request, get_owned(easy_of_key))
    form = NewResourceForm(request.POST or None, person=request.person_id)
    if form.is_valid():
        return save_new(request, form, form.chosen_owner())
    return forms.page(request, "library/prepare.html", {"easy_of": None}, form=form)


def prepare_easy_version(request: SignedInRequest, easy_of: Resource) -> HttpResponse:
    """It has the owner of the resource itself, and is about the same."""
    initial = initial_values(easy_of) | {"text": "", "url": "", "kind": Resource.Kind.DOCUMENT}
    form = ResourceForm(request.POST or None, initial=initial, own=easy_of.own)
    if form.is_valid():
        owner = actions.Owner(easy_of.circle, easy_of.organisation, easy_of.own)
        return save_new(request, form, owner, easy_of=easy_of)
    return forms.page(request, "library/prepare.html", {"easy_of": easy_of}, form=form)


def save_new(
    request: SignedInRequest, form: ResourceForm, owner: actions.Owner, **more: Resource
) -> HttpResponse:
    data = form.cleaned_data
    try:
        key = actions.prepare_resource(
            owner=owner,
            values=form.column_values() | more,
            authors=data["authors"],
            concepts=data["concepts"],
            by=request.person_id,
            once=data["once"],
        ).key
    except AlreadyDone as before:  # the same form again leads to what the first one made
        key = before.deed.object_key
    messages.success(request, _("Saved. Nobody else can see it yet. Publish it when it is ready."))
    return redirect("library:resource", key)


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    resource = get_owned(key)
    form = ResourceForm(request.POST or None, initial=initial_values(resource), own=resource.own)
    if form.is_valid() and run_form(
        request,
        form,
        actions.change_resource,
        done=_("Changed."),
        resource=resource,
        values=form.column_values(),
        authors=form.cleaned_data["authors"],
        concepts=form.cleaned_data["concepts"],
    ):
        return redirect(resource.path)
    return forms.page(request, "library/change.html", {"resource": resource}, form=form)


@page_or_form
def publish(request: SignedInRequest, key: str) -> HttpResponse:
    resource = get_owned(key)
    if not resource.yes_page:
        messages.warning(request, actions.NOT_AGREED)
        return redirect("recordings:voices", resource.key)
    form = PublishForm(request.POST or None, resource=resource)
    if form.is_valid() and run_form(
        request,
        form,
        actions.publish_resource,
        done=_("Published."),
        resource=resource,
        audience=form.cleaned_data["audience"],
    ):
        return redirect(resource.path)
    return forms.page(request, "library/publish.html", {"resource": resource}, form=form)


@page_or_form
def withdraw(request: SignedInRequest, key: str) -> HttpResponse:
    resource = get_owned(key)
    if request.method == "POST":
        said = _("Withdrawn: nobody else sees it any more.")
        run_button(request, actions.withdraw_resource, done=said, resource=resource)
        return redirect(resource.path)
    if resource.state != Resource.State.PUBLISHED:
        return redirect(resource.path)
    lines = [
        str(resource.title),
        _("It is removed immediately: from its page, the search, the feeds and other catalogues."),
        _(
            "Its address says that it was withdrawn, and when. "
            "No reason is asked, and you can publish it again."
        ),
    ]
    context = {
        "title": _("Withdraw this item?"),
        "lines": lines,
        "yes": pgettext("a publication", "Withdraw"),
        "back": resource.path,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)
