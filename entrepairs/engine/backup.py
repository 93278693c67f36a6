"""A backup is one archive: the database, as PostgreSQL saves it, then the files that people sent.

The keys are not in it, only their fingerprints: words in it cannot be read without them, and it is
not restored where they are missing. The files come after the database, so that one that a row
knows is missing only when it was deleted meanwhile.
"""

import datetime as dt
import hashlib
import os
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, cast

import psycopg
from psycopg import sql

from entrepairs.engine import archive
from entrepairs.engine.archive import DATABASE, FILES, Manifest
from entrepairs.engine.errors import Trouble, say
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres_programs import wheel_programs
from entrepairs.engine.roles import with_database
from entrepairs.engine.safety import secret_of
from entrepairs.rights import erased_keys

LAST_MADE = "last-backup"  # a file of the data folder, as old as the last backup
# Said by pg_restore to every server, and known to the newest ones only.
FROM_A_LATER_SERVER = b"SET transaction_timeout = 0;\n"


def _failed(program: str, said: str) -> Trouble:
    return Trouble(
        f"{program} failed: {said.strip()[-600:]}", "Check the disk, and that the versions match."
    )


def _program(name: str) -> str:
    return str(wheel_programs() / name)


def owner_address(cluster_url: str | None) -> str:
    """Who may read everything: the embedded server's superuser, else the owner of the tables."""
    if cluster_url:
        return with_database(cluster_url, "entrepairs")
    if "DATABASE_OWNER_URL" not in os.environ:
        raise Trouble("DATABASE_OWNER_URL is missing.", "Set it to the role that owns the tables.")
    return os.environ["DATABASE_OWNER_URL"]


def fingerprint_of(key: str) -> str:
    """Tells two keys apart, and nothing of either."""
    return hashlib.sha256(b"entrepairs key " + key.encode()).hexdigest()[:16]


def word_keys(folder: DataFolder) -> list[str]:
    text = secret_of("ENTREPAIRS_WORD_KEYS", folder.keys / "word_keys")
    return [fingerprint_of(key) for key in text.replace(",", "\n").split()]


def secret_key(folder: DataFolder) -> str:
    text = secret_of("ENTREPAIRS_SECRET_KEY", folder.keys / "secret_key")
    return fingerprint_of(text) if text else ""


def backup(cluster_url: str | None, folder: DataFolder, file: Path) -> Manifest:
    """Writes it all, or nothing; then reads it again."""
    address = owner_address(cluster_url)
    with psycopg.connect(address) as link:
        manifest = Manifest(
            made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            version=version("entrepairs"),
            postgresql=link.info.server_version,
            word_keys=word_keys(folder),
            secret_key=secret_key(folder),
        )
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".backup-") as dump:
        command = [_program("pg_dump"), "--format=custom", f"--file={dump.name}", address]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise _failed("pg_dump", done.stderr)
        with archive.writing(file, manifest) as writer, open(dump.name, "rb") as source:
            writer.add(DATABASE, source, os.stat(dump.name).st_size)
            _add_files(writer, _known_sums(address))
    made = archive.check(file)
    list_erased(address, folder, file.parent)
    note_backup(folder)
    return made


def list_erased(address: str, folder: DataFolder, beside: Path) -> None:
    """Who was erased until now, beside the backups: an older one does not know of it."""
    with psycopg.connect(address) as link:
        there = link.execute("select to_regclass('public.rights_erasure')").fetchone()
        listed = there is not None and there[0] is not None  # not before this version migrates
        rows = link.execute("select digest from rights_erasure").fetchall() if listed else []
    erased_keys.add({row[0] for row in rows} | erased_keys.read(folder.root), beside)


def erase_again(file: Path, folder: DataFolder) -> int:
    """Who was erased after this backup was made is erased from it. How many."""
    from entrepairs.rights import erasing

    return erasing.erase_again(erased_keys.read(file.parent, folder.root))


KNOWN_SUMS = sql.SQL("select place, sha256 from {} where state = 'ready'")


def _known_sums(address: str) -> dict[str, str]:
    """What each kept file was when it was taken in."""
    with psycopg.connect(address) as link:
        known: dict[str, str] = {}
        for table in ("library_file", "sharing_sharedfile", "minutes_sittingfile"):
            there = link.execute("select to_regclass(%s)", [f"public.{table}"]).fetchone()
            if there is not None and there[0] is not None:  # not before this version migrates
                rows = link.execute(KNOWN_SUMS.format(sql.Identifier(table)))
                known |= {str(place): str(digest) for place, digest in rows}
        return known


