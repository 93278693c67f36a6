"""Import of a programme: a file is read, what it would change is shown, then it is saved whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from entrepairs.core.requests import SignedInRequest
from entrepairs.core.spreadsheet import Unreadable
from entrepairs.events.models import Event
from entrepairs.events.views.shared import prepared_event
from entrepairs.ledger.run import run_form
from entrepairs.people.models import Organisation
from entrepairs.people.views.organisations import coordinated
from entrepairs.schedules import actions, import_plan
from entrepairs.schedules.formats.read_any import MOST_BYTES
from entrepairs.schedules.forms import FileForm, SaveForm
from entrepairs.schedules.import_plan import Understood
from entrepairs.ui import forms
from entrepairs.ui.file_steps import KEPT, pack_file, unpack_file
from entrepairs.ui.forms import page_or_form

SHOWN = 100  # mistakes, and lines of each kind of change


@page_or_form
def begin(request: SignedInRequest, key: str) -> HttpResponse:
    """One or more events that the file tells of."""
    organisation = coordinated(request, key)

    def understand(content: bytes, without_gone: bool) -> Understood:
        return import_plan.plan_for_organisation(
            content, organisation, request.person_id, without_gone=without_gone
        )

    return Import(request, understand, organisation=organisation).respond()


@page_or_form
def programme(request: SignedInRequest, key: str) -> HttpResponse:
    """The programme of an event that is there."""
    event = prepared_event(request, key)

    def understand(content: bytes, without_gone: bool) -> Understood:
        return import_plan.plan_for_event(content, event, without_gone=without_gone)

    return Import(request, understand, event=event).respond()


@dataclass(frozen=True)
class Import:
    """The steps of an import, all at one address: the file, the preview, saving."""

    request: SignedInRequest
    understand: Callable[[bytes, bool], Understood]
    organisation: Organisation | None = None
    event: Event | None = None

    def respond(self) -> HttpResponse:
        if KEPT in self.request.POST:
            content = unpack_file(self.request.POST[KEPT], MOST_BYTES)
            if content is None:
                return self._page("import", FileForm())
            return self._understood(content, SaveForm(self.request.POST))
        form = FileForm(self.request.POST or None, self.request.FILES or None)
        if not form.is_valid():
            return self._page("import", form)
        return self._understood(bytes(form.cleaned_data["file"].read()))

    def _understood(self, content: bytes, save: SaveForm | None = None) -> HttpResponse:
        """Saves what was seen in the preview; else shows it, with its mistakes."""
        try:
            found = self.understand(content, "without_gone" in self.request.POST)
        except Unreadable as error:
            form = FileForm({}, MultiValueDict())
            form.add_error("file", str(error))
            return self._page("import", form)
        ready = found.comparisons and not found.mistakes
        if ready and save is not None and save.is_valid() and (saved := self._save(found, save)):
            return saved
        return self._preview(found, save or SaveForm(initial={KEPT: pack_file(content)}))

    def _save(self, found: Understood, save: SaveForm) -> HttpResponse | None:
        """Where to go next; nothing when the form says why not."""
        values = {
            "comparisons": found.comparisons,
            "organisation": self.organisation,
            "without_gone": save.cleaned_data["without_gone"],
        }
        ran = run_form(self.request, save, actions.import_programmes, **values)
        if not ran:
            return None
        messages.success(self.request, _("Imported."))
        if ran.earlier is not None:
            return redirect("events:prepare", ran.earlier.object_key)
        events = ran.result or []
        if len(events) == 1:
            return redirect("events:prepare", events[0].key)
        return redirect("events:preparing")

    def _preview(self, found: Understood, save: SaveForm) -> HttpResponse:
        """What it would change; with mistakes there is nothing to save."""
        mistakes = found.mistakes[:SHOWN]
        left_out = len(found.mistakes) - len(mistakes)
        context = {"found": found, "mistakes": mistakes, "left_out": left_out, "most": SHOWN}
        answer = self._page("import_preview", save, **context)
        if found.mistakes:
            answer.status_code = 422
        return answer

    def _page(self, name: str, form: FileForm | SaveForm, **more: Any) -> HttpResponse:
        context = {"organisation": self.organisation, "event": self.event, "example": EXAMPLE}
        return forms.page(self.request, f"schedules/{name}.html", context | more, form=form)


EXAMPLE = """\
titre;jour;début;fin;salle;type;séance;intervenants
Accueil;28/11/2026;9h;9h30;Grande salle;pause;;
Être pair, un métier ?;28/11/2026;9h30;10h15;Grande salle;plénière;Ouverture;\
"Prénom Nom, Prénom Nom"
"""
