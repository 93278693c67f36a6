"""The files of a thing: handed to whoever may see them; added, named, ordered, replaced and deleted by those who keep it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.files import partial_uploads
from entrepairs.files.refusal_messages import reason
from entrepairs.files.responses import Served, serve
from entrepairs.files.types import Refused
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library import channels, file_actions, queries
from entrepairs.library.channels import Channel
from entrepairs.library.file_forms import NameForm, ReplaceForm, SendForm, words_of
from entrepairs.library.models import File, Resource
from entrepairs.library.views.manage import done, one, page_or_form
from entrepairs.ui import forms


@login_not_required
@require_safe
def served(request: Any, key: str, name: str) -> HttpResponseBase:
    """One file, or the part of it that is asked for. To keep it is another way than to read or hear it: see Channel."""
    with channels.through(Channel.HARVEST if "download" in request.GET else Channel.PAGE):
        file = get_object_or_404(
            File.objects.select_related("resource"), key=key, state=File.State.READY
        )
    if name != file.name:
        query = "?download" if "download" in request.GET else ""
        return redirect(f"/library/files/{file.key}/{quote(file.name, safe='')}{query}")
    given = Served(
        file.place,
        file.name,
        file.media_type,
        file.size,
        file.sha256,
        file.ready_at or file.created_at,
    )
    answer = serve(
        request, given, public=request.person_id is None, download="download" in request.GET
    )
    answer.headers["Content-Language"] = file.language or file.resource.language
    return answer


def at(resource: Resource) -> str:
    return reverse("library:files", args=[resource.key])


@page_or_form
def files(request: Any, key: str) -> HttpResponse:
    """What is there and what is on its way, and the form that adds more."""
    resource = one(key)
    form = SendForm(request.POST or None, request.FILES or None, initial={"language": ""})
    if form.is_valid() and _sent(request, form, resource, None):
        return redirect(at(resource))
    context = {"resource": resource, **limits(), **_listed(resource)}
    return forms.page(request, "library/files.html", context, form=form, partial="files")


def limits() -> dict[str, Any]:
    """For those who send in pieces."""
    return {"piece": partial_uploads.PIECE, "most": settings.FILES_LARGEST}


def _listed(resource: Resource) -> dict[str, Any]:
    rows = queries.files(resource)
    lines = [
        {
            "file": row,
            "here": file_actions.here(row),
            "why": reason(row.reason) if row.reason else None,
        }
        for row in rows
    ]
    checking = any(row.state == File.State.CHECKING for row in rows)
    return {
        "lines": lines,
        "checking": checking,
        "first": rows[0] if rows else None,
        "last": rows[-1] if rows else None,
    }


def _sent(request: Any, form: Any, resource: Resource, replaces: File | None) -> bool:
    """Whether they are here; if not, the form says why."""
    read = form.cleaned_data
    about = (
        {"use": replaces.use, "language": replaces.language}
        if replaces
        else {n: read[n] for n in ("use", "language")}
    )
    try:
        found = file_actions.send(
            resource=resource,
            uploads=read["chosen"],
            replaces=replaces,
            once=read["once"],
            by=request.person_id,
            **about,
        )
    except AlreadyDone:
        return True
    except Refused as refused:
        form.add_error("chosen", words_of(refused))
        return False
    _say(request, File.objects.filter(pk__in=[row.pk for row in found]))
    return True


def _say(request: Any, sent: Iterable[File]) -> None:
    """What became of each."""
    for file in sent:
        if file.state == File.State.REFUSED:
            messages.warning(
                request, _("“%(name)s” was not kept: see below why.") % {"name": file.name}
            )
        elif file.state == File.State.READY:
            messages.success(request, _("“%(name)s” is here.") % {"name": file.name})
        else:
            messages.success(
                request, _("“%(name)s” is here and is being checked.") % {"name": file.name}
            )


def _of(key: str, of: str) -> tuple[Resource, File]:
    resource = one(key)
    file = get_object_or_404(resource.files.all(), key=of)
    file.resource = resource
    return resource, file


@page_or_form
def change(request: Any, key: str, of: str) -> HttpResponse:
    resource, file = _of(key, of)
    form = NameForm(
        request.POST or None,
        initial={"name": file.name, "use": file.use, "language": file.language},
    )
    if form.is_valid():
        read = form.cleaned_data

        def to_do() -> None:
            told = {name: read[name] for name in ("name", "use", "language", "once")}
            file_actions.rename(file=file, by=request.person_id, **told)

        return done(request, to_do, _("Saved."), at(resource))
    return forms.page(
        request, "library/file_change.html", {"resource": resource, "file": file}, form=form
    )


@page_or_form
def replace(request: Any, key: str, of: str) -> HttpResponse:
    """The new one takes its place, and the old one goes, once the new one is ready."""
    resource, file = _of(key, of)
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _sent(request, form, resource, file):
        return redirect(at(resource))
    context = {"resource": resource, "file": file, **limits()}
    return forms.page(request, "library/file_replace.html", context, form=form)


@require_POST
def move(request: Any, key: str, of: str) -> HttpResponse:
    resource, file = _of(key, of)
    up, once = request.POST.get("way") == "up", forms.once_of(request)
    return done(
        request,
        lambda: file_actions.move(file=file, up=up, once=once, by=request.person_id),
        _("Moved."),
        at(resource),
    )


@page_or_form
def remove(request: Any, key: str, of: str) -> HttpResponse:
    resource, file = _of(key, of)
    if request.method == "POST":
        once = forms.once_of(request)
        return done(
            request,
            lambda: file_actions.remove(file=file, once=once, by=request.person_id),
            _("Deleted."),
            at(resource),
        )
    lines = [
        file.name,
        _("It is deleted here for good, at once. Its address leads nowhere any more."),
    ]
    context = {
        "title": _("Delete this file?"),
        "lines": lines,
        "yes": _("Delete"),
        "back": at(resource),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)
