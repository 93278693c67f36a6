"""Devices and numbers of persons, a push service and a gateway on this machine."""

import base64
import datetime as dt
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from uuid import uuid4

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.secret_links import digest
from entrepairs.notices.models import ChosenWays, Device, Notice, PhoneNumber
from entrepairs.people.models import Person

# The noon of yesterday: what was told before it is past for the database too, at any hour.
NOON = dt.datetime.now(dt.UTC).replace(hour=12, minute=0, second=0, microsecond=0) - dt.timedelta(
    days=1
)


def tell(person: Person, about: str = "x", kind: str = "message", at: dt.datetime = NOON) -> None:
    told = at - dt.timedelta(minutes=10)
    with hats.system("test"):
        Notice.objects.create(
            person=person, kind=kind, about=about, path="/", told_at=told, due_at=told
        )


def choose(person: Person, *ways: str, **hours: int) -> None:
    with hats.system("test"):
        ChosenWays.objects.update_or_create(person=person, defaults={"ways": list(ways), **hours})


def in_base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class BrowserOfTests:
    """What a browser keeps of a subscription, to read what is pushed to it."""

    endpoint: str
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: uuid4().bytes)

    @property
    def subscription(self) -> dict[str, Any]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": in_base64(point), "auth": in_base64(self.auth)}
        return {"endpoint": self.endpoint, "keys": keys}

    def read(self, body: bytes) -> Any:
        """As RFC 8291 says that it is read."""
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"
        )
        return json.loads(plain)


def give_device(person: Person, endpoint: str = "", mark: str = "") -> BrowserOfTests:
    made = BrowserOfTests(endpoint or f"https://push.example/{uuid4()}")
    with hats.system("test"):
        Device.objects.create(
            person=person,
            kind="Android",
            subscription=json.dumps(made.subscription),
            endpoint=digest(made.endpoint),
            mark=mark,
        )
    return made


def give_number(person: Person, number: str = "+33612345678") -> None:
    with hats.system("test"):
        PhoneNumber.objects.create(person=person, number=number, code="x", proved_at=timezone.now())


@dataclass
class Heard:
    """One request that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class ServerOfTests:
    """Answers everything alike, and keeps what it heard."""

    status: int = 201
    answer: bytes = b""
    url: str = ""
    heard: list[Heard] = field(default_factory=list)


@contextmanager
def server_of_tests(**how: Any) -> Iterator[ServerOfTests]:
    told = ServerOfTests(**how)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.heard.append(Heard(self.command, self.path, dict(self.headers), body))
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(told.answer)))
            if told.status == 302:
                self.send_header("Location", f"{told.url}/elsewhere")
            self.end_headers()
            self.wfile.write(told.answer)

        do_GET = do_POST

        def log_message(self, *_words: Any) -> None:
            """Tests print what matters."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
