"""The list of erased keys, outside of the database: an older backup does not know of it.

A file of the data folder, one digest a line, written at each erasure and each night; a copy of it
stands beside each backup. Restoring reads both.
"""

from collections.abc import Iterable
from pathlib import Path

from entrepairs.core import places

NAME = "erased-keys"


def read(*folders: Path) -> set[str]:
    """What the lists in these folders say; one that is not there says nothing."""
    files = [folder / NAME for folder in folders]
    return {line for file in files if file.is_file() for line in file.read_text().split()}


def add(digests: Iterable[str], folder: Path | None = None) -> None:
    """These too, each once."""
    folder = folder or places.data_folder()
    known = read(folder)
    new = sorted(set(digests) - known)
    if new:
        with (folder / NAME).open("a") as file:
            file.writelines(f"{digest}\n" for digest in new)
