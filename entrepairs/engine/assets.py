"""Files made from others: compiled messages, collected static files."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOURCES = ("*/locale/*/LC_MESSAGES/*.po", "*/static/**/*")


def static_root() -> Path:
    """Where collected files go; as in entrepairs/settings.py."""
    return Path(os.environ.get("ENTREPAIRS_STATIC", PACKAGE.parent / "static"))


def _seen() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(PACKAGE.glob(pattern)):
            found = path.stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def are_current() -> bool:
    """Whether nothing changed since they were made."""
    mark = static_root() / ".made-from"
    compiled = all(path.with_suffix(".mo").exists() for path in PACKAGE.glob(SOURCES[0]))
    return compiled and mark.exists() and mark.read_text() == _seen()


def make() -> None:
    """Make them."""
    subprocess.run(
        [sys.executable, "-m", "entrepairs.ui.catalogues", "compile"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", verbosity=0, interactive=False)
    (static_root() / ".made-from").write_text(_seen())
