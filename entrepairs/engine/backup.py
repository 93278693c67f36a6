"""A backup is one file of PostgreSQL's own making. The keys are not in it: words in it can not be read without them."""

import os
import subprocess
from pathlib import Path

import psycopg

from entrepairs.engine.postgres import wheel_programs
from entrepairs.engine.roles import with_database
from entrepairs.engine.trouble import Trouble


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run([str(wheel_programs() / program), *arguments], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Trouble(f"{program} failed: {done.stderr.strip()[-600:]}", "Check the disk, and that the versions match.")


def owner_address(cluster_url: str | None) -> str:
    """Who may read everything: the embedded server's superuser, else the owner of the tables."""
    if cluster_url:
        return with_database(cluster_url, "entrepairs")
    if "DATABASE_OWNER_URL" not in os.environ:
        raise Trouble("DATABASE_OWNER_URL is missing.", "Set it to the role that owns the tables.")
    return os.environ["DATABASE_OWNER_URL"]


def backup(cluster_url: str | None, file: Path) -> None:
    """Write the whole database to a file only its owner can read; whole or not at all."""
    temporary = file.with_name(file.name + ".part")
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    _run("pg_dump", "--format=custom", f"--file={temporary}", owner_address(cluster_url))
    temporary.replace(file)


def restore(cluster_url: str | None, file: Path) -> None:
    """Put a backup into an empty database, all or nothing."""
    address = owner_address(cluster_url)
    with psycopg.connect(address) as link:
        if link.execute(
            "select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
        ).fetchone():
            raise Trouble(
                "This database is not empty: nothing was restored.",
                "Restore into a new data folder: entrepairs restore --data /some/new/folder FILE.",
            )
    _run("pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={address}", str(file))
