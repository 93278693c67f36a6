"""The yearly report of a group: its page, its lines, what is done with it, and its files."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.groups.models import Group
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.groups.views.shared import around, group_i_am_in, kept_group
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.reports import files, queries
from entrepairs.reports.actions import reports as actions
from entrepairs.reports.lines_of_reports import line_kind, read_kind
from entrepairs.reports.models import Report
from entrepairs.ui import forms
from entrepairs.ui.file_answers import CSV, PDF, answer_file
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.report_lines import LineForm


def seen_report(request: SignedInRequest, key: str) -> tuple[Report, GroupStanding]:
    report = get_object_or_404(queries.visible_reports(), key=key)
    return report, group_i_am_in(request, report.circle.key)


def kept_report(request: SignedInRequest, key: str) -> tuple[Report, GroupStanding]:
    report, standing = seen_report(request, key)
    if not standing.keeps:
        raise Http404
    return report, standing


@require_POST
def start(request: SignedInRequest, key: str) -> HttpResponse:
    standing = kept_group(request, key)
    if standing.group.kind != Group.Kind.GEM:
        raise Http404
    years = {str(year): year for year in queries.years_to_tell(standing.circle, set())}
    year = years.get(request.POST.get("year", ""))
    if year is None:
        raise Http404
    ran = run_button(request, actions.start_report, circle=standing.circle, year=year)
    started = ran.result or queries.reports_of(standing.circle).filter(year=year).first()
    return redirect(started.path if started else "groups:people", *([] if started else [key]))


@require_safe
def report(request: SignedInRequest, key: str) -> HttpResponse:
    found, standing = seen_report(request, key)
    lines = queries.lines_of(found, standing.group)
    context: dict[str, Any] = {
        **around(request, standing, "people"),
        "report": found,
        "title": files.say_title(found),
        "lines": lines,
        "due": read_kind().due(found.year),
        "source": read_kind().source,
        "small": any(line.small for line in lines),
        "lifted": queries.is_lifted(found),
        "may_leave": may_leave(found),
    }
    return render(request, "reports/report.html", context)


def may_leave(report: Report) -> bool:
    return report.leaves_at is not None and report.leaves_at <= timezone.now()


@page_or_form
def correct(request: SignedInRequest, key: str, name: str) -> HttpResponse:
    found, standing = kept_report(request, key)
    kind = line_kind(name)
    if kind is None or found.sent_at is not None:
        raise Http404
    line = next(one for one in queries.lines_of(found, standing.group) if one.kind is kind)
    form = LineForm(request.POST or None, kind=kind, initial={"words": line.words})
    if form.is_valid():
        said = {"report": found, "name": name, "words": form.cleaned_data["words"]}
        if run_form(request, form, actions.correct_line, done=_("Saved."), field="words", **said):
            return redirect(found.path)
    context = {**around(request, standing, "people"), "report": found, "line": line}
    return forms.page(request, "reports/correct.html", context, form=form)


@page_or_form
def open_it(request: SignedInRequest, key: str) -> HttpResponse:
    found, standing = kept_report(request, key)
    return confirm_button(
        request,
        actions.open_report,
        title=_("Let the members read the report of %(year)s?") % {"year": found.year},
        lines=[
            _("All members are told. They have seven days to read it."),
            _("If you change a line, members read it again for seven days."),
        ],
        yes=_("Let the members read it"),
        back=found.path,
        done=_("The members can read the report. It may leave in seven days."),
        report=found,
        group=standing.group,
    )


@require_POST
def ask(request: SignedInRequest, key: str) -> HttpResponse:
    found, _standing = kept_report(request, key)
    done = _("The members are asked. Their answers stay hidden until the end.")
    run_button(request, actions.ask_to_lift, report=found, done=done)
    return redirect(found.path)


@page_or_form
def sent(request: SignedInRequest, key: str) -> HttpResponse:
    found, _standing = kept_report(request, key)
    return confirm_button(
        request,
        actions.note_sent,
        title=_("Was the report of %(year)s sent?") % {"year": found.year},
        lines=[_("Nothing in it can change any more."), _("Members can still read it.")],
        yes=_("It was sent"),
        back=found.path,
        report=found,
        done=_("Noted: the report was sent."),
    )


@require_safe
def as_csv(request: SignedInRequest, key: str) -> HttpResponse:
    found, standing = leaving_report(request, key)
    body = files.write_csv(queries.lines_of(found, standing.group))
    return answer_file(body, CSV, files.name_file(found, "csv"))


@require_safe
def as_pdf(request: SignedInRequest, key: str) -> HttpResponse:
    found, standing = leaving_report(request, key)
    body = files.draw_pdf(found, queries.lines_of(found, standing.group))
    return answer_file(body, PDF, files.name_file(found, "pdf"))


def leaving_report(request: SignedInRequest, key: str) -> tuple[Report, GroupStanding]:
    """Its files are there once the members had their seven days."""
    found, standing = kept_report(request, key)
    if not may_leave(found):
        raise Http404
    return found, standing
