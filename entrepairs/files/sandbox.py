"""The check, in a process of its own with little memory and little time: a file made to harm stops
that one only."""

import json
import resource
import subprocess
import sys
from pathlib import Path

from entrepairs.files.checks import Found, check, image
from entrepairs.files.types import HEAD, Refused, beginning_of

MEMORY = 1_000_000_000
SECONDS = 600
AT_ONCE = 1_000_000  # bytes: text and pictures up to here are checked while one waits
LIGHT = {"text", "image"}


def check_apart(source: Path, cleaned: Path, name: str) -> Found:
    """As `check`; one that asks for too much is refused."""
    command = [sys.executable, "-m", __name__, str(source), str(cleaned), name]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS * 2, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Refused("too_heavy") from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise Refused("too_heavy") from None
    if "refused" in told:
        raise Refused(told["refused"])
    return Found(**told)


def is_light(source: Path) -> bool:
    """Whether it is checked while one waits."""
    if source.stat().st_size > AT_ONCE:
        return False
    with source.open("rb") as file:
        begins = beginning_of(file.read(HEAD))
    if begins is None or begins.refused:
        return True
    return begins.check in LIGHT and (begins.check != "image" or image.is_light(source))


def main(source: str, cleaned: str, name: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        found = check(Path(source), Path(cleaned), name)
        told: dict[str, object] = {
            "kind": found.kind,
            "duration": found.duration,
            "cleaned": found.cleaned,
        }
    except Refused as refused:
        told = {"refused": refused.reason}
    except MemoryError:
        told = {"refused": "too_heavy"}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:4])
