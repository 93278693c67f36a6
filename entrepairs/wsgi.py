"""What the web server calls."""

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from entrepairs.files import partial_uploads
from entrepairs.files.request_bodies import Bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entrepairs.settings")

AT_ONCE = 1
PATIENCE = 0.5  # seconds; longer than a queue of all threads lasts


class Turns:
    """So many pages at once in a process, however many threads it has: most of those are for pages
    that wait for news.

    Python runs one thread at a time, and passing from one to the other costs more than it gains: a
    process makes most pages in a second one at a time (see `make bench`; as many processes as cores
    keep them busy). A page that has waited long enough goes ahead, so that a slow page or a slow
    visitor never stops the others.
    """

    def __init__(
        self, application: Callable[..., Any], at_once: int = AT_ONCE, patience: float = PATIENCE
    ) -> None:
        self.application, self.patience = application, patience
        self.free = threading.Semaphore(at_once)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        mine = self.free.acquire(timeout=self.patience)
        try:
            answer: Iterable[bytes] = self.application(environ, start_response)
            return answer
        finally:
            if mine:
                self.free.release()


FORM = 30_000_000  # a list that is imported


def most(path: str) -> int:
    """How much may come at once: files come in pieces, of which a client may make a single one, or
    in a plain form to the pages that take them."""
    takes_files = path.startswith(("/library/", "/groups/"))
    if takes_files and path.endswith("/part/"):
        return int(settings.FILES_LARGEST)
    takes_forms = takes_files and path.endswith(("/files/", "/replace/"))
    if takes_forms or (path.startswith("/minutes/") and path.endswith("/send/")):
        return int(settings.FILES_LARGEST_BY_FORM) + FORM
    return FORM


application = Bodies(
    Turns(get_wsgi_application()),
    most=most,
    folder=partial_uploads.folder,
    at_once=settings.SENDS,
    leave_free=settings.FILES_LEAVE_FREE,
)
