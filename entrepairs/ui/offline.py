"""The service worker: what a browser keeps to open help, and to show notifications, without a page
of anybody in it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

HERE = Path(__file__).resolve().parent
FILES = (
    "ui/entrepairs.css",
    "ui/app.js",
    "ui/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "ui/entrepairs.svg",
    "ui/icon-192.png",
)
_files: list[str] = []
_sources: list[Path] = []
_pages: list[Callable[[], str]] = []


def keep_fresh(*paths: Path) -> None:
    """What is said by the pages that browsers keep: when it changes, they ask for them again."""
    _sources.extend(paths)


def forget_what_is_kept(response: HttpResponse) -> HttpResponse:
    """The next page erases what a person kept in this browser: they are signed out of it. app.js
    takes the cookie away."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie("forget", "1", max_age=365 * 24 * 3600, samesite="Lax", secure=secure)
    return response


def keep_file(name: str) -> None:
    """A script of one of these pages."""
    _files.append(name)


def keep_page(address: Callable[[], str]) -> None:
    """A page that opens without a network: one that everybody may read, and that says the same to
    all. With `country`, it is kept for the country that was chosen last."""
    _pages.append(address)


def version() -> str:
    """Another one when anything that is kept has changed."""
    digest = hashlib.sha256()
    paths = [HERE / "service_worker.js", *sorted((HERE / "templates" / "ui").glob("*.html"))]
    files = [Path(str(finders.find(name))) for name in (*FILES, *_files)]
    for path in (*paths, *_sources, *files):
        digest.update(path.read_bytes())
    digest.update((get_language() or "").encode())
    return digest.hexdigest()[:16]


def kept() -> dict[str, object]:
    """What the script is told: in the language of the page that asks for it."""
    language = get_language()
    return {
        "version": version(),
        "files": [static(name) for name in (*FILES, *_files)],
        "pages": {page: f"{page}?hl={language}" for page in (address() for address in _pages)},
        "offline": f"{reverse('offline')}?hl={language}",
        "icon": static("ui/icon-192.png"),
    }


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it stands before every page. Where it is turned off, what removes it."""
    if settings.OFFLINE:
        script = (HERE / "service_worker.js").read_text()
        script = f"const KEPT = {json.dumps(kept(), indent=1)};\n{script}"
    else:
        script = (HERE / "service_worker_gone.js").read_text()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What any other page says where there is no network."""
    return render(request, "ui/offline.html")
