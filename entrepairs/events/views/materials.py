"""What is listed with an event, a session of it or a talk, and kept in the library."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.events import actions
from entrepairs.events.forms import MaterialForm
from entrepairs.events.models import Event, Material, Session, Talk
from entrepairs.events.steps import NotNow
from entrepairs.events.views.organise import at, done, page_or_form, prepared
from entrepairs.events.views.programme import ask
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library.models import File, Resource
from entrepairs.ui import forms


def listing(event: Event, of: Session | Talk | None) -> str:
    """The list of all, or of one session or talk."""
    return at(event, "materials") + (f"?of={of.key}" if of else "")


def asked_for(event: Event, key: str) -> Session | Talk | None:
    """The session or talk of it that the page is about; nothing: all of the event."""
    if not (key := key.replace("\0", "")):
        return None
    found = (
        event.sessions.filter(key=key).first()
        or event.talks.select_related("session").filter(key=key).first()
    )
    if found is None:
        raise Http404
    return found


@page_or_form
def materials(request: Any, key: str) -> HttpResponse:
    """What is listed, and the form that lists one more; of one session or talk, when the address names it."""
    event = prepared(request, key)
    of = asked_for(event, request.GET.get("of", ""))
    form = MaterialForm(
        request.POST or None, event=event, only=of is not None, initial={"language": event.language}
    )
    if form.is_valid():
        told, once = form.told(), form.cleaned_data["once"]
        session = (
            of
            if isinstance(of, Session)
            else event.sessions.filter(key=told.pop("of", "") or "-").first()
        )
        talk = of if isinstance(of, Talk) else None
        made: list[Resource] = []

        def to_do() -> None:
            row = actions.add_material(
                event=event, told=told, session=session, talk=talk, once=once, by=request.person_id
            )
            made.append(row.resource)

        if done(request, form, to_do, _("Listed, with the event and in the library.")):
            here = made and not made[0].url  # what is not elsewhere is to be sent next
            return redirect(f"{made[0].path}files/" if here else listing(event, of))
    ready = File.objects.filter(resource=OuterRef("resource"), state=File.State.READY)
    rows = event.materials.select_related("resource", "session", "talk").annotate(
        has_file=Exists(ready)
    )
    if of is not None:
        rows = rows.filter(session=of) if isinstance(of, Session) else rows.filter(talk=of)
    context = {"event": event, "of": of, "materials": in_groups(list(rows))}
    return forms.page(request, "events/organise/materials.html", context, form=form)


def in_groups(rows: list[Material]) -> list[Material]:
    """Those of one event, session or talk together, in their order; the first and the last of each know it."""
    rows.sort(key=lambda row: (row.session_id or 0, row.talk_id or 0, row.order, row.pk))
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        place = (row.session_id, row.talk_id)
        row.is_first = before is None or (before.session_id, before.talk_id) != place  # type: ignore[attr-defined]
        row.is_last = after is None or (after.session_id, after.talk_id) != place  # type: ignore[attr-defined]
    return rows


def back(request: Any, event: Event) -> str:
    """The list of all, or of one session or talk."""
    return listing(event, asked_for(event, request.POST.get("of", "") or request.GET.get("of", "")))


@require_POST
def material_move(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.materials.select_related("resource"), resource__key=of)
    try:
        actions.move_material(
            material=row,
            up=request.POST.get("way") == "up",
            once=forms.once_of(request),
            by=request.person_id,
        )
    except AlreadyDone:
        pass
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect(f"{back(request, event)}#{of}")


@page_or_form
def material_remove(request: Any, key: str, of: str) -> HttpResponse:
    event = prepared(request, key)
    row = get_object_or_404(event.materials.select_related("resource"), resource__key=of)
    if request.method == "POST":
        once = forms.once_of(request)
        done(
            request,
            None,
            lambda: actions.remove_material(material=row, once=once, by=request.person_id),
            _("Removed."),
        )
        return redirect(back(request, event))
    lines = [_("It is not listed with the event any more. The library keeps it.")]
    return ask(request, row.resource.title, lines, back(request, event))
