"""A clean machine: an empty Debian with Python and make alone, in a folder of its own.

Its processes are this machine's, so its port is too. It has no systemd: what a unit starts is
started as its file says.
"""

import os
import re
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

DEBIAN, RELEASE = "http://deb.debian.org/debian", "trixie"
WITH = "python3,make,ca-certificates"
# A machine behind a proxy of its own tells the new one which certificates to believe, and no more.
PASSED_ON = re.compile(r"^(https?_proxy|no_proxy|\w*CERT\w*|\w*CA_BUNDLE\w*)$", re.IGNORECASE)
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class Machine:
    """Its root folder, and what is typed at it."""

    def __init__(self, root: Path) -> None:
        self.root, self.mounts = root, ExitStack()

    def make(self) -> None:
        if shutil.which("debootstrap") is None:
            subprocess.run(["apt-get", "update", "-qq"], check=True)
            subprocess.run(["apt-get", "install", "-qq", "-y", "debootstrap"], check=True)
        start = ["debootstrap", "--variant=minbase", f"--include={WITH}", RELEASE]
        subprocess.run([*start, str(self.root), DEBIAN], check=True, stdout=subprocess.DEVNULL)
        for name in ("/etc/resolv.conf", "/etc/hosts", str(CERTIFICATES)):
            if Path(name).is_file():
                shutil.copyfile(name, self.inside(name))

    def start(self) -> None:
        self._mount("-t", "proc", "proc", str(self.root / "proc"))
        self._mount("--rbind", "/dev", str(self.root / "dev"))

    def _mount(self, *words: str) -> None:
        subprocess.run(["mount", *words], check=True)
        self.mounts.callback(subprocess.run, ["umount", "--lazy", words[-1]], check=True)

    def stop(self) -> None:
        self.mounts.close()

    def inside(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def command(self, line: str, user: str = "") -> list[str]:
        """As typed by root, or by `user`; /bin/sh reads the line."""
        passed = [f"{k}={v}" for k, v in os.environ.items() if PASSED_ON.match(k)]
        home = f"/var/lib/{user}" if user else "/root"
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        clean = ["env", "-i", f"PATH={path}", f"HOME={home}", "LANG=C.UTF-8", *passed]
        someone = [f"--userspec={user}:{user}"] if user else []
        return ["chroot", *someone, str(self.root), *clean, "/bin/sh", "-ec", line]

    def type(self, line: str, answers: str = "", user: str = "") -> str:
        """To its end; what it said."""
        print(f"{user or 'root'}# {line}", flush=True)
        done = subprocess.run(
            self.command(line, user),
            input=answers,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=1800,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout[-5000:]}"
        return done.stdout

    def serve(self, line: str, user: str) -> "subprocess.Popen[str]":
        """A service, once it answers."""
        print(f"{user}# {line} &", flush=True)
        service = subprocess.Popen(
            self.command(f"exec {line}", user),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert service.stdout is not None
        said = []
        for told in service.stdout:
            said.append(told)
            if "answers at" in told:
                return service
        raise AssertionError("".join(said))
