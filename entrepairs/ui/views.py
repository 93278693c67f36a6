"""How it works, the language of pages, the source code and the style guide."""

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from entrepairs.ui import source_archive
from entrepairs.ui import styleguide as showcase
from entrepairs.ui.file_answers import answer_file
from entrepairs.ui.language import KNOWN

logger = logging.getLogger(__name__)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language, and go back to the same page."""
    back, chosen = request.POST.get("next", ""), request.POST.get("language", "")
    safe = url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(back if safe else "/", status=303)
    if chosen in KNOWN:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
        )
    return response


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What happens here, in plain words."""
    return render(request, "ui/about.html")


@login_not_required
@require_safe
def source_code(request: HttpRequest) -> HttpResponse:
    """The program that answers, as it runs here."""
    name = "entrepairs-source.tar.gz"
    return answer_file(source_archive.archive(), "application/gzip", name)


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page; not served for real."""
    return render(request, "ui/styleguide.html", showcase.context(request))