def _add_files(writer: archive.Writer, known: dict[str, str]) -> None:
    from entrepairs.files import storage

    for place in storage.places():
        try:
            size = storage.storage().size(place)
            source = storage.storage().open(place, "rb")
        except FileNotFoundError:  # deleted meanwhile
            continue
        with source:
            digest = writer.add(FILES + place, source, size)
        if known.get(place, digest) != digest:
            say(f"Warning: the kept file {place} is not what it was when it was sent.")


def check(file: Path, folder: DataFolder) -> Manifest:
    """Whole, unchanged, and readable with the keys that are here; says in words what is not."""
    manifest = archive.check(file)
    here = word_keys(folder)
    missing = [key for key in manifest.word_keys if key not in here]
    if missing:
        raise Trouble(
            f"{len(missing)} of the {len(manifest.word_keys)} keys that words in {file} were "
            f"encrypted with are not in {folder.keys / 'word_keys'}: nobody could read them.",
            "Nothing was written. Put the copy of the folder keys there, then try again.",
        )
    if manifest.secret_key != secret_key(folder):
        raise Trouble(
            f"The secret key in {folder.keys / 'secret_key'} is not the one of {file}: addresses "
            "in mails that were sent would lead nowhere.",
            "Nothing was written. Put the copy of the folder keys there, then try again.",
        )
    return manifest


def refuse_full(address: str) -> None:
    with psycopg.connect(address) as link:
        if link.execute(
            "select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
        ).fetchone():
            raise Trouble(
                "This database is not empty: nothing was restored.",
                "Restore into a new data folder: entrepairs restore --data /some/new/folder FILE.",
            )


def restore(file: Path) -> int:
    """Puts a checked backup into an empty database, all or nothing, then its files in their place.

    How many files there were.
    """
    address = os.environ["DATABASE_OWNER_URL"]
    refuse_full(address)
    restore_database(file, address)
    return _put_files_back(file)


def restore_database(file: Path, address: str) -> None:
    """By the owner of the tables, who owns what is made; grants are written again by `migrate`."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".restore-") as dump:
        archive.unpack_database(file, dump)
        _run_script(dump.name, address)


def _run_script(dump: str, address: str) -> None:
    """One transaction; killed before its end, the server takes it all back."""
    options = ["--no-owner", "--no-privileges", "--no-comments", "--file=-"]
    said = [_program("pg_restore"), *options, dump]
    done = [_program("psql"), "--no-psqlrc", "--quiet", "--single-transaction"]
    done += ["--set=ON_ERROR_STOP=1", "--output=/dev/null", f"--dbname={address}"]
    with (
        subprocess.Popen(said, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as script,
        subprocess.Popen(done, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as run,
    ):
        try:
            _pass_on(cast(IO[bytes], script.stdout), cast(IO[bytes], run.stdin))
        except BrokenPipeError:  # psql has stopped, and says why
            script.kill()
        trouble = script.communicate()[1]
        if script.returncode > 0:
            run.kill()
            raise _failed("pg_restore", trouble.decode(errors="replace"))
        trouble = run.communicate()[1]
        if run.returncode:
            raise _failed("psql", trouble.decode(errors="replace"))


def _pass_on(script: IO[bytes], run: IO[bytes]) -> None:
    """All that pg_restore says, but the one line of its beginning that earlier servers refuse.

    Once only: what comes later is what people wrote.
    """
    refused = FROM_A_LATER_SERVER
    for line in script:
        if line == refused:
            refused = b""
        else:
            run.write(line)


def _put_files_back(file: Path) -> int:
    from entrepairs.files import storage

    count = 0
    for name, source in archive.members(file):
        if name.startswith(FILES):
            storage.put_back(name.removeprefix(FILES), source)
            count += 1
    return count


def told(manifest: Manifest) -> str:
    major: Any = manifest.postgresql // 10000
    return (
        f"of {manifest.made_at}, with {manifest.files} files, from PostgreSQL {major} "
        f"and Entrepairs {manifest.version}"
    )


def name_in(place: Path) -> Path:
    """A name of its own in a folder of backups."""
    if not place.is_dir():
        raise Trouble(f"{place} is no folder.", f"Make it: install -d -m 700 '{place}'.")
    return place / f"entrepairs-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}.backup"


def forget_older(place: Path, keep: int) -> None:
    """Only after a new one is there and was read again."""
    for file in sorted(place.glob("entrepairs-*.backup"))[:-keep]:
        file.unlink()


def note_backup(folder: DataFolder) -> None:
    """When the last one was made, for the doctor."""
    (folder.root / LAST_MADE).touch(mode=0o600)
