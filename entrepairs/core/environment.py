"""Values that the settings read from the environment."""

import os
from pathlib import Path

from entrepairs.core import places


def secret(name: str, file: str) -> str:
    """A secret from the environment, else from its file in the data folder, else nothing."""
    if value := os.environ.get(name):
        return value
    path = places.data_folder() / "keys" / file
    return path.read_text().strip() if path.is_file() else ""


def in_megabytes(name: str, usual: int) -> int:
    """Bytes, said in millions of them."""
    return int(os.environ.get(name, usual)) * 1_000_000


def path_at(name: str) -> Path | None:
    return Path(value) if (value := os.environ.get(name)) else None
