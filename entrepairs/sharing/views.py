"""The files of a group: listed, sent, described, replaced, removed, handed over."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.plain_text import plain_text
from entrepairs.core.requests import SignedInRequest
from entrepairs.files import receiving, tus
from entrepairs.files.refusal_messages import reason
from entrepairs.files.responses import Served, serve
from entrepairs.files.sent import check_sent, upload_context
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.groups.views.shared import around, my_group, seen_group
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.ledger.transactions import NotPossible
from entrepairs.sharing import actions, queries
from entrepairs.sharing.forms import LONGEST, DescribeForm, ReplaceFileForm, ShareForm
from entrepairs.sharing.models import SharedFile
from entrepairs.ui import formats, forms
from entrepairs.ui.forms import page_or_form

LINES = 30
State = SharedFile.State


def sharing_group(request: SignedInRequest, key: str) -> GroupStanding:
    """For its members."""
    standing = seen_group(request, key)
    if not standing.decides or standing.ended:
        raise Http404
    return standing


def page_of_files(standing: GroupStanding) -> str:
    return reverse("sharing:list", args=[standing.circle.key])


def my_file(request: SignedInRequest, standing: GroupStanding, of: str) -> SharedFile:
    mine = queries.files_of(standing.circle).filter(shared_by=request.person_id)
    return get_object_or_404(mine, key=of, removed_at=None)


def way_in(standing: GroupStanding) -> dict[str, Any]:
    coming = reverse("sharing:coming", args=[standing.circle.key])
    return upload_context(coming, page_of_files(standing))


@page_or_form
def index(request: SignedInRequest, key: str) -> HttpResponse:
    """What is there, and, for members, what is on its way and the form that adds more."""
    standing = my_group(request, key)
    if not standing.inside and not (standing.ended and standing.shown):
        raise Http404
    meetings = queries.meetings_of(standing.circle) if standing.decides else []
    form = ShareForm(request.POST or None, request.FILES or None, meetings=meetings)
    if standing.decides and form.is_valid() and _send(request, form, standing, **form.said()):
        return redirect(page_of_files(standing))
    page = page_of(request, queries.files_of(standing.circle), LINES)
    context = {
        **around(request, standing, "files"),
        **way_in(standing),
        "page": page,
        "lines": [tell_line(file) for file in page.rows],
        "checking": any(file.state == State.CHECKING for file in page.rows),
    }
    return forms.page(request, "sharing/list.html", context, form=form, partial="files")


def tell_line(file: SharedFile) -> dict[str, Any]:
    why = reason(file.reason) if file.reason else None
    lasting = formats.length(file.duration) if file.duration else ""
    return {"file": file, "here": receiving.bytes_here(file), "why": why, "lasting": lasting}


def _send(request: SignedInRequest, form: Any, standing: GroupStanding, **said: Any) -> bool:
    """Whether the files are here; if not, the form says why."""
    values = {"circle": standing.circle, "uploads": form.cleaned_data["chosen"], **said}
    ran = run_form(request, form, actions.share_files, field="chosen", **values)
    check_sent(request, ran.result)
    return ran.done


@page_or_form
def describe(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    standing = sharing_group(request, key)
    file = my_file(request, standing, of)
    meeting = file.meeting
    initial = {"name": file.name, "words": file.words, "meeting": meeting.key if meeting else ""}
    meetings = queries.meetings_of(standing.circle, meeting)
    form = DescribeForm(request.POST or None, initial=initial, meetings=meetings)
    if form.is_valid():
        values = {"file": file, "name": form.cleaned_data["name"], **form.said()}
        if run_form(request, form, actions.describe_shared, done=_("Saved."), **values):
            return redirect(page_of_files(standing))
    context = {**around(request, standing, "files"), "file": file}
    return forms.page(request, "sharing/describe.html", context, form=form)


@page_or_form
def replace(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    """The new one takes its place, and the old one goes, once the new one is ready."""
    standing = sharing_group(request, key)
    file = get_object_or_404(
        SharedFile.objects.filter(state=State.READY), pk=my_file(request, standing, of).pk
    )
    form = ReplaceFileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _send(request, form, standing, replaces=file):
        return redirect(page_of_files(standing))
    context = {**around(request, standing, "files"), **way_in(standing), "file": file}
    return forms.page(request, "sharing/replace.html", context, form=form)


@page_or_form
def remove(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    """By who shared it, and by those who keep the page: for a week it comes back by one press."""
    standing = my_group(request, key)
    file = get_object_or_404(queries.files_of(standing.circle), key=of, removed_at=None)
    if not standing.decides or not (standing.keeps or file.shared_by_id == request.person_id):
        raise Http404
    lines = [file.name]
    if file.state == State.READY:
        lines.append(_("The members of the group no longer see it."))
        lines.append(_("For a week, its sender and those who keep the page can bring it back."))
        lines.append(_("Then it is deleted for good."))
    else:
        lines.append(_("It is deleted for good."))
    return confirm_button(
        request,
        actions.remove_shared,
        title=_("Remove this file?"),
        lines=lines,
        yes=_("Remove"),
        back=page_of_files(standing),
        file=file,
        done=_("Removed."),
    )


@require_POST
def bring_back(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    standing = my_group(request, key)
    gone = queries.files_of(standing.circle).filter(removed_at__isnull=False)
    file = get_object_or_404(gone, key=of)
    run_button(request, actions.bring_back_shared, file=file, done=_("It is back."))
    return redirect(page_of_files(standing))


@require_safe
def served(request: SignedInRequest, key: str, of: str, name: str) -> HttpResponseBase:
    """One file, or a part of it, for who may read it now."""
    here = SharedFile.objects.filter(state=State.READY, removed_at=None, circle__key=key)
    file = get_object_or_404(here, key=of)
    if name != file.name:
        return redirect("sharing:open", key, of, file.name)
    download = "download" in request.GET
    return serve(request, Served.of(file), public=False, download=download)


@tus.speaks_tus("POST")
def announce(request: SignedInRequest, key: str) -> HttpResponse:
    standing = sharing_group(request, key)
    return tus.announce(
        request,
        partial(_take_announced, request, standing),
        lambda file: reverse("sharing:part", args=[key, file.key]),
    )


def _take_announced(
    request: SignedInRequest, standing: GroupStanding, size: int, told: dict[str, str]
) -> SharedFile:
    former, at = plain_text(told.get("replaces", "")), plain_text(told.get("meeting", ""))
    meetings = {meeting.key: meeting for meeting in queries.meetings_of(standing.circle)}
    try:
        return actions.announce_shared(
            circle=standing.circle,
            name=told.get("filename") or told.get("name", ""),
            size=size,
            words=plain_text(told.get("words", ""))[:LONGEST],
            meeting=meetings.get(at),
            replaces=my_file(request, standing, former) if former else None,
            once=tus.read_once(told.get("once", "")),
            by=request.person_id,
        )
    except AlreadyDone as before:
        return my_file(request, standing, before.deed.object_key)
    except NotPossible:
        raise Http404 from None


@tus.speaks_tus("HEAD", "PATCH", "DELETE")
def part(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    file = my_file(request, my_group(request, key), of)

    def receive(at: int, data: bytes) -> SharedFile:
        try:
            return actions.receive_shared_piece(file=file, at=at, data=data)
        except NotPossible:
            raise tus.OtherOffset from None

    remove = partial(actions.remove_shared, file=file, once=None, by=request.person_id)
    return tus.receive_part(request, file, receive, remove)
