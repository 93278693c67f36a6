"""A list becomes people, in three steps: read it, say which column is which, see what was understood and save."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from entrepairs.accounts.member_import import actions, code_cards
from entrepairs.accounts.member_import.columns import Columns, recognise, usable
from entrepairs.accounts.member_import.forms import ColumnsForm, FileForm, pack, unpack
from entrepairs.accounts.member_import.row_validation import Understood, understand
from entrepairs.accounts.member_import.spreadsheet import Table, Unreadable, read, width
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.people.models import Affiliation, Organisation
from entrepairs.ui import forms as base_forms

SHOWN = 20


def coordinated(request: Any, key: str) -> Organisation:
    """The organisation, if I coordinate it; else there is no such page."""
    mine = Affiliation.objects.select_related("organisation").filter(
        person=request.person_id, coordinator=True
    )
    return get_object_or_404(mine, organisation__key=key, until__isnull=True).organisation


@require_http_methods(["GET", "POST"])
def import_members(request: Any, key: str) -> HttpResponse:
    organisation = coordinated(request, key)
    if request.method == "GET":
        return _ask_file(request, organisation, FileForm())
    content = _content(request)
    if content is None:
        return _ask_file(request, organisation, FileForm(request.POST, request.FILES))
    try:
        table = read(content)
    except Unreadable as error:
        form = FileForm(request.POST, request.FILES)
        form.add_error("file", str(error))
        return _ask_file(request, organisation, form)
    columns = _columns(request, organisation, table)
    if isinstance(columns, ColumnsForm):
        return _ask_columns(request, organisation, table, columns, content)
    return _understood(request, organisation, table, columns, content)


def _content(request: HttpRequest) -> bytes | None:
    uploaded = request.FILES.get("file")
    if uploaded is not None and not isinstance(uploaded, list):
        return bytes(uploaded.read())
    return unpack(request.POST.get("kept", ""))


def _ask_file(request: Any, organisation: Organisation, form: FileForm) -> HttpResponse:
    return base_forms.page(
        request,
        "accounts/import_file.html",
        {"organisation": organisation, "form": form},
        form=form,
    )


def _columns(request: Any, organisation: Organisation, table: Table) -> Columns | ColumnsForm:
    """Told now, told before, or recognised; else the form that asks."""
    headers = _headers(table)
    if request.POST.get("step") in {"columns", "save"}:
        form = ColumnsForm(request.POST, headers=headers)
        if not form.is_valid() or not usable(form.columns, len(headers)):
            return form
        if request.POST["step"] == "columns":
            actions.remember(organisation=organisation, headers=table.headers, columns=form.columns)
        return form.columns
    before = actions.remembered(organisation, table.headers)
    columns = before or recognise(table.headers)
    if usable(columns, len(headers)) and request.POST.get("step") != "ask":
        return columns
    return ColumnsForm(
        initial={name: str(index) for name, index in columns.items()}, headers=headers
    )


def _headers(table: Table) -> list[str]:
    return [*table.headers, *[""] * (width(table.rows) - len(table.headers))]


def _ask_columns(
    request: Any, organisation: Organisation, table: Table, form: ColumnsForm, content: bytes
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "form": form,
        "kept": pack(content),
        "rows": table.rows[:5],
        "headers": _headers(table),
    }
    return base_forms.page(request, "accounts/import_columns.html", context, form=form)


def _understood(
    request: Any, organisation: Organisation, table: Table, columns: Columns, content: bytes
) -> HttpResponse:
    today = timezone.localdate()
    already = actions.already_imported(organisation)
    found = understand(table, columns, organisation=organisation.key, already=already, today=today)
    good_only = request.POST.get("keep") == "good"
    if request.POST.get("step") == "save" and found.lines and (good_only or not found.refused):
        return _save(request, organisation, found)
    context = {
        "organisation": organisation, "found": found, "columns": columns, "kept": pack(content), "shown": found.lines[:SHOWN],
        "refused": found.refused[:200], "encoding": table.encoding,
        "told": [(name, table.headers[i] if i < len(table.headers) else "") for name, i in columns.items()],
    }  # fmt: skip
    status = 422 if request.POST.get("step") == "save" else 200
    return render(request, "accounts/import_preview.html", context, status=status)


def _save(request: Any, organisation: Organisation, found: Understood) -> HttpResponse:
    try:
        people = actions.import_members(
            organisation=organisation,
            lines=found.lines,
            by=request.person_id,
            once=base_forms.once_of(request),
        )
        count = len(people)
    except AlreadyDone:
        count = len(found.lines)
    text = ngettext("%(count)s person added.", "%(count)s persons added.", count) % {"count": count}
    messages.success(request, text)
    return redirect("import_cards", key=organisation.key)


@require_http_methods(["GET"])
def import_cards(request: Any, key: str) -> HttpResponse:
    """Who has no way in yet, and the button that prints theirs."""
    organisation = coordinated(request, key)
    people = code_cards.without_way_in(organisation)
    sheets = [
        (i // code_cards.A_SHEET + 1, people[i : i + code_cards.A_SHEET])
        for i in range(0, len(people), code_cards.A_SHEET)
    ]
    context = {
        "organisation": organisation,
        "people": people[:SHOWN],
        "count": len(people),
        "sheets": sheets,
        "days": code_cards.VALID_DAYS,
    }
    return render(request, "accounts/import_cards.html", context)


@require_POST
def print_cards(request: Any, key: str, number: int) -> HttpResponse:
    organisation = coordinated(request, key)
    people = code_cards.without_way_in(organisation)[
        (number - 1) * code_cards.A_SHEET : number * code_cards.A_SHEET
    ]
    if not people:
        messages.info(request, _("Everyone here has a way in already."))
        return redirect("import_cards", key=organisation.key)
    origin = f"{request.scheme}://{request.get_host()}"
    try:
        made = code_cards.print_cards(
            organisation=organisation,
            people=people,
            by=request.person_id,
            origin=origin,
            once=base_forms.once_of(request),
        )
    except AlreadyDone:
        messages.info(
            request,
            _(
                "This sheet was just made. Press again to make a new one: the codes of the first will no longer open."
            ),
        )
        return redirect("import_cards", key=organisation.key)
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="codes-{number}.pdf"'},
    )
