"""The files of a sitting: on its page, sent, opened, deleted."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.files.refusal_messages import reason
from entrepairs.files.responses import Served, serve
from entrepairs.files.sent import check_sent
from entrepairs.ledger.run import confirm_button, run_form
from entrepairs.mandates.views.shared import around
from entrepairs.minutes import actions, queries
from entrepairs.minutes.forms import SendForm
from entrepairs.minutes.models import SittingFile
from entrepairs.sittings.models import Sitting
from entrepairs.sittings.views.shared import seen_sitting
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.page_parts import PagePart

State = SittingFile.State


def part_of_sitting(request: Request, sitting: Sitting) -> PagePart:
    """On the page of a sitting, for its delegation."""
    lines = [
        {"file": file, "why": reason(file.reason) if file.reason else None}
        for file in queries.files_of(sitting)
    ]
    return PagePart("minutes/_of_sitting.html", {"sitting": sitting, "lines": lines})


@page_or_form
def send(request: SignedInRequest, key: str) -> HttpResponse:
    found, mandate = seen_sitting(request, key)
    form = SendForm(request.POST or None, request.FILES or None, initial={"kind": "paper"})
    if form.is_valid():
        said = form.cleaned_data
        values: dict[str, Any] = {"kind": said["kind"], "uploads": said["chosen"]}
        ran = run_form(request, form, actions.send_files, field="chosen", sitting=found, **values)
        if ran:
            check_sent(request, ran.result)
            return redirect(f"{found.path}#files")
    context = around(mandate, "sittings", title=_("Add files"), back=found.path, sitting=found)
    return forms.page(request, "minutes/send.html", context, form=form)


@require_safe
def served(request: SignedInRequest, key: str, of: str, name: str) -> HttpResponseBase:
    """One file, or a part of it, for who may read it now."""
    rows = SittingFile.objects.filter(state=State.READY, sitting__key=key)
    file = get_object_or_404(rows, key=of)
    if name != file.name:
        return redirect("minutes:open", key, of, file.name)
    download = "download" in request.GET
    return serve(request, Served.of(file), public=False, download=download)


@page_or_form
def delete(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    found, _mandate = seen_sitting(request, key)
    file = get_object_or_404(queries.files_of(found), key=of)
    return confirm_button(
        request,
        actions.delete_file,
        title=_("Delete this file?"),
        lines=[file.name, _("Nobody can open it any more. You cannot undo this.")],
        yes=_("Delete the file"),
        back=f"{found.path}#files",
        file=file,
        done=_("The file is deleted."),
    )
