"""From one major version of the embedded PostgreSQL to the next: by dump and restore.

The programs of one version cannot read the folder of another. The road is: a backup with the last
version, the new version installed, `entrepairs upgrade BACKUP`. The old folder is put aside.
"""

import os
from pathlib import Path

from entrepairs.engine import backup, prepare, roles
from entrepairs.engine.attach import connected
from entrepairs.engine.errors import Trouble, say
from entrepairs.engine.folder import DataFolder, only_one
from entrepairs.engine.postgres import EmbeddedPostgres
from entrepairs.engine.postgres_programs import major_of_folder, major_of_programs


def upgrade(folder: DataFolder, file: Path) -> None:
    """Refuses where there is nothing to move, or where the backup does not fit."""
    if os.environ.get("DATABASE_URL"):
        raise Trouble(
            "DATABASE_URL is set: that server is not ours to upgrade.",
            "Use its own way (pg_upgradecluster on Debian).",
        )
    before, now = major_of_folder(folder.postgres), major_of_programs()
    if not before or before == now:
        raise Trouble(
            f"There is nothing to upgrade: {folder.postgres} is of PostgreSQL {before or now}.",
            "Start Entrepairs as usual.",
        )
    manifest = backup.check(file, folder)
    if manifest.postgresql // 10000 != before:
        raise Trouble(
            f"{file} is not of this folder: it comes from PostgreSQL {
                manifest.postgresql // 10000
            }.",
            f"Make a backup with the version of Entrepairs that ran PostgreSQL {before}.",
        )
    aside = folder.root / f"postgres-{before}"
    with only_one(folder, "an upgrade"):
        if EmbeddedPostgres(folder).status()[0]:
            raise Trouble("Its old server still runs.", "Stop Entrepairs, then try again.")
        if aside.exists():
            raise Trouble(f"{aside} is there already.", "Move it elsewhere, then try again.")
        folder.postgres.rename(aside)
    try:
        with connected(str(folder.root), alone=True) as cluster_url:
            owner = os.environ["DATABASE_OWNER_URL"]
            roles.ensure(owner, os.environ["DATABASE_URL"], cluster_url)
            backup.restore_database(file, owner)
            prepare.prepare(cluster_url, rewrite=True)
    except BaseException:
        say(f"It did not end well. The database as it was is in {aside}.")
        raise
    say(f"PostgreSQL {now} holds it all now. When all is well, remove {aside}.")
