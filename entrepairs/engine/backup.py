"""A backup is one archive (tar): the database, as PostgreSQL saves it, then the files that people
sent. The keys are not in it: words in it can not be read without them. The files come after, so
that one that a row knows is missing only when it was deleted meanwhile."""

import os
import shutil
import subprocess
import tarfile
import tempfile
import time
from pathlib import Path

import psycopg

from entrepairs.engine.errors import Trouble
from entrepairs.engine.postgres import wheel_programs
from entrepairs.engine.roles import with_database

DATABASE, FILES = "database.dump", "files/"


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(wheel_programs() / program), *arguments], stderr=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise Trouble(
            f"{program} failed: {done.stderr.strip()[-600:]}",
            "Check the disk, and that the versions match.",
        )


def owner_address(cluster_url: str | None) -> str:
    """Who may read everything: the embedded server's superuser, else the owner of the tables."""
    if cluster_url:
        return with_database(cluster_url, "entrepairs")
    if "DATABASE_OWNER_URL" not in os.environ:
        raise Trouble("DATABASE_OWNER_URL is missing.", "Set it to the role that owns the tables.")
    return os.environ["DATABASE_OWNER_URL"]


def backup(cluster_url: str | None, file: Path) -> int:
    """Write it all to a file only its owner can read; whole or not at all. How many files of
    people's are in it."""
    dump, temporary = file.with_name(file.name + ".database"), file.with_name(file.name + ".part")
    for path in (dump, temporary):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        _run("pg_dump", "--format=custom", f"--file={dump}", owner_address(cluster_url))
        with tarfile.open(temporary, "w") as archive:
            archive.add(dump, DATABASE)
            count = _add_files(archive)
        temporary.replace(file)
    finally:
        dump.unlink(missing_ok=True)
        temporary.unlink(missing_ok=True)
    return count


def _add_files(archive: tarfile.TarFile) -> int:
    from entrepairs.files import storage

    count = 0
    for place in storage.places():
        line = tarfile.TarInfo(FILES + place)
        line.mode, line.mtime = 0o600, int(time.time())
        try:
            line.size = storage.storage().size(place)
            source = storage.storage().open(place, "rb")
        except FileNotFoundError:  # deleted meanwhile
            continue
        with source:
            archive.addfile(line, source)
        count += 1
    return count


def restore(cluster_url: str | None, file: Path) -> int:
    """Put a backup into an empty database, all or nothing, and its files where files are kept. How
    many there were."""
    address = owner_address(cluster_url)
    with psycopg.connect(address) as link:
        if link.execute(
            "select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
        ).fetchone():
            raise Trouble(
                "This database is not empty: nothing was restored.",
                "Restore into a new data folder: entrepairs restore --data /some/new/folder FILE.",
            )
    if not tarfile.is_tarfile(file):  # made before there were files
        _restore_database(address, file)
        return 0
    with (
        tarfile.open(file) as archive,
        tempfile.NamedTemporaryFile(dir=file.parent, prefix=".restore-") as dump,
    ):
        first = archive.next()
        source = (
            archive.extractfile(first) if first is not None and first.name == DATABASE else None
        )
        if source is None:
            raise Trouble(
                f"{file} is not a backup of Entrepairs.",
                "Look for a file made by entrepairs backup.",
            )
        shutil.copyfileobj(source, dump)
        dump.flush()
        _restore_database(address, Path(dump.name))
        return _put_files_back(archive)


def _restore_database(address: str, dump: Path) -> None:
    _run("pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={address}", str(dump))


def _put_files_back(archive: tarfile.TarFile) -> int:
    from entrepairs.files import storage

    count = 0
    while line := archive.next():
        source = archive.extractfile(line)
        if source is not None and line.name.startswith(FILES):
            storage.put_back(line.name.removeprefix(FILES), source)
            count += 1
    return count
