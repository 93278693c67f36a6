"""The settings file: lines NAME=value, for the command line and for systemd alike.

Found by `--settings`, by ENTREPAIRS_SETTINGS, or at /etc/entrepairs/entrepairs.env. What the
environment says already wins.
"""

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from entrepairs.engine.errors import Trouble
from entrepairs.engine.folder import write_private

USUAL = Path("/etc/entrepairs/entrepairs.env")


def read_settings(named: str | None) -> None:
    """Puts its lines in the environment. One that was named must be there; the usual one need
    not.
    """
    path = Path(named) if named else USUAL
    try:
        text = path.read_text()
    except (FileNotFoundError, NotADirectoryError):
        if named:
            raise Trouble(
                f"There is no settings file {path}.", "Write one with `entrepairs init`."
            ) from None
        return
    except PermissionError:
        if named:
            raise Trouble(
                f"This user cannot read {path}.", "Run the command as the user of the service."
            ) from None
        return
    for name, value in settings_of(text, path).items():
        os.environ.setdefault(name, value)


def settings_of(text: str, path: Path = USUAL) -> dict[str, str]:
    """NAME=value, quoted as in a shell where the value has spaces; # begins a comment."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        try:
            words = shlex.split(value)
        except ValueError:
            words, equals = [], ""
        if not equals or not name.strip().isidentifier() or len(words) > 1:
            raise Trouble(f"Line {number} of {path} cannot be read.", 'Write it as NAME="value".')
        found[name.strip()] = words[0] if words else ""
    return found


@dataclass(frozen=True)
class Answers:
    """To the five questions of `init`."""

    folder: str
    origin: str
    mail_host: str
    mail_port: str
    mail_user: str
    mail_password: str
    mail_from: str
    publisher: str
    contact: str
    host: str


def write_settings(path: Path, answers: Answers) -> None:
    """A file that only its owner can read."""
    host = urlsplit(answers.origin).hostname
    if not host:
        raise Trouble(
            f"{answers.origin} is no address.", "Write it as https://entrepairs.example.org."
        )
    lines = {
        "ENTREPAIRS_DATA": answers.folder,
        "ENTREPAIRS_ORIGIN": answers.origin.rstrip("/"),
        "ENTREPAIRS_HOSTS": host,
        "ENTREPAIRS_MAIL_HOST": answers.mail_host,
        "ENTREPAIRS_MAIL_PORT": answers.mail_port,
        "ENTREPAIRS_MAIL_USER": answers.mail_user,
        "ENTREPAIRS_MAIL_PASSWORD": answers.mail_password,
        "ENTREPAIRS_MAIL_FROM": answers.mail_from,
        "ENTREPAIRS_PUBLISHER": answers.publisher,
        "ENTREPAIRS_CONTACT": answers.contact,
        "ENTREPAIRS_HOSTED_BY": answers.host,
    }
    text = "# Settings of Entrepairs. Only its user may read this file; what each line is:\n"
    text += "# docs/settings.md of the sources.\n"
    text += "".join(f"{name}={quoted(value)}\n" for name, value in lines.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, text)


def quoted(value: str) -> str:
    """As both a shell and systemd read it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
