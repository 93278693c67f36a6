"""What the law wants said of a site, and what machines ask for: filled from the settings.

A setting that is missing is shown as missing, and told by `doctor`.
"""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.private_paths import private_paths
from entrepairs.ui import nav
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.durations import all_durations

HERE = Path(__file__).resolve().parent
# Who looks for the way in finds it; with an address to come back to, it is the same page again.
WAY_IN = ("Allow: /account/login/", "Disallow: /*?next=")


def who_answers() -> dict[str, str]:
    """As the settings say; empty where they do not."""
    return {
        "publisher": settings.PUBLISHER,
        "contact": settings.CONTACT,
        "hosted_by": settings.HOSTED_BY,
    }


@login_not_required
@require_safe
def legal_notice(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/legal.html", who_answers())


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html", {**who_answers(), "durations": all_durations()})


@cache
def last_tested() -> dict[str, Any]:
    """What the last run of the tests of accessibility found, as `make accessibility` wrote it."""
    found: dict[str, Any] = json.loads((HERE / "data" / "accessibility.json").read_text())
    return found | {"at": dt.date.fromisoformat(found["checked_on"])}


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html", {**who_answers(), "tested": last_tested()})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *WAY_IN, *(f"Disallow: {path}" for path in private_paths()), ""]
    lines.append(f"Sitemap: {absolute_url('/sitemap.xml', request)}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without an address for people, the page that says so."""
    contact = f"mailto:{settings.CONTACT}" if settings.CONTACT else absolute_url("/legal/", request)
    expires = (timezone.now() + dt.timedelta(days=180)).replace(microsecond=0, second=0, minute=0)
    lines = {
        "Contact": contact,
        "Expires": expires.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
        "Preferred-Languages": "fr, en",
        "Canonical": absolute_url(request.path, request),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that look no further than this address."""
    picture = (HERE / "static" / "ui" / "favicon.ico").read_bytes()
    answer = HttpResponse(picture, content_type="image/x-icon")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """A telephone keeps the site beside its applications."""
    icons = [
        {"src": static(f"ui/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    # For phones that cut icons into a shape of their own.
    whole = {"src": static("ui/icon-whole-512.png"), "sizes": "512x512", "type": "image/png"}
    icons.append(whole | {"purpose": "maskable"})
    told = {
        "id": "/",
        "name": "Entrepairs",
        "short_name": "Entrepairs",
        "description": _("Peer support among equals, in French and in English."),
        "lang": get_language(),
        "start_url": reverse("home"),
        "scope": "/",
        # With a way back and the address where the browser can; as an application, which iPhones
        # want before they show a notification.
        "display": "standalone",
        "display_override": ["minimal-ui", "standalone"],
        # By day; by night the pages say their own (ui/bare.html).
        "background_color": "#faf7f1",
        "theme_color": "#faf7f1",
        "icons": icons,
        "shortcuts": [{"name": _("Help now"), "url": nav.address("help")}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
