"""Import of a programme: a file is read, what it would change is shown, then it is saved."""

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
from entrepairs.schedules.formats.read_model import About, Answers
from entrepairs.schedules.forms import FileForm, SaveForm, digest_of, next_form
from entrepairs.schedules.import_plan import Understood
from entrepairs.ui import forms
from entrepairs.ui.file_steps import KEPT, pack_file, unpack_file
from entrepairs.ui.forms import page_or_form

SHOWN = 100  # notes, and lines of each kind of change
type Understand = Callable[[bytes, Answers, bool], Understood]


@page_or_form
def begin(request: SignedInRequest, key: str) -> HttpResponse:
    """One or more events that the file tells of."""
    organisation = coordinated(request, key)

    def understand(content: bytes, answers: Answers, without_gone: bool) -> Understood:
        return import_plan.plan_for_organisation(
            content, organisation, request.person_id, answers, without_gone=without_gone
        )

    return Import(request, understand, organisation=organisation).respond()


@page_or_form
def programme(request: SignedInRequest, key: str) -> HttpResponse:
    """The programme of an event that is there."""
    event = prepared_event(request, key)

    def understand(content: bytes, answers: Answers, without_gone: bool) -> Understood:
        return import_plan.plan_for_event(content, event, answers, without_gone=without_gone)

    return Import(request, understand, event=event).respond()


@dataclass(frozen=True)
class Import:
    """The steps of an import, all at one address: the file, the preview, saving."""

    request: SignedInRequest
    understand: Understand
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

    def _understood(self, content: bytes, sent: SaveForm | None = None) -> HttpResponse:
        """Saves what was seen in the preview; else shows it."""
        answers = sent.answers() if sent else Answers()
        without_gone = "without_gone" in self.request.POST
        try:
            found = self.understand(content, answers, without_gone)
        except Unreadable as error:
            return self._page("import", refused_file(str(error)))
        wants_to_save = sent is not None and "again" not in self.request.POST
        if wants_to_save and sent is not None and self._is_seen(answers):
            if found.is_ready and sent.is_valid() and (saved := self._save(found, sent)):
                return saved
            if "zone" in found.read.asked:
                sent.add_error("zone", _("Choose the time zone: the file names none."))
        form = next_form(pack_file(content), answers, found.read, sent, without_gone=without_gone)
        refused = wants_to_save and not found.is_ready
        return self._preview(found, form, digest_of(answers), refused=refused)

    def _is_seen(self, answers: Answers) -> bool:
        """What is to be saved was shown with these answers."""
        seen = self.request.POST.get("seen", "")
        return not seen or seen == digest_of(answers)

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

    def _preview(
        self, found: Understood, form: SaveForm, seen: str, *, refused: bool
    ) -> HttpResponse:
        """What it would change, and everything there is to say about the reading."""
        notes = [(about.value, found.read.notes_about(about)) for about in About]
        context = {
            "found": found,
            "notes": notes,
            "most": SHOWN,
            "seen": seen,
            "columns": columns_to_ask(found, form),
            "questions": found.read.guessed | found.read.asked,
        }
        answer = self._page("import_preview", form, **context)
        if refused or found.refusals:
            answer.status_code = 422
        return answer

    def _page(self, name: str, form: FileForm | SaveForm, **more: Any) -> HttpResponse:
        context = {"organisation": self.organisation, "event": self.event, "example": EXAMPLE}
        return forms.page(self.request, f"schedules/{name}.html", context | more, form=form)


def refused_file(why: str) -> FileForm:
    """The form again, with why nothing can be made of the file, and no other complaint."""
    form = FileForm({}, MultiValueDict())
    form.full_clean()
    form.errors.clear()
    form.add_error("file", why)
    return form


def columns_to_ask(found: Understood, form: SaveForm) -> list[Any]:
    """Each column: its choice, its header, and some of what is in it."""
    columns = found.read.columns
    if columns is None:
        return []
    rows = zip(columns.headers, columns.examples, strict=True)
    return [
        (form[f"column_{number}"], header, example)
        for number, (header, example) in enumerate(rows)
        if f"column_{number}" in form.fields
    ]


EXAMPLE = """\
titre;jour;début;fin;salle;type;séance;intervenants
Accueil;28/11/2026;9h;9h30;Grande salle;pause;;
Être pair, un métier ?;28/11/2026;9h30;10h15;Grande salle;plénière;Ouverture;\
"Prénom Nom, Prénom Nom"
"""
