"""A file becomes a programme: it is read, what it would change is shown, and then all of it is written or nothing."""

from collections.abc import Callable
from typing import Any

from django import forms as fields
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.events.models import Event
from entrepairs.events.views.organise import coordinated, page_or_form, prepared
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Organisation
from entrepairs.schedules import actions, import_plan
from entrepairs.schedules.formats.read_any import MOST_BYTES
from entrepairs.schedules.formats.read_model import Unreadable
from entrepairs.schedules.import_plan import Understood
from entrepairs.ui import forms
from entrepairs.ui.file_steps import pack_file, unpack_file

SHOWN = 100  # mistakes, and lines of each kind of change


class FileForm(forms.PlainForm):
    file = fields.FileField(
        label=gettext_lazy("The programme, as a file"),
        help_text=gettext_lazy("schedule.xml or schedule.json, as pretalx, frab and pentabarf export them; or a list (CSV) with a line for each talk."),
        widget=fields.ClearableFileInput(attrs={"accept": ".xml,.json,.csv,.tsv,.txt"}),
    )  # fmt: skip


class SaveForm(forms.Form):
    """What was understood a moment ago comes back with the press that saves it."""

    kept = fields.CharField(widget=fields.HiddenInput)
    without_gone = fields.BooleanField(
        label=gettext_lazy("Also remove what is here and not in the file"), required=False
    )


@page_or_form
def begin(request: Any, key: str) -> HttpResponse:
    """One or more events that the file tells of."""
    organisation = coordinated(request, key)

    def understand(content: bytes, without_gone: bool) -> Understood:
        return import_plan.for_organisation(
            content, organisation, request.person_id, without_gone=without_gone
        )

    return steps(request, understand, organisation=organisation)


@page_or_form
def programme(request: Any, key: str) -> HttpResponse:
    """The programme of an event that is there."""
    event = prepared(request, key)

    def understand(content: bytes, without_gone: bool) -> Understood:
        return import_plan.for_event(content, event, without_gone=without_gone)

    return steps(request, understand, event=event)


def steps(
    request: Any, understand: Callable[[bytes, bool], Understood], *, organisation: Organisation | None = None, event: Event | None = None
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {"organisation": organisation, "event": event, "example": EXAMPLE}
    save = SaveForm(request.POST) if "kept" in request.POST else None
    form = FileForm(request.POST or None, request.FILES or None) if save is None else FileForm()
    content = unpack_file(request.POST["kept"], MOST_BYTES) if save is not None else _sent(form)
    if content is None:
        return forms.page(request, "schedules/import.html", context, form=form)
    try:
        found = understand(content, save is not None and "without_gone" in request.POST)
    except Unreadable as error:
        form = FileForm({}, MultiValueDict())
        form.add_error("file", str(error))
        return forms.page(request, "schedules/import.html", context, form=form)
    ready = save is not None and save.is_valid() and found.comparisons and not found.mistakes
    if save is not None and ready and (saved := written(request, found, save, organisation)):
        return saved
    return shown(request, found, content, save, context)


def _sent(form: FileForm) -> bytes | None:
    return bytes(form.cleaned_data["file"].read()) if form.is_valid() else None


def shown(
    request: Any, found: Understood, content: bytes, save: SaveForm | None, context: dict[str, Any]
) -> HttpResponse:
    """What it would change; the mistakes when there are some, and then there is nothing to press."""
    form = save or SaveForm(initial={"kept": pack_file(content)})
    mistakes = found.mistakes[:SHOWN]
    more = {
        "found": found,
        "mistakes": mistakes,
        "left_out": len(found.mistakes) - len(mistakes),
        "most": SHOWN,
    }
    answer = forms.page(request, "schedules/import_preview.html", {**context, **more}, form=form)
    if found.mistakes:
        answer.status_code = 422
    return answer


def written(
    request: Any, found: Understood, save: SaveForm, organisation: Organisation | None
) -> HttpResponse | None:
    once, gone = save.cleaned_data["once"], save.cleaned_data["without_gone"]
    try:
        events = actions.import_programmes(
            comparisons=found.comparisons,
            organisation=organisation,
            without_gone=gone,
            once=once,
            by=request.person_id,
        )
        key, several = events[0].key, len(events) > 1
    except AlreadyDone as before:
        key, several = before.deed.object_key, False
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("events:preparing")
    except ValidationError as error:
        save.add_error(None, error)
        return None
    messages.success(request, _("Imported."))
    return redirect("events:preparing") if several else redirect("events:prepare", key)


EXAMPLE = """\
titre;jour;début;fin;salle;type;séance;intervenants
Accueil;28/11/2026;9h;9h30;Grande salle;pause;;
Être pair, un métier ?;28/11/2026;9h30;10h15;Grande salle;plénière;Ouverture;"Prénom Nom, Prénom Nom"
"""
