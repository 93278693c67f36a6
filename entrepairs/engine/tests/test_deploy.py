"""What `deploy/` offers is what the programs it is for accept: linted always, run where they
are.
"""

import http.client
import http.server
import json
import re
import shutil
import ssl
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from django.conf import settings

from entrepairs.cli import main
from entrepairs.engine.tests.conftest import CHECKOUT, free_port, until

DEPLOY = CHECKOUT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("entrepairs*.service"))


def instructions() -> list[tuple[str, str]]:
    """Of the Containerfile: each with its words, on one line."""
    text = re.sub(r"\\\n\s*", " ", (DEPLOY / "Containerfile").read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def check_command(words: list[str]) -> None:
    """Every word of it is one that the command line knows."""
    command: Any = main
    context = click.Context(main)
    for word in words:
        if word.startswith("--"):
            assert any(word in option.opts for option in command.params), word
        elif isinstance(command, click.Group) and command.get_command(context, word):
            command = command.get_command(context, word)
    assert command is not main, words


def test_the_image_runs_the_wheel_as_nobody_special_and_says_whether_it_is_well() -> None:
    known = {name for name, _ in instructions()}
    assert known <= {
        *("FROM", "WORKDIR", "RUN", "COPY", "LABEL", "ENV", "USER", "VOLUME", "EXPOSE"),
        *("HEALTHCHECK", "STOPSIGNAL", "CMD"),
    }
    bases = [words for name, words in instructions() if name == "FROM"]
    assert all(re.match(r"docker\.io/library/python:3\.\d+-slim-\w+", base) for base in bases)
    assert [words for name, words in instructions() if name == "USER"] == ["entrepairs"]
    last = [words for name, words in instructions() if name == "CMD"][-1]
    assert last.startswith("[")
    check_command(json.loads(last)[1:])
    health = next(words for name, words in instructions() if name == "HEALTHCHECK")
    assert "/healthz" in health


def test_the_image_is_built_where_there_is_a_builder() -> None:
    builder = shutil.which("podman") or shutil.which("buildah")
    if builder is None:
        pytest.skip("no builder of images on this machine: the Containerfile is linted above")
    command = [builder, "build", "-q", "-f", str(DEPLOY / "Containerfile"), str(CHECKOUT)]
    done = subprocess.run(command, capture_output=True, text=True)
    if "denied" in done.stderr or "dial tcp" in done.stderr or "not found" in done.stderr:
        pytest.skip("the base image cannot be fetched here")
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_command_that_exists_with_no_more_rights_than_it_needs(unit: Path) -> None:
    text = unit.read_text()
    [command] = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    check_command(command.split()[1:])
    for line in ("User=entrepairs", "NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077"):
        assert line in text.splitlines()
    assert "EnvironmentFile=/etc/entrepairs/entrepairs.env" in text


def test_the_folder_of_nightly_backups_is_made_by_the_unit_that_writes_there() -> None:
    text = (DEPLOY / "systemd/entrepairs-backup.service").read_text()
    [target] = re.findall(r"^ExecStart=.* backup --keep \d+ (\S+)$", text, re.MULTILINE)
    [made] = re.findall(r"^StateDirectory=(.*)$", text, re.MULTILINE)
    assert target in {f"/var/lib/{name}" for name in made.split()}
    assert "StateDirectoryMode=0700" in text.splitlines()
    assert target in (CHECKOUT / "README.md").read_text()


def test_systemd_reads_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd on this machine")
    for path in [*UNITS, DEPLOY / "systemd/entrepairs-backup.timer"]:
        text = path.read_text()
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE)
        (tmp_path / path.name).write_text(text.replace("postgresql.service", ""))
    command = ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "entrepairs" in line]
    assert [line for line in ours if "Unknown" in line or "invalid" in line.lower()] == []


