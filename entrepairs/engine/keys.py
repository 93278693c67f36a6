"""Changing the key that words are encrypted with at rest."""

import os

from entrepairs.engine.errors import say
from entrepairs.engine.folder import DataFolder, new_word_key, write_private


def add_key(folder: DataFolder) -> None:
    """Put a new key before the others. Keys given by the environment are the administrator's to
    add."""
    if os.environ.get("ENTREPAIRS_WORD_KEYS"):
        say("ENTREPAIRS_WORD_KEYS is set: its first key is the new one.")
        return
    path = folder.keys / "word_keys"
    write_private(path, new_word_key() + "\n" + path.read_text())
    say(f"Added a new key to {path}. Save a copy of that file now.")


def forget_old_keys(folder: DataFolder) -> None:
    """Keep only the newest key: backups made before can not be read any more."""
    path = folder.keys / "word_keys"
    if path.exists():
        write_private(path, path.read_text().split()[0] + "\n")


def encrypt_again() -> int:
    """Encrypt every word with the newest key; how many were changed. Safe to cut short and to run
    again."""
    from tqdm import tqdm

    from entrepairs.core.key_rotation import rotate

    with tqdm(desc="Words", disable=None) as shown:

        def progress(done: int, total: int) -> None:
            shown.total = total
            shown.update(done - shown.n)

        return rotate(progress)
