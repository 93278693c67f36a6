"""The wheel, installed as README says, run by a user who can write nothing of it."""

import io
import os
import pwd
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from entrepairs import testing
from entrepairs.engine.tests.conftest import free_port
from entrepairs.tests.installed.visitor import Visitor

CHECKOUT = Path(__file__).resolve().parents[3]
BEHIND = re.compile(r"(^|/)tests/|(^|/)conftest\.py$|entrepairs/testing\.py$|\.po$|\.pyc$")


@dataclass
class Installed:
    """A folder with the program, and one that its user may write in."""

    place: Path
    home: Path
    wheel: Path

    def environment(self) -> dict[str, str]:
        kept = testing.environment(HOME=str(self.home), LD_LIBRARY_PATH=str(self.libraries))
        return {k: v for k, v in kept.items() if not k.startswith(("PYTHON", "VIRTUAL", "XDG_"))}

    @property
    def libraries(self) -> Path:
        """Of the Python that it runs on, where that is a copy."""
        return self.place.parent / "python/lib"

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """A command of it, by somebody who is not root: root may write anywhere."""
        someone = {"user": "nobody", "group": "nogroup", "extra_groups": ()}
        command: subprocess.Popen[str] = subprocess.Popen(
            [str(self.place / "bin/entrepairs"), *words],
            **(someone if os.geteuid() == 0 else {}),  # type: ignore[call-overload]
            cwd=self.home,
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return command

    def run(self, *words: str, typed: str = "") -> str:
        command = self.start(*words)
        try:
            said, _ = command.communicate(typed, timeout=1800)
        finally:
            command.kill()
        assert command.returncode == 0, said
        return said

    def written(self) -> set[tuple[str, int, int]]:
        """All that is in it, as it lies there."""
        found = [(path, path.lstat()) for path in self.place.rglob("*")]
        return {(str(path), at.st_size, at.st_mtime_ns) for path, at in found}


def everyones_python(top: Path) -> Path:
    """Where a Python is that another user can run; a copy, where ours lies in a home."""
    folder = Path(sys.base_prefix)
    if all(one.stat().st_mode & 0o001 for one in (folder, *folder.parents)):
        return folder / "bin"
    left = shutil.ignore_patterns("site-packages", "test", "__pycache__", "*.a")
    return Path(shutil.copytree(folder, top / "python", symlinks=True, ignore=left)) / "bin"


@pytest.fixture(scope="module")
def installed() -> Iterator[Installed]:
    top = Path(tempfile.mkdtemp(prefix="entrepairs-wheel-"))
    top.chmod(0o755)
    place, home = top / "program", top / "home"
    home.mkdir()
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
    environment = {**os.environ, "PATH": f"{everyones_python(top)}:{os.environ['PATH']}"}
    command = ["make", "-s", "install", f"TO={place}"]
    subprocess.run(command, cwd=CHECKOUT, check=True, env=environment)
    subprocess.run(["chmod", "-R", "a-w,a+rX", str(place)], check=True)
    [wheel] = (CHECKOUT / "dist").glob("*.whl")
    yield Installed(place, home, wheel)
    subprocess.run(["chmod", "-R", "u+w", str(top)], check=True)
    shutil.rmtree(top)


ANSWERS = """{data}
https://entrepairs.example.org

L’Escale, 1 rue de la Paix, 02 99 00 00 00
bonjour@escale.example
L’Escale, same address
"""


@pytest.fixture(scope="module")
def visitor(installed: Installed) -> Iterator[Visitor]:
    """`init`, `migrate`, `serve`."""
    settings, port = installed.home / "entrepairs.env", free_port()
    typed = ANSWERS.format(data=installed.home / "kept")
    assert "Written" in installed.run("init", "--settings", str(settings), typed=typed)
    assert "as this version wants" in installed.run("--settings", str(settings), "migrate")
    serving = installed.start("--settings", str(settings), "serve", "--port", str(port))
    assert serving.stdout is not None
    said: list[str] = []
    for line in serving.stdout:
        said.append(line)
        if "answers at" in line:
            break
    else:
        pytest.fail("".join(said))
    yield Visitor(port)
    serving.terminate()
    serving.communicate(timeout=120)


def test_it_holds_the_program_and_nothing_for_its_developers(installed: Installed) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    assert [name for name in names if BEHIND.search(name)] == []
    for name in ("cli.py", "locale/fr/LC_MESSAGES/django.mo", "simulation/six.py", "source.tar.gz"):
        assert f"entrepairs/{name}" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_every_module_of_it_is_there_without_the_tests(installed: Installed) -> None:
    """Each is looked for as Python would: what imports a test would break on the first page."""
    texts = zipfile.ZipFile(installed.wheel)
    imports = re.compile(r"^\s*(?:from|import) (entrepairs[\w.]*)", re.MULTILINE)
    modules = {name for name in texts.namelist() if name.endswith(".py")}
    wanted = {found for name in modules for found in imports.findall(texts.read(name).decode())}
    assert len(wanted) > 100
    for module in wanted:
        path = module.replace(".", "/")
        assert {f"{path}.py", f"{path}/__init__.py"} & modules, module


def test_the_first_page_is_in_french_with_its_stylesheet_and_nothing_is_written_beside_it(
    installed: Installed, visitor: Visitor
) -> None:
    before = installed.written()
    page = visitor.get("/")
    assert '<html lang="fr"' in page
    assert "entre pairs" in page.lower()
    assert "Quitter ce site maintenant" in page
    [sheet, *_] = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert re.search(r"\.[0-9a-f]{12}\.css$", sheet)
    assert "--" in visitor.get(sheet)
    assert visitor.get("/healthz")
    assert installed.written() == before
    kept = {path.name for path in (installed.home / "kept").iterdir()}
    assert {"keys", "postgres", "static"} <= kept


def test_anyone_gets_the_sources_it_was_built_from_and_can_build_it_again(
    visitor: Visitor, tmp_path: Path, installed: Installed
) -> None:
    visitor._once("GET", "/source.tar.gz", None)
    with tarfile.open(fileobj=io.BytesIO(visitor.body)) as archive:
        archive.extractall(tmp_path, filter="data")
    sources = tmp_path / "entrepairs-source"
    for name in ("LICENSE", "pyproject.toml", "Makefile", "uv.lock", "deploy/Containerfile"):
        assert (sources / name).read_bytes() == (CHECKOUT / name).read_bytes()
    assert (sources / "entrepairs/locale/fr/LC_MESSAGES/django.po").is_file()
    assert list(sources.glob("entrepairs/*/tests/test_*.py"))
    subprocess.run(["make", "-s", "wheel"], cwd=sources, check=True, env=installed.environment())
    [again] = (sources / "dist").glob("*.whl")
    theirs, ours = (set(zipfile.ZipFile(one).namelist()) for one in (again, installed.wheel))
    assert theirs == ours


def test_without_a_setting_it_keeps_its_data_where_programs_of_a_user_do(
    installed: Installed,
) -> None:
    code = "from entrepairs import settings; print(settings.DATA, settings.STATIC_ROOT)"
    python = str(installed.place / "bin/python")
    told = subprocess.run(
        [python, "-c", code], env=installed.environment(), cwd="/", capture_output=True, text=True
    )
    usual = installed.home / ".local/state/entrepairs"
    assert told.stdout.split() == [str(usual), str(usual / "static")], told.stderr