def test_caddy_reads_its_file() -> None:
    if shutil.which("caddy") is None:
        pytest.skip("no caddy on this machine")
    command = ["caddy", "adapt", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


class Echo(http.server.BaseHTTPRequestHandler):
    """Says what it was sent."""

    def do_GET(self) -> None:
        said = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_PATCH = do_GET

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """nginx with our file, in front of a server that echoes; its port and its log."""
    if shutil.which("nginx") is None:
        pytest.skip("no nginx on this machine")
    behind = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    key, certificate, port = tmp_path / "key.pem", tmp_path / "cert.pem", free_port()
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=entrepairs.example.org"
    made = [*make.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    text = (DEPLOY / "nginx.conf").read_text()
    for before, after in (
        ("127.0.0.1:8000", f"127.0.0.1:{behind.server_port}"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("    listen [::]:80;\n", ""),
        ("/etc/letsencrypt/live/entrepairs.example.org/fullchain.pem", str(certificate)),
        ("/etc/letsencrypt/live/entrepairs.example.org/privkey.pem", str(key)),
        ("/var/log/nginx/entrepairs.log", str(tmp_path / "access.log")),
    ):
        assert before in text
        text = text.replace(before, after)
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; daemon off;\n"
        f"events {{}} http {{\n{text}}}"
    )
    tested = subprocess.run(["nginx", "-t", "-c", str(whole)], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    running = subprocess.Popen(["nginx", "-c", str(whole)], stderr=subprocess.DEVNULL)
    yield port, tmp_path / "access.log"
    running.terminate()
    running.wait()
    behind.shutdown()


def test_nginx_passes_on_who_asks_and_keeps_no_secret_in_its_log(
    nginx: tuple[int, Path],
) -> None:
    port, log = nginx
    trusting = ssl._create_unverified_context()

    def get(path: str) -> dict[str, str]:
        lies = {"Host": "entrepairs.example.org", "X-Forwarded-For": "6.6.6.6"}
        asked = urllib.request.Request(f"https://127.0.0.1:{port}{path}", headers=lies)
        with urllib.request.urlopen(asked, context=trusting, timeout=20) as answer:
            return dict(json.load(answer))

    def answers() -> bool:
        try:
            return bool(get("/"))
        except OSError:
            return False

    until(answers, "nginx")
    told = get("/enter/code/?code=K7QM-3T9X-WP4D")
    assert told["x-forwarded-for"] == "127.0.0.1"  # and not what the visitor says
    assert told["x-forwarded-proto"] == "https"
    assert told["host"] == "entrepairs.example.org"
    secrets = ("/calendar/feed/sss.ics", "/events/registration/sss/", "/library/voice/sss/")
    for path in (*secrets, "/events/contribution/sss/", "/notices/stop/sss/", "/about/"):
        get(path)
    until(lambda: "/about/" in log.read_text(), "a line of the log")
    text = log.read_text()
    assert "K7QM" not in text
    assert "sss" not in text
    assert "/enter/code/" in text


def test_nginx_lets_a_whole_file_through_where_files_come_and_nowhere_else(
    nginx: tuple[int, Path],
) -> None:
    port, _log = nginx

    def send(path: str, length: int) -> int:
        link = http.client.HTTPSConnection(
            "127.0.0.1", port, context=ssl._create_unverified_context(), timeout=20
        )
        link.request("PATCH", path, headers={"Content-Length": str(length)})
        status = link.getresponse().status
        link.close()
        return status

    def answers() -> bool:
        try:
            return send("/", 0) == 200
        except OSError:
            return False

    until(answers, "nginx")
    piece = "/library/k4d7m2p9q3r8s5/files/t6v2w8x4y9z3b7/part/"
    assert send(piece, settings.FILES_LARGEST) == 200
    assert send(piece, settings.FILES_LARGEST * 2) == 413
    assert send("/library/k4d7m2p9q3r8s5/files/", settings.FILES_LARGEST) == 413
    assert f"max_size {settings.FILES_LARGEST // 1_000_000}MB" in (DEPLOY / "Caddyfile").read_text()
