"""The pages of errors: what one reads when something is not as it should be."""

import logging
import sys
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from entrepairs.core.database_away import RETRY_AFTER, is_away
from entrepairs.ui import nav

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title = _("This page is not here")
    lines = [
        _("Check the address. The page may have been removed, or you may not have access to it.")
    ]
    return render(request, "ui/error.html", {"title": title, "lines": lines}, status=404)


def not_a_page(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """What a button does, asked for as a page: an old address, or a way back from elsewhere."""
    lines = [
        _(
            "This address cannot be opened directly. Use the button on the page you came "
            "from. Nothing was done."
        )
    ]
    context = {"title": _("This address is not a page"), "lines": lines}
    refused.content = render_to_string("ui/error.html", context, request)
    return refused


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title = _("We could not read this request")
    return calm(
        400, title, _("What the browser sent is incomplete or too large. Nothing was saved.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return calm(403, _("This is not possible"), _("Nothing was changed."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for long, or in two languages of sessions at once; what was typed is one
    step back."""
    return calm(
        403,
        _("This page has expired"),
        _(
            "Nothing was sent. Go back to the previous page and copy your text. Then "
            "reload the page, paste your text and send again."
        ),
        _("If this happens each time, allow cookies for this site: they only keep you signed in."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Every error that nothing else caught ends here, also those of before the page: of the
    connection and of the hat."""
    if is_away(sys.exc_info()[1]):
        return unavailable(request)
    return calm(
        500,
        _("Something went wrong on our side"),
        _("This is not your fault. What you had saved is still there. Try again in a few minutes."),
    )


def unavailable(request: HttpRequest | None = None) -> HttpResponse:
    response = calm(
        503, _("Back in a moment"), _("The site is being updated. Try again in a few minutes.")
    )
    response.headers["Retry-After"] = RETRY_AFTER
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
