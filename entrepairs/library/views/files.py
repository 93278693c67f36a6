"""Files of a resource: served to readers; added, named, ordered, replaced and deleted by owners."""

from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.files import receiving
from entrepairs.files.refusal_messages import reason
from entrepairs.files.responses import Served, serve
from entrepairs.files.sent import check_sent, upload_context
from entrepairs.ledger.run import run_button, run_form
from entrepairs.library import channels, queries
from entrepairs.library.actions import files as file_actions
from entrepairs.library.channels import Channel
from entrepairs.library.file_forms import NameForm, ReplaceForm, SendForm
from entrepairs.library.models import File, Resource
from entrepairs.library.views.manage import get_owned
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


@login_not_required
@require_safe
def served(request: Request, key: str, name: str) -> HttpResponseBase:
    """One file, or a part of it. Downloading it is another channel than reading or hearing it."""
    download = "download" in request.GET
    with channels.through_channel(Channel.HARVEST if download else Channel.PAGE):
        ready = File.objects.filter(state=File.State.READY).select_related("resource")
        file = get_object_or_404(ready, key=key)
    if name != file.name:
        query = "?download" if download else ""
        return redirect(f"/library/files/{file.key}/{quote(file.name, safe='')}{query}")
    given = Served.of(file)
    response = serve(request, given, public=request.person_id is None, download=download)
    response.headers["Content-Language"] = file.language or file.resource.language
    return response


def page_of_files(resource: Resource) -> str:
    return reverse("library:files", args=[resource.key])


def get_owned_file(key: str, of: str) -> File:
    """A file, of a resource that this person may change."""
    resource = get_owned(key)
    file = get_object_or_404(resource.files.all(), key=of)
    file.resource = resource
    return file


@page_or_form
def files(request: SignedInRequest, key: str) -> HttpResponse:
    """What is there and what is on its way, and the form that adds more."""
    resource = get_owned(key)
    form = SendForm(request.POST or None, request.FILES or None, initial={"language": ""})
    if form.is_valid() and send_from_form(request, form, resource, None):
        return redirect(page_of_files(resource))
    context = {"resource": resource, **way_in(resource), **list_files(resource)}
    return forms.page(request, "library/files.html", context, form=form, partial="files")


def way_in(resource: Resource) -> dict[str, Any]:
    """Where files are sent in pieces, and what the page says afterwards."""
    coming = reverse("library:file_coming", args=[resource.key])
    return upload_context(coming, page_of_files(resource))


def list_files(resource: Resource) -> dict[str, Any]:
    rows = queries.files_of(resource)
    lines = [
        {
            "file": row,
            "here": receiving.bytes_here(row),
            "why": reason(row.reason) if row.reason else None,
        }
        for row in rows
    ]
    return {
        "lines": lines,
        "checking": any(row.state == File.State.CHECKING for row in rows),
        "first": rows[0] if rows else None,
        "last": rows[-1] if rows else None,
    }


def send_from_form(
    request: SignedInRequest,
    form: SendForm,
    resource: Resource,
    replaces: File | None,
) -> bool:
    """Whether the files are here; if not, the form says why."""
    use, language = (
        (replaces.use, replaces.language)
        if replaces
        else (form.cleaned_data["use"], form.cleaned_data["language"])
    )
    ran = run_form(
        request,
        form,
        file_actions.send_files,
        field="chosen",
        resource=resource,
        uploads=form.cleaned_data["chosen"],
        use=use,
        language=language,
        replaces=replaces,
    )
    check_sent(request, ran.result)
    return ran.done


@page_or_form
def change(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    file = get_owned_file(key, of)
    initial = {"name": file.name, "use": file.use, "language": file.language}
    form = NameForm(request.POST or None, initial=initial)
    if form.is_valid() and run_form(
        request,
        form,
        file_actions.rename_file,
        done=_("Saved."),
        file=file,
        name=form.cleaned_data["name"],
        use=form.cleaned_data["use"],
        language=form.cleaned_data["language"],
    ):
        return redirect(page_of_files(file.resource))
    context = {"resource": file.resource, "file": file}
    return forms.page(request, "library/file_change.html", context, form=form)


@page_or_form
def replace(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    """The new one takes its place, and the old one goes, once the new one is ready."""
    file = get_owned_file(key, of)
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if form.is_valid() and send_from_form(request, form, file.resource, file):
        return redirect(page_of_files(file.resource))
    context = {"resource": file.resource, "file": file, **way_in(file.resource)}
    return forms.page(request, "library/file_replace.html", context, form=form)


@require_POST
def move(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    file = get_owned_file(key, of)
    up = request.POST.get("way") == "up"
    run_button(request, file_actions.move_file, done=_("Moved."), file=file, up=up)
    return redirect(page_of_files(file.resource))


@page_or_form
def remove(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    file = get_owned_file(key, of)
    back = page_of_files(file.resource)
    if request.method == "POST":
        run_button(request, file_actions.remove_file, done=_("Deleted."), file=file)
        return redirect(back)
    lines = [
        file.name,
        _(
            "The file is deleted immediately. You cannot undo this. Its address will no "
            "longer work."
        ),
    ]
    context = {
        "title": _("Delete this file?"),
        "lines": lines,
        "yes": _("Delete"),
        "back": back,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)
