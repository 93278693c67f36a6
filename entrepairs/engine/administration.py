"""What an administrator opens in a browser, at the address of the metrics: jobs that were given up.

Kinds, how often and since when, and no row of anybody. Who reaches that address is who runs the
machine: the network itself has no role of administrator. In English, as the command line.
"""

import socket
from collections.abc import Callable, Iterable
from html import escape
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.db import DatabaseError, connection

from entrepairs.core import dead_letters, hats

type Start = Callable[[str, list[tuple[str, str]]], Any]

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Entrepairs: jobs</title>
<meta name="viewport" content="width=device-width"><style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem }}
table {{ border-collapse: collapse; width: 100% }} th, td {{ text-align: start; padding: .4rem }}
tr + tr {{ border-top: 1px solid #999 }} button {{ font: inherit; padding: .5rem 1rem }}
:root {{ color-scheme: light dark }}</style>
<h1>Jobs that were given up</h1>{body}<p><a href="/metrics">Metrics</a></p></html>"""
TABLE = """<table><tr><th>Kind<th>Times<th>Since<th>Last</tr>{rows}</table>
<p>Search the log for the kind, and mend the cause. Then:</p>
<form method="post"><button>Try them again</button></form>"""
ROW = "<tr><td>{kind}<td>{times}<td>{first:%Y-%m-%d %H:%M}<td>{last:%Y-%m-%d %H:%M} UTC</tr>"
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    ),
    ("Referrer-Policy", "same-origin"),  # else a form of this page comes from “null”
]


def ask_queue(what: Callable[[Any], Any]) -> Any:
    """Of the table of jobs; each request has a thread, and a connection, of its own."""
    try:
        with (
            hats.system(
                "an administrator reads which jobs were given up, and has them tried again"
            ),
            connection.cursor() as cursor,
        ):
            return what(cursor)
    finally:
        connection.close()


def show(said: str = "") -> bytes:
    letters = ask_queue(dead_letters.read)
    rows = "".join(
        ROW.format(kind=escape(one.job), times=one.times, first=one.first, last=one.last)
        for one in letters
    )
    body = TABLE.format(rows=rows) if rows else "<p>None. Every job was done, or will be.</p>"
    return PAGE.format(body=f"<p role=status>{said}</p>{body}" if said else body).encode()


def answer(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The page; a press on its button has everything tried again. No other site may press it:
    browsers say from which one a form comes, also without https."""
    from_page = urlsplit(environ.get("HTTP_ORIGIN", "")).netloc
    elsewhere = not from_page or from_page != environ.get("HTTP_HOST")
    status, body = "200 OK", b""
    try:
        if environ["REQUEST_METHOD"] != "POST":
            body = show()
        elif elsewhere:
            status, body = "403 Forbidden", b"Press the button on its own page."
        else:
            body = show(ask_queue(dead_letters.retry))
    except DatabaseError:
        status, body = "503 Service Unavailable", b"The database is away."
    start(status, [*HEADERS, ("Content-Length", str(len(body)))])
    return [body]


def beside(metrics: Any) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """The application: this page at the root, the metrics everywhere else."""

    def route(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        found: Iterable[bytes] = (answer if environ["PATH_INFO"] == "/" else metrics)(
            environ, start
        )
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


def serve(host: str, port: int, metrics: Any) -> None:
    """Answer until told to stop."""
    kind = ServerOfIPv6 if ":" in host else Server
    make_server(host, port, beside(metrics), kind, Quiet).serve_forever()
