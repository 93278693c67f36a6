"""The first page, the language of pages, and what one reads when something is not as it should be."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.ui import nav, source_archive
from entrepairs.ui import styleguide as showcase
from entrepairs.ui.language import KNOWN

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Strangers read what this is; those who are signed in go on with their day."""
    if getattr(request, "person_id", None) is not None and (today := nav.url_of("today")):
        return redirect(today)
    return render(
        request, "ui/home.html", {"demo_url": nav.address("demo") if settings.DEMO else ""}
    )


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
    answer = HttpResponse(source_archive.archive(), content_type="application/gzip")
    answer.headers["Content-Disposition"] = 'attachment; filename="entrepairs-source.tar.gz"'
    return answer


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page; not served for real."""
    return render(request, "ui/styleguide.html", showcase.context(request))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title = _("This page is not here")
    lines = [
        _("The address may be mistyped, or what it led to is gone, or it is not yours to see.")
    ]
    return render(request, "ui/error.html", {"title": title, "lines": lines}, status=404)


def not_a_page(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """What a button does, asked for as a page: an old address, or a way back from elsewhere."""
    lines = [
        _("Something is done here only by pressing a button on another page. Nothing was done.")
    ]
    context = {"title": _("This is not a page"), "lines": lines}
    refused.content = render_to_string("ui/error.html", context, request)
    return refused


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title = _("This could not be read")
    return calm(
        400, title, _("What the browser sent is incomplete or too large. Nothing was saved.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return calm(403, _("This is not possible"), _("Nothing was changed."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for long, or in two languages of sessions at once; what was typed is one step back."""
    return calm(
        403,
        _("This page waited too long"),
        _(
            "Nothing was sent. Go back one page: what you wrote should still be there. Copy it, reload the page, then send it again."
        ),
        _("If this happens each time, allow cookies for this site: they only keep you signed in."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return calm(
        500,
        _("Something broke on our side"),
        _(
            "It is not because of you, and what was saved before is still there. Try again in a few minutes."
        ),
    )


def unavailable(
    request: HttpRequest | None = None, exception: Exception | None = None
) -> HttpResponse:
    response = calm(
        503, _("Back in a moment"), _("The site is being looked after. Try again in a few minutes.")
    )
    response.headers["Retry-After"] = "60"
    return response


def calm(status: int, title: str, *lines: str) -> HttpResponse:
    """A page that needs neither the database nor a session."""
    with override(get_language() or settings.LANGUAGE_CODE):
        context: dict[str, Any] = {
            "title": title,
            "lines": lines,
            "language": get_language(),
            "numbers": numbers(),
        }
        return HttpResponse(render_to_string("ui/calm.html", context), status=status)


def numbers() -> SafeString:
    """What rooms show when all else fails; a mistake there must not hide the page."""
    try:
        return mark_safe("".join(render_to_string(name) for name in nav.included("emergency")))
    except Exception:
        logger.exception("The emergency numbers could not be drawn")
        return mark_safe("")
