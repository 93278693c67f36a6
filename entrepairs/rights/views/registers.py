"""What the law wants written, for people to read: processing, impact, hosting; and breaches."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.rights import declaration_files, declarations
from entrepairs.rights import request_queries as queries
from entrepairs.rights.clocks import say_rule
from entrepairs.rights.request_files import draw_breaches, tell_breach
from entrepairs.ui.file_answers import PDF, answer_file


@require_safe
def breaches(request: SignedInRequest) -> HttpResponse:
    rows = [(row, tell_breach(row)) for row in queries.told_breaches()]
    context = {"rows": rows, "rule": say_rule("gdpr_breach")}
    return render(request, "rights/breaches.html", context)


@require_safe
def breaches_file(request: SignedInRequest) -> HttpResponse:
    return answer_file(draw_breaches(queries.told_breaches()), PDF, "breaches.pdf", shown=True)


FILES = {
    "register": declaration_files.draw_processing,
    "impact": declaration_files.draw_assessment,
    "hosting": declaration_files.draw_hosting,
}


@login_not_required
@require_safe
def processing(request: Request) -> HttpResponse:
    """One line a room: why, by what right, what, who reads it, until when."""
    lines, checked_on = declarations.all_processing()
    return render(request, "rights/processing.html", {"lines": lines, "checked_on": checked_on})


@login_not_required
@require_safe
def impact(request: Request) -> HttpResponse:
    return render(request, "rights/impact.html", {"told": declarations.read_assessment()})


@login_not_required
@require_safe
def hosting(request: Request) -> HttpResponse:
    told = declarations.declare_hosting(declarations.read_answers())
    return render(request, "rights/hosting.html", {"told": told})


@login_not_required
@require_safe
def declaration_file(request: Request, name: str) -> HttpResponse:
    if name not in FILES:
        raise Http404
    return answer_file(FILES[name](), PDF, f"{name}.pdf", shown=True)
