"""What an administrator sees first, in a browser, at the address of the metrics: what does not
leave, who waits, jobs that were given up, backups, the disk.

Kinds and numbers, and no row of anybody. Who reaches that address is who runs the machine: the
network itself has no role of administrator.
"""

import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.utils import translation

from entrepairs.core import dead_letters, hats
from entrepairs.core.dead_letters import Retried
from entrepairs.engine.machine_state import read_state
from entrepairs.ui.language import find_language

type Start = Callable[[str, list[tuple[str, str]]], Any]

STYLE = Path(__file__).parent / "static/engine/administration.css"
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; form-action 'self'",
    ),
    ("Referrer-Policy", "same-origin"),  # else a form of this page comes from “null”
]


def ask_database(what: Callable[[Any], Any]) -> Any:
    """Each request has a thread, and a connection, of its own."""
    try:
        with (
            hats.system("an administrator reads how the machine fares, and has jobs tried again"),
            connection.cursor() as cursor,
        ):
            return what(cursor)
    finally:
        connection.close()


def show(root: Path, said: Retried | None = None) -> bytes:
    context = {
        "state": ask_database(lambda cursor: read_state(cursor, root)),
        "said": said,
        "language": translation.get_language(),
    }
    return render_to_string("engine/administration.html", context).encode()


def answer(environ: dict[str, Any], start: Start, root: Path) -> Iterable[bytes]:
    """The page; a press on its button has everything tried again. No other site may press it:
    browsers say from which one a form comes, also without https."""
    from_page = urlsplit(environ.get("HTTP_ORIGIN", "")).netloc
    elsewhere = not from_page or from_page != environ.get("HTTP_HOST")
    status, body = "200 OK", b""
    with translation.override(find_language(WSGIRequest(environ))):
        try:
            if environ["REQUEST_METHOD"] != "POST":
                body = show(root)
            elif elsewhere:
                status, body = "403 Forbidden", b"Press the button on its own page."
            else:
                body = show(root, ask_database(dead_letters.retry))
        except DatabaseError:
            status, body = "503 Service Unavailable", b"The database is away."
    start(status, [*HEADERS, ("Content-Length", str(len(body)))])
    return [body]


def beside(metrics: Any, root: Path) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """The application: this page at the root, the metrics everywhere else."""

    def route(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/":
            return answer(environ, start, root)
        if environ["PATH_INFO"] == "/administration.css":
            start("200 OK", [("Content-Type", "text/css; charset=utf-8")])
            return [STYLE.read_bytes()]
        found: Iterable[bytes] = metrics(environ, start)
        return found

    return route


class Quiet(WSGIRequestHandler):
    """No line of the log for each question of Prometheus."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class ServerOfIPv6(Server):
    address_family = socket.AF_INET6


def serve(host: str, port: int, metrics: Any, root: Path) -> None:
    """Answer until told to stop."""
    kind = ServerOfIPv6 if ":" in host else Server
    make_server(host, port, beside(metrics, root), kind, Quiet).serve_forever()
