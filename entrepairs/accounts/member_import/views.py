"""A list becomes people, in three steps: read it, say which column is which, see what was understood and save."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from entrepairs.accounts.member_import import actions, code_cards
from entrepairs.accounts.member_import.columns import (
    MOST_BYTES,
    are_usable,
    read_list,
    recognise_list,
)
from entrepairs.accounts.member_import.forms import ColumnsForm, FileForm
from entrepairs.accounts.member_import.row_validation import Understood, understand_list
from entrepairs.core.requests import SignedInRequest
from entrepairs.core.spreadsheet import Columns, Table, Unreadable
from entrepairs.ledger.run import run_button
from entrepairs.people.models import Organisation
from entrepairs.people.views.organisations import coordinated
from entrepairs.ui import forms
from entrepairs.ui.file_steps import file_of, pack_file

SHOWN = 20
SHOWN_REFUSED = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """A list on its way, for one organisation."""

    organisation: Organisation
    content: bytes
    table: Table

    @property
    def context(self) -> dict[str, Any]:
        return {"organisation": self.organisation, "kept": pack_file(self.content)}


@require_http_methods(["GET", "POST"])
def import_members(request: SignedInRequest, key: str) -> HttpResponse:
    organisation = coordinated(request, key)
    if request.method == "GET":
        return _ask_file(request, organisation, FileForm())
    content = file_of(request, MOST_BYTES)
    form = FileForm(request.POST, request.FILES)
    if content is None:
        return _ask_file(request, organisation, form)
    try:
        sent = Sent(organisation, content, read_list(content))
    except Unreadable as error:
        form.add_error("file", str(error))
        return _ask_file(request, organisation, form)
    columns = _columns_or_form(request, sent)
    if isinstance(columns, ColumnsForm):
        return _ask_columns(request, sent, columns)
    return _preview_or_save(request, sent, columns)


def _ask_file(request: SignedInRequest, organisation: Organisation, form: FileForm) -> HttpResponse:
    context = {"organisation": organisation, "form": form}
    return forms.page(request, "accounts/import_file.html", context, form=form)


def _columns_or_form(request: SignedInRequest, sent: Sent) -> Columns | ColumnsForm:
    """Told now, told before, or recognised; else the form that asks."""
    headers, step = sent.table.all_headers, request.POST.get("step")
    if step in {"columns", "save"}:
        form = ColumnsForm(request.POST, headers=headers)
        if not form.is_valid() or not are_usable(form.columns, len(headers)):
            return form
        if step == "columns":
            actions.remember_columns(
                organisation=sent.organisation, headers=sent.table.headers, columns=form.columns
            )
        return form.columns
    before = actions.remembered_columns(sent.organisation, sent.table.headers)
    columns = before or recognise_list(sent.table.headers)
    if are_usable(columns, len(headers)) and step != "ask":
        return columns
    initial = {name: str(number) for name, number in columns.items()}
    return ColumnsForm(initial=initial, headers=headers)


def _ask_columns(request: SignedInRequest, sent: Sent, form: ColumnsForm) -> HttpResponse:
    shown = {"rows": sent.table.rows[:5], "headers": sent.table.all_headers, "form": form}
    return forms.page(request, "accounts/import_columns.html", {**sent.context, **shown}, form=form)


def _preview_or_save(request: SignedInRequest, sent: Sent, columns: Columns) -> HttpResponse:
    found = understand_list(
        sent.table,
        columns,
        organisation=sent.organisation.key,
        already=actions.already_imported(sent.organisation),
        today=timezone.localdate(),
    )
    asked_to_save = request.POST.get("step") == "save"
    all_good = request.POST.get("keep") == "good" or not found.refused
    if asked_to_save and found.lines and all_good:
        return _save_people(request, sent.organisation, found)
    headers = sent.table.all_headers
    shown = {
        "found": found,
        "columns": columns,
        "shown": found.lines[:SHOWN],
        "refused": found.refused[:SHOWN_REFUSED],
        "encoding": sent.table.encoding,
        "told": [(name, headers[number]) for name, number in columns.items()],
    }
    status = 422 if asked_to_save else 200
    return render(request, "accounts/import_preview.html", {**sent.context, **shown}, status=status)


def _save_people(
    request: SignedInRequest, organisation: Organisation, found: Understood
) -> HttpResponse:
    ran = run_button(request, actions.import_members, organisation=organisation, lines=found.lines)
    if ran:
        count = len(found.lines) if ran.result is None else len(ran.result)
        text = ngettext("%(count)s person added.", "%(count)s persons added.", count)
        messages.success(request, text % {"count": count})
    return redirect("import_cards", key=organisation.key)


@require_http_methods(["GET"])
def import_cards(request: SignedInRequest, key: str) -> HttpResponse:
    """Who has no way in yet, and the button that prints theirs."""
    organisation = coordinated(request, key)
    people = code_cards.people_without_way_in(organisation)
    size = code_cards.A_SHEET
    context = {
        "organisation": organisation,
        "people": people[:SHOWN],
        "count": len(people),
        "sheets": [(at // size + 1, people[at : at + size]) for at in range(0, len(people), size)],
        "days": code_cards.VALID_DAYS,
    }
    return render(request, "accounts/import_cards.html", context)


@require_POST
def print_cards(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    organisation = coordinated(request, key)
    start, size = (number - 1) * code_cards.A_SHEET, code_cards.A_SHEET
    people = code_cards.people_without_way_in(organisation)[start : start + size]
    if not people:
        messages.info(request, _("Everyone here has a way in already."))
        return redirect("import_cards", key=organisation.key)
    said = {"people": people, "origin": f"{request.scheme}://{request.get_host()}"}
    ran = run_button(request, code_cards.print_cards, organisation=organisation, **said)
    if ran.earlier:
        messages.info(
            request,
            _(
                "This sheet was just made. Press again to make a new one: the codes of the first will no longer open."
            ),
        )
    if ran.result is None:
        return redirect("import_cards", key=organisation.key)
    return HttpResponse(
        ran.result,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="codes-{number}.pdf"'},
    )
