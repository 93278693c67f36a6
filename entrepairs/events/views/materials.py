"""Materials: what is listed with an event, a session of it or a talk, and kept in the library."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.events import actions
from entrepairs.events.forms import MaterialForm
from entrepairs.events.models import Event, Material, Session, Talk
from entrepairs.events.views.shared import confirm_removal, prepared_event, url_of
from entrepairs.ledger.run import run_button, run_form
from entrepairs.library.models import File
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def url_of_list(event: Event, of: Session | Talk | None) -> str:
    """The list of all, or of one session or talk."""
    return url_of(event, "materials") + (f"?of={of.key}" if of else "")


def find_owner(event: Event, key: str) -> Session | Talk | None:
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
def materials(request: SignedInRequest, key: str) -> HttpResponse:
    """The list, and the form that lists one more; of one session or talk, when the URL names it."""
    event = prepared_event(request, key)
    of = find_owner(event, request.GET.get("of", ""))
    form = MaterialForm(
        request.POST or None, event=event, only=of is not None, initial={"language": event.language}
    )
    if form.is_valid() and (address := add_material(request, form, event, of)):
        return redirect(address)
    context = {"event": event, "of": of, "materials": list_materials(event, of)}
    return forms.page(request, "events/organise/materials.html", context, form=form)


def add_material(
    request: SignedInRequest, form: MaterialForm, event: Event, of: Session | Talk | None
) -> str:
    """Where to go next; nothing when the form says why not."""
    told = form.told()
    session = event.sessions.filter(key=told.pop("of", "") or "-").first()
    values: dict[str, Any] = {
        "event": event,
        "told": told,
        "session": of if isinstance(of, Session) else session,
        "talk": of if isinstance(of, Talk) else None,
    }
    done = _("Added, to the event and to the library.")
    ran = run_form(request, form, actions.add_material, done=done, **values)
    if not ran:
        return ""
    if ran.result is not None and not ran.result.resource.url:
        return f"{ran.result.resource.path}files/"  # what is not elsewhere is to be sent next
    return url_of_list(event, of)


def list_materials(event: Event, of: Session | Talk | None) -> list[Material]:
    ready = File.objects.filter(resource=OuterRef("resource"), state=File.State.READY)
    rows = event.materials.select_related("resource", "session", "talk").annotate(
        has_file=Exists(ready)
    )
    if of is not None:
        rows = rows.filter(session=of) if isinstance(of, Session) else rows.filter(talk=of)
    return sort_by_owner(list(rows))


def sort_by_owner(rows: list[Any]) -> list[Material]:
    """Those of one event, session or talk together; the first and the last of each know it."""
    rows.sort(key=lambda row: (row.session_id or 0, row.talk_id or 0, row.order, row.pk))
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        owner = (row.session_id, row.talk_id)
        row.is_first = before is None or (before.session_id, before.talk_id) != owner
        row.is_last = after is None or (after.session_id, after.talk_id) != owner
    return rows


def url_back(request: SignedInRequest, event: Event) -> str:
    """The list from which the button was pressed."""
    of = request.POST.get("of", "") or request.GET.get("of", "")
    return url_of_list(event, find_owner(event, of))


def find_material(event: Event, key: str) -> Material:
    return get_object_or_404(event.materials.select_related("resource"), resource__key=key)


@require_POST
def material_move(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    values: dict[str, Any] = {
        "material": find_material(event, of),
        "up": request.POST.get("way") == "up",
    }
    run_button(request, actions.move_material, **values)
    return redirect(f"{url_back(request, event)}#{of}")


@page_or_form
def material_remove(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    event = prepared_event(request, key)
    row = find_material(event, of)
    return confirm_removal(
        request,
        actions.remove_material,
        title=row.resource.title,
        lines=[_("It is no longer shown with the event. It stays in the library.")],
        back=url_back(request, event),
        material=row,
    )
