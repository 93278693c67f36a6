"""Files, from outside: a real client sends one over a connection that breaks, power is cut, and it
is kept, read, saved."""

import hashlib
import io
import re
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from entrepairs import testing
from entrepairs.engine.address import LOGIN, database_url
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.tests.conftest import CHECKOUT, Run, entrepairs, until

pytestmark = pytest.mark.engine
SAFE = {"ENTREPAIRS_HOSTS": "localhost", "ENTREPAIRS_ORIGIN": "http://localhost"}

# The six people, Claire signed in, and something of hers to add a file to; says her session and its
# address.
SCENE = """
import django; django.setup()
from django.test import Client
from entrepairs.core import hats
from entrepairs.conftest import sign_in, six_people
from entrepairs.library import actions
from entrepairs.tests import six
with hats.system("test"):
    six.people()
network = six_people()
claire = network.people["Claire"]
with hats.person(claire.pk):
    words = {"kind": "recording", "title_fr": "Table ronde", "language": "fr"}
    made = actions.prepare_resource(
        owner=actions.Owner(organisation=network.escale),
        values=words, authors=[], concepts=[], once=None, by=claire.pk,
    )
print(sign_in(Client(), claire).cookies["session"].value, made.path)
"""


def recording() -> bytes:
    """Three megabytes of noise."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(hashlib.shake_256(b"noise").digest(3_000_000))
    return out.getvalue()


class Wire:
    """Passes everything on, until so many bytes went up: then it is cut."""

    def __init__(self, port: int, most: int) -> None:
        self.to, self.left = port, most
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.door.getsockname()[1])
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        with suppress(OSError):
            while True:
                near = self.door.accept()[0]
                far = socket.create_connection(("127.0.0.1", self.to))
                for one, other, counted in ((near, far, True), (far, near, False)):
                    threading.Thread(
                        target=self.carry, args=(one, other, counted), daemon=True
                    ).start()

    def carry(self, one: socket.socket, other: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                if counted:
                    data, self.left = data[: self.left], self.left - len(data)
                other.sendall(data)
                if self.left <= 0:
                    break
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Browser:
    """Claire's."""

    def __init__(self, run: Run) -> None:
        self.run = run
        url = database_url(DataFolder(run.data.resolve()), LOGIN)
        told = {
            "DJANGO_SETTINGS_MODULE": "entrepairs.settings",
            "ENTREPAIRS_DATA": str(run.data.resolve()),
        }
        settings = testing.environment(**run.settings, **told, DATABASE_URL=url)
        done = subprocess.run(
            [sys.executable, "-c", SCENE],
            cwd=CHECKOUT,
            env=settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        self.session, self.path = done.stdout.split()
        self.cookies = f"session={self.session}"

    def get(self, path: str, **headers: str) -> Any:
        asked = urllib.request.Request(f"http://127.0.0.1:{self.run.port}{path}", headers=headers)
        asked.add_header("Cookie", self.cookies)
        return urllib.request.urlopen(asked, timeout=30)

    def keys(self) -> dict[str, str]:
        """What each request of a form carries."""
        with self.get(f"{self.path}files/") as page:
            cookie = page.headers["Set-Cookie"].split(";")[0]
            token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.read().decode())
        assert token
        return {"Cookie": f"{self.cookies}; {cookie}", "X-CSRFToken": token[1]}

    def sender(self, file: Path, port: int, where: str = "") -> Any:
        client = TusClient(f"http://127.0.0.1:{port}{self.path}files/coming/", headers=self.keys())
        url = where and f"http://127.0.0.1:{port}/{where.split('/', 3)[3]}"
        return client.uploader(
            str(file),
            chunk_size=900_000,
            retries=0,
            url=url or None,
            metadata={"filename": "table.wav"},
        )


def kept(run: Run) -> tuple[str, str, str]:
    with psycopg.connect(run.owner) as link:
        row = link.execute("select state, key, sha256 from library_file").fetchone()
    assert row
    return row


def checked(run: Run) -> Callable[[], bool]:
    return lambda: kept(run)[0] not in {"coming", "checking"}


@pytest.mark.nightly
def test_a_file_arrives_whole_over_a_broken_connection_and_a_power_cut_and_is_saved(
    instance: Run, tmp_path: Path
) -> None:
    browser = Browser(instance.answering())
    file = tmp_path / "table.wav"
    file.write_bytes(recording())
    sending = browser.sender(file, Wire(instance.port, 1_500_000).port)
    with pytest.raises((TusUploadFailed, TusCommunicationError)):
        sending.upload()
    instance.kill_everything()
    instance.answering()
    going_on = browser.sender(file, instance.port, sending.url)
    assert 900_000 <= going_on.offset < 1_500_000  # what came of the broken piece is kept too
    going_on.upload()
    until(checked(instance), "the check of a file")
    state, key, digest = kept(instance)
    assert (state, digest) == ("ready", hashlib.sha256(file.read_bytes()).hexdigest())
    address = f"/library/files/{key}/table.wav"
    with browser.get(address, **{"Accept-Encoding": "gzip"}) as whole:
        assert whole.headers["Content-Length"] == str(file.stat().st_size)
        assert whole.read() == file.read_bytes()
    with browser.get(address, Range="bytes=1000000-") as rest:
        assert rest.status == 206
        assert rest.read() == file.read_bytes()[1_000_000:]
    instance.end()

    backup, elsewhere = tmp_path / "backup", tmp_path / "elsewhere"
    assert "with 1 files" in entrepairs("backup", "--data", str(instance.data), str(backup)).stderr
    assert backup.stat().st_mode & 0o077 == 0
    shutil.copytree(instance.data / "keys", elsewhere / "keys")
    done = entrepairs("restore", "--data", str(elsewhere), str(backup))
    assert done.returncode == 0, done.stderr
    [copy] = [path for path in (elsewhere / "files").rglob("*") if path.is_file()]
    assert copy.read_bytes() == file.read_bytes()

    [kept_one] = [path for path in (instance.data / "files").rglob("*") if path.is_file()]
    kept_one.replace(kept_one.with_name("nobody"))
    told = entrepairs("doctor", "--data", str(instance.data), **SAFE)
    assert told.returncode == 1
    assert "problem  files: 1, 3 MB (GEM L’Escale: 1, 3 MB)" in told.stdout, told.stdout
    assert "1 files are listed and are not there" in told.stdout
    assert "1 files are there and nothing lists them" in told.stdout
