"""What the web server calls."""

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entrepairs.settings")

AT_ONCE = 1
PATIENCE = 0.5  # seconds; longer than a queue of all threads lasts


class Turns:
    """So many pages at once in a process, however many threads it has: most of those are for pages that wait for news.

    Python runs one thread at a time, and passing from one to the other costs more than it gains: a process makes most
    pages in a second one at a time (see `make bench`; as many processes as cores keep them busy). Whoever has waited
    long enough goes ahead, so that a slow page or a slow visitor never stops the others.
    """

    def __init__(self, application: Callable[..., Any], at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self.application, self.patience = application, patience
        self.free = threading.Semaphore(at_once)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        mine = self.free.acquire(timeout=self.patience)
        try:
            answer: Iterable[bytes] = self.application(environ, start_response)
            return answer
        finally:
            if mine:
                self.free.release()


application = Turns(get_wsgi_application())
