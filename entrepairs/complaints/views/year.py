"""The yearly report of a commission, for who sits there: its lines, versions and files."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.complaints import year_queries as queries
from entrepairs.complaints.actions import year as actions
from entrepairs.complaints.models import YearReport, YearVersion
from entrepairs.complaints.views.ledger import heard_or_404
from entrepairs.complaints.year_files import filed, name_file, say_title
from entrepairs.complaints.year_lines import due_on, due_rule, line_kind, read_year
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.mandates.kinds import describe_rule
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.views.shared import around, my_mandate_in
from entrepairs.ui import forms, report_files
from entrepairs.ui.file_answers import ODT, PDF, answer_file
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.report_lines import LineForm


def report_or_404(request: SignedInRequest, key: str) -> tuple[YearReport, Mandate]:
    report = get_object_or_404(queries.with_versions(), key=key)
    return report, my_mandate_in(request, report.body)


def version_or_404(key: str, number: int) -> YearVersion:
    rows = YearVersion.objects.select_related("report__body")
    return get_object_or_404(rows, report__key=key, number=number)


@require_safe
def years(request: SignedInRequest, key: str) -> HttpResponse:
    """The reports of my commission, and the years of which none was begun."""
    mandate = heard_or_404(request, key)
    reports = list(queries.reports_of(mandate.body))
    context = {
        "reports": [(one, due_on(one.year)) for one in reports],
        "years": queries.years_to_tell(mandate.body, {one.year for one in reports}),
        "rule": describe_rule(due_rule()),
    }
    return render(request, "complaints/years.html", around(mandate, "reports", **context))


@require_POST
def start(request: SignedInRequest, key: str) -> HttpResponse:
    mandate = heard_or_404(request, key)
    open_years = {str(year): year for year in queries.years_to_tell(mandate.body, set())}
    year = open_years.get(request.POST.get("year", ""))
    if year is None:
        raise Http404
    ran = run_button(request, actions.start_year, body=mandate.body, year=year)
    started = ran.result or queries.reports_of(mandate.body).filter(year=year).first()
    return redirect(started.path) if started else redirect("complaints:years", key)


@require_safe
def report(request: SignedInRequest, key: str) -> HttpResponse:
    found, mandate = report_or_404(request, key)
    sections = queries.shown_sections(found)
    context = {
        "report": found,
        "title": say_title(found),
        "sections": sections,
        "blanks": queries.count_blanks(sections),
        "versions": queries.versions_of(found),
        "due": due_on(found.year),
        "rule": describe_rule(due_rule()),
        "told": read_year(),
    }
    return render(request, "complaints/report.html", around(mandate, "reports", **context))


@page_or_form
def write(request: SignedInRequest, key: str, name: str) -> HttpResponse:
    found, mandate = report_or_404(request, key)
    kind = line_kind(name)
    if kind is None:
        raise Http404
    lines = (line for one in queries.shown_sections(found) for line in one.lines)
    line = next(one for one in lines if one.kind is kind)
    form = LineForm(request.POST or None, kind=kind, initial={"words": line.words})
    if form.is_valid():
        said: dict[str, Any] = {"report": found, "name": name}
        said["words"] = form.cleaned_data["words"]
        done = _("Saved.")
        if run_form(request, form, actions.write_year_line, done=done, field="words", **said):
            return redirect(f"{found.path}#{name}")
    context = around(mandate, "reports", report=found, line=line)
    return forms.page(request, "complaints/write_line.html", context, form=form)


@page_or_form
def keep(request: SignedInRequest, key: str) -> HttpResponse:
    """What is blank is said before it is kept so."""
    found, _mandate = report_or_404(request, key)
    sections = queries.shown_sections(found)
    blank = [str(line.kind) for one in sections for line in one.lines if not line.words]
    lines = [_("Nothing in this version can change. The report itself can.")]
    if blank:
        lines.append(_("Not filled in: %(lines)s") % {"lines": ", ".join(blank)})
    return confirm_button(
        request,
        actions.keep_version,
        title=_("Save a version of this report?"),
        lines=lines,
        yes=_("Save the version"),
        back=found.path,
        danger=False,
        report=found,
        done=_("Version saved. You can download it."),
    )


@page_or_form
def sent(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    version = version_or_404(key, number)
    return confirm_button(
        request,
        actions.note_year_sent,
        title=_("Was version %(number)s sent?") % {"number": number},
        lines=[_("Today no longer reminds your delegation of this report.")],
        yes=_("It was sent"),
        back=version.report.path,
        danger=False,
        version=version,
        done=_("Noted: this version was sent."),
    )


@require_safe
def as_pdf(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    version = version_or_404(key, number)
    return answer_file(report_files.draw_pdf(filed(version)), PDF, name_file(version, "pdf"))


@require_safe
def as_text(request: SignedInRequest, key: str, number: int) -> HttpResponse:
    version = version_or_404(key, number)
    return answer_file(report_files.write_text(filed(version)), ODT, name_file(version, "odt"))
