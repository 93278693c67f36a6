"""Files made from others: compiled messages, collected static files."""

import hashlib
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from entrepairs.core.places import static_folder

PACKAGE = Path(__file__).resolve().parent.parent
SOURCES = ("locale/*/LC_MESSAGES/*.po", "*/static/**/*")


def _seen() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(PACKAGE.glob(pattern)):
            if path.is_file():  # by its content: what unpacks a wheel may date all files alike
                digest.update(f"{path}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def are_current() -> bool:
    """Whether nothing changed since they were made. A wheel brings messages compiled, without their
    sources."""
    mark = static_folder() / ".made-from"
    compiled = all(path.with_suffix(".mo").exists() for path in PACKAGE.glob(SOURCES[0]))
    return compiled and mark.exists() and mark.read_text() == _seen()


def compile_messages() -> None:
    """Make what Django reads of the catalogues, where the source is newer."""
    for source in PACKAGE.glob(SOURCES[0]):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns:
            fresh = made.with_suffix(f".mo.{os.getpid()}")  # two processes may make it at once
            with source.open("rb") as words, fresh.open("wb") as file:
                write_mo(file, read_po(words, locale=source.parts[-3]))
            fresh.replace(made)  # never half written for a process that reads it now


def make() -> None:
    """Make them."""
    compile_messages()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", verbosity=0, interactive=False)
    (static_folder() / ".made-from").write_text(_seen())
