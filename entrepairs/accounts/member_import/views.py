"""The three steps of an import: the file, which column is which, preview and save."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from entrepairs.accounts.member_import import code_cards
from entrepairs.accounts.member_import.actions import cards, lists
from entrepairs.accounts.member_import.columns import (
    MOST_BYTES,
    NO_HEADERS,
    Recognised,
    are_usable,
    read_list,
    recognise_columns,
)
from entrepairs.accounts.member_import.forms import LABELS, ColumnsForm, FileForm, MarksForm
from entrepairs.accounts.member_import.row_validation import Line, understand_list
from entrepairs.core.paging import page_of, whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.core.spreadsheet import Columns, Table, Unreadable
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.models import Organisation
from entrepairs.people.views.organisations import coordinated
from entrepairs.ui import forms
from entrepairs.ui.file_answers import PDF, answer_file
from entrepairs.ui.file_steps import file_of, pack_file
from entrepairs.ui.forms import page_or_form

SHOWN = 20
SHOWN_REFUSED = 200
MARKED_AT_ONCE = 60


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
        sent = Sent(organisation, content, read_list(content, _header_line(request)))
    except Unreadable as error:
        form.add_error("file", str(error))
        return _ask_file(request, organisation, form)
    columns = _columns_or_form(request, sent)
    if isinstance(columns, ColumnsForm):
        return _ask_columns(request, sent, columns)
    return _preview_or_save(request, sent, columns)


def _header_line(request: SignedInRequest) -> int:
    """The line that was chosen; nothing chosen yet: the one that is found."""
    given = request.POST.get("header_line", "")
    return NO_HEADERS if given == str(NO_HEADERS) else whole_number(given) or 0


def _ask_file(request: SignedInRequest, organisation: Organisation, form: FileForm) -> HttpResponse:
    context = {"organisation": organisation, "form": form}
    return forms.page(request, "accounts/import_file.html", context, form=form)


def _columns_or_form(request: SignedInRequest, sent: Sent) -> Columns | ColumnsForm:
    """Told now, told before, or recognised; else, and for a guess, the form that asks."""
    table, step = sent.table, request.POST.get("step")
    other_line = request.POST.get("read_at", "") != str(table.header_line)
    if step == "save" or (step == "columns" and not other_line):
        form = ColumnsForm(request.POST, table=table)
        if not form.is_valid() or not are_usable(form.columns, len(table.all_headers)):
            return form
        if step == "columns":
            lists.remember_columns(
                organisation=sent.organisation, headers=table.headers, columns=form.columns
            )
        return form.columns
    before = lists.remembered_columns(sent.organisation, table.headers)
    found = Recognised(before) if before else recognise_columns(table.headers, table.rows)
    usable = are_usable(found.columns, len(table.all_headers))
    if usable and not found.guessed and step is None:
        return found.columns
    initial = {name: str(number) for name, number in found.columns.items()}
    return ColumnsForm(initial=initial, table=table)


def _ask_columns(request: SignedInRequest, sent: Sent, form: ColumnsForm) -> HttpResponse:
    shown = {"rows": sent.table.rows[:5], "headers": sent.table.all_headers, "form": form}
    guessed = not form.is_bound and "name" in form.initial
    shown |= {"header_line": sent.table.header_line, "guessed": guessed}
    return forms.page(request, "accounts/import_columns.html", {**sent.context, **shown}, form=form)


def _preview_or_save(request: SignedInRequest, sent: Sent, columns: Columns) -> HttpResponse:
    found = understand_list(
        sent.table,
        columns,
        organisation=sent.organisation.key,
        already=lists.already_imported(sent.organisation),
        today=timezone.localdate(),
    )
    asked_to_save = request.POST.get("step") == "save"
    all_good = request.POST.get("keep") == "good" or not found.refused
    lines = found.lines + (found.doubtful if request.POST.get("doubtful") == "add" else [])
    if asked_to_save and lines and all_good:
        return _save_people(request, sent.organisation, sorted(lines, key=lambda one: one.number))
    headers = sent.table.all_headers
    shown = {
        "found": found,
        "columns": columns,
        "shown": found.lines[:SHOWN],
        "header_line": sent.table.header_line,
        "titles_above": sent.table.header_line > sent.table.first_rows[0].number,
        "lost": found.lost[:SHOWN_REFUSED],
        "collisions": found.collisions[:SHOWN_REFUSED],
        "refused": found.refused[:SHOWN_REFUSED],
        "encoding": sent.table.encoding,
        "told": [(LABELS[name], headers[number] or number + 1) for name, number in columns.items()],
    }
    status = 422 if asked_to_save else 200
    return render(request, "accounts/import_preview.html", {**sent.context, **shown}, status=status)


def _save_people(
    request: SignedInRequest, organisation: Organisation, lines: Sequence[Line]
) -> HttpResponse:
    ran = run_button(request, lists.import_members, organisation=organisation, lines=lines)
    if ran:
        count = len(lines) if ran.result is None else len(ran.result)
        text = ngettext("%(count)s person added.", "%(count)s people added.", count)
        messages.success(request, text % {"count": count})
    return redirect("import_cards", key=organisation.key)


@require_http_methods(["GET"])
def import_cards(request: SignedInRequest, key: str) -> HttpResponse:
    """Who has no way in yet, to be ticked, and the button that prints theirs."""
    organisation = coordinated(request, key)
    people = code_cards.people_without_way_in(organisation)
    context = {
        "organisation": organisation,
        "page": page_of(request, people),
        "count": len(people),
        "sheets": code_cards.sheets_to_print(people),
        "alike": any(one.alike for one in people),
        "days": code_cards.VALID_DAYS,
    }
    return render(request, "accounts/import_cards.html", context)


@page_or_form
def mark_cards(request: SignedInRequest, key: str) -> HttpResponse:
    """Of those who have never come in and have a name that another of them has: which is which."""
    organisation = coordinated(request, key)
    people = [one for one in code_cards.people_without_way_in(organisation) if one.alike]
    form = MarksForm(request.POST or None, people=people[:MARKED_AT_ONCE])
    if form.is_valid() and run_form(
        request,
        form,
        cards.mark_cards,
        organisation=organisation,
        marks=form.marks,
        done=_("Saved. The marks are printed on the back of the cards."),
    ):
        return redirect("import_cards", key)
    context = {"organisation": organisation, "more": len(people) > MARKED_AT_ONCE}
    return forms.page(request, "accounts/mark_cards.html", context, form=form)


@require_POST
def print_cards(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    """The sheet of this number; or those who are ticked, also when they have a card already."""
    organisation = coordinated(request, key)
    everyone, ticked = code_cards.people_without_way_in(organisation), request.POST.getlist("who")
    if chosen := "who" in request.POST or "ticked" in request.POST:
        people = [one for one in everyone if one.key in ticked][: code_cards.A_SHEET]
    else:
        people = dict(code_cards.sheets_to_print(everyone)).get(number, [])
    if chosen and not ticked:
        messages.warning(request, _("Tick at least one person, then print."))
        return redirect("import_cards", key=organisation.key)
    if not people:
        messages.info(request, _("Everyone here already has a way to sign in or a card."))
        return redirect("import_cards", key=organisation.key)
    said: dict[str, Any] = {
        "people": people,
        "origin": f"{request.scheme}://{request.get_host()}",
        "withdraw": chosen and request.POST.get("withdraw") == "yes",
    }
    ran = run_button(request, cards.print_cards, organisation=organisation, **said)
    if ran.earlier:
        messages.info(
            request,
            _(
                "This sheet was just created. To print a card again, tick the people whose "
                "card is missing."
            ),
        )
    if ran.result is None:
        return redirect("import_cards", key=organisation.key)
    return answer_file(ran.result, PDF, f"codes-{number}.pdf")
