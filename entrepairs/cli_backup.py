"""The command line of what must not be lost: backups and keys."""

import os
from pathlib import Path
from typing import Any

import click

from entrepairs.cli_options import data, need_owner
from entrepairs.engine.errors import Trouble, say


@click.command("rotate-keys")
@data
@click.option(
    "--forget-old", is_flag=True, help="Drop the old keys: older backups can not be read any more."
)
def rotate_keys(data: str, forget_old: bool) -> None:
    """Encrypt what people wrote with a new key. Stop Entrepairs first."""
    from entrepairs.engine import keys
    from entrepairs.engine.attach import connected
    from entrepairs.engine.folder import DataFolder

    folder = DataFolder.at(data)
    with connected(data, alone=True):
        keys.add_key(folder)
        import django

        django.setup()
        words = keys.encrypt_again()
        if forget_old:
            keys.forget_old_keys(folder)
        say(f"{words} words are now encrypted with the newest key.")


@click.command("rotate-badge-key")
@data
@click.option(
    "--give-up",
    is_flag=True,
    help="Somebody else may have the older keys: what they signed holds no more.",
)
def rotate_badge_key(data: str, give_up: bool) -> None:
    """Sign attestations with a new key. Entrepairs may go on running."""
    from entrepairs.engine.attach import connected

    with connected(data):
        import django

        django.setup()
        from entrepairs.learning.keys import change_key

        change_key(give_up)
        say("Attestations are now signed with a new key.")
        if give_up:
            say("Those signed before hold no more: their people make them again.")


@click.command()
@data
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Only read FILE, and say whether all of it is sound.")
@click.option("--keep", default=0, help="FILE is a folder: name the backup, keep so many of them.")
def backup(data: str, file: Path, check: bool, keep: int) -> None:
    """Write the whole database and the files that people sent to FILE. Entrepairs may go on
    running.
    """
    from entrepairs.engine import backup as backups
    from entrepairs.engine.attach import connected

    folder = _folder(data)
    if check:
        _need_file(file)
        say(f"Sound: {file}, {backups.told(backups.check(file, folder))}.")
        return
    with connected(data) as cluster_url:
        target = backups.name_in(file) if keep else file
        manifest = backups.backup(cluster_url, folder, target)
        if keep:
            backups.forget_older(file, keep)
        say(
            f"Saved to {target}, with {manifest.files} files. The keys are not in it: "
            f"keep a copy of {_keys_place(folder)} somewhere else."
        )


@click.command()
@data
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def restore(data: str, file: Path) -> None:
    """Put the backup FILE into an empty data folder or database. Put the copy of the keys there
    first.
    """
    from entrepairs.engine import backup as backups
    from entrepairs.engine import prepare, roles
    from entrepairs.engine.attach import connected

    _need_file(file)
    manifest = backups.check(file, _folder(data))  # before anything is written
    with connected(data, alone=True) as cluster_url:
        need_owner()
        roles.ensure(os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"], cluster_url)
        files = backups.restore(file)
        prepare.prepare(cluster_url, rewrite=True)
        erased = backups.erase_again(file, _folder(data))
        say(f"Restored {backups.told(manifest)}: {files} are back. Next: entrepairs doctor")
        say(f"Erased since that backup, and erased again: {erased}.")


@click.command()
@data
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def upgrade(data: str, file: Path) -> None:
    """Move the embedded PostgreSQL to the next major version, by the backup FILE made with the
    last one.

    What is in the data folder is put aside, not deleted.
    """
    from entrepairs.engine.upgrade import upgrade

    _need_file(file)
    upgrade(_folder(data), file)


def _folder(data: str) -> Any:
    """As a command names it; nothing is made."""
    from entrepairs.engine.folder import DataFolder

    return DataFolder(Path(data).expanduser().resolve())


def _keys_place(folder: Any) -> str:
    from_environment = [
        name for name in ("ENTREPAIRS_SECRET_KEY", "ENTREPAIRS_WORD_KEYS") if os.environ.get(name)
    ]
    return " and ".join(from_environment) or str(folder.keys)


def _need_file(file: Path) -> None:
    if not file.is_file():
        raise Trouble(f"There is no file {file}.", "Name a file made by entrepairs backup.")


COMMANDS = (rotate_keys, rotate_badge_key, backup, restore, upgrade)
