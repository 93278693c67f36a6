"""README's recipe, to the letter, on an empty Debian; and a first network that lives on it.

Each command is README's own: one that is not in it any more stops the test. What it cannot show
here: systemd (the commands of the units are run instead) and the reverse proxy.
"""

import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pypdf import PdfReader

from entrepairs.engine.tests.conftest import free_port
from entrepairs.tests.installed import peers
from entrepairs.tests.installed.machine import Machine
from entrepairs.tests.installed.visitor import Visitor

CHECKOUT = Path(__file__).resolve().parents[3]
README = (CHECKOUT / "README.md").read_text()
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
LIST = "prénom;référence;langue\nNadia;A1;fr\nBruno;A2;fr\n"
ANSWERS = """/var/lib/entrepairs
https://entrepairs.example.org

L’Escale, 1 rue de la Paix, Rennes
bonjour@escale.example
L’Escale, Rennes
"""
BACKUPS = "/var/lib/entrepairs-backups"
THREE_DAYS_LATER = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "entrepairs.settings"
from entrepairs.engine.settings_file import read_settings; read_settings(None)
from entrepairs.engine.attach import connected
with connected("/var/lib/entrepairs"):
    import django; django.setup()
    from datetime import timedelta
    from django.utils import timezone
    from entrepairs.core import hats
    from entrepairs.people.models import Circle
    before = timezone.now() - timedelta(days=3)
    with hats.system("test"):
        pair = Circle.objects.get(kind="pair")
        Circle.objects.filter(pk=pair.pk).update(started_at=before)
        pair.memberships.update(since=before)
"""


def readme(line: str) -> str:
    """That very line, if README says it."""
    assert line in README, f"README does not say: {line}"
    return line


def unit(name: str) -> str:
    """What a unit of systemd starts."""
    text = (CHECKOUT / "deploy/systemd" / name).read_text()
    [command] = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    return str(command)


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    if os.geteuid() != 0:
        pytest.fail("a clean machine is made by root: run it as root, on a Debian")
    folder = Path(tempfile.mkdtemp(prefix="entrepairs-machine-"))
    folder.chmod(0o755)
    machine = Machine(folder / "root")
    machine.make()
    machine.start()
    yield machine
    machine.stop()
    shutil.rmtree(folder)


def clone_into(machine: Machine) -> None:
    """In the place of `git clone …`, whose address is the reader's: what is committed here."""
    target = machine.inside("/opt/entrepairs-source")
    clone = ["git", "clone", "--quiet", "--depth=1", f"file://{CHECKOUT}", str(target)]
    subprocess.run(clone, check=True)


def install(machine: Machine) -> None:
    machine.type(readme("apt-get update && apt-get install python3-venv make git"), "y\n")
    machine.type(
        readme(
            "useradd --system --user-group --home-dir /var/lib/entrepairs --create-home entrepairs"
        )
    )
    readme("git clone … /opt/entrepairs-source")
    clone_into(machine)
    machine.type(readme("cd /opt/entrepairs-source && make install TO=/opt/entrepairs"))
    machine.type(readme("ln -s /opt/entrepairs/bin/entrepairs /usr/local/bin/entrepairs"))
    machine.type(readme("entrepairs init --settings /etc/entrepairs/entrepairs.env"), ANSWERS)
    machine.type(readme("chown entrepairs /etc/entrepairs/entrepairs.env"))


def begin(machine: Machine) -> str:
    """The tables, an organisation; the code of who coordinates it."""
    machine.type(readme("runuser -u entrepairs -- entrepairs migrate"))
    first = 'runuser -u entrepairs -- entrepairs organisation add "GEM L’Escale"'
    said = machine.type(readme(f'{first} --coordinator "Claire"'))
    [code] = CODE.findall(said)
    # systemd makes it, by StateDirectory of the unit.
    machine.type(f"install --directory --owner=entrepairs --mode=0700 {BACKUPS}")
    return str(code)


def print_cards(machine: Machine) -> dict[str, str]:
    """Two people of Claire's list, and their codes as the printed cards say them."""
    machine.inside("/var/lib/entrepairs/list.csv").write_text(LIST)
    line = 'entrepairs import-members list.csv --organisation "GEM L’Escale" --sheet codes.pdf'
    machine.type(f"cd /var/lib/entrepairs && {readme(line)}", "y\n", user="entrepairs")
    printed = machine.inside("/var/lib/entrepairs/codes.pdf").read_bytes()
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)
    codes, places = CODE.findall(text), sorted((text.index(n), n) for n in ("Nadia", "Bruno"))
    assert len(codes) == 2, text
    return {name: code for (_, name), code in zip(places, codes, strict=True)}


def stop(service: "subprocess.Popen[str]") -> None:
    service.terminate()
    with suppress(ValueError):
        service.communicate(timeout=120)
    assert service.returncode == 0


def restore_elsewhere(machine: Machine) -> str:
    """The last backup, and the keys by another road, into another data folder."""
    [backup] = sorted(machine.inside(BACKUPS).iterdir())
    file = f"{BACKUPS}/{backup.name}"
    readme("`entrepairs backup --check FILE`")
    assert "Sound" in machine.type(f"entrepairs backup --check {file}", user="entrepairs")
    elsewhere = "/var/lib/entrepairs/elsewhere"
    machine.type(
        f"mkdir -m 700 {elsewhere} && cp -rp /var/lib/entrepairs/keys {elsewhere}/",
        user="entrepairs",
    )
    readme("`entrepairs restore --data FOLDER FILE`")
    machine.type(f"entrepairs restore --data {elsewhere} {file}", user="entrepairs")
    return elsewhere


def test_on_an_empty_debian_two_people_meet_and_what_they_wrote_comes_back_from_a_backup(
    machine: Machine,
) -> None:
    install(machine)
    claires_code = begin(machine)
    codes = print_cards(machine)
    port = free_port()
    service = machine.serve(f"{unit('entrepairs.service')} --port {port}", "entrepairs")
    claire = peers.come_in(port, claires_code)
    assert "GEM L’Escale" in claire.get("/organisations/mine/")

    def three_days_later() -> None:
        machine.inside("/tmp/later.py").write_text(THREE_DAYS_LATER)
        machine.type("/opt/entrepairs/bin/python /tmp/later.py", user="entrepairs")

    pair, meeting, nadia = peers.live(port, codes, three_days_later)
    machine.type(unit("entrepairs-backup.service"), user="entrepairs")
    stop(service)
    elsewhere = restore_elsewhere(machine)
    other = free_port()
    command = f"/opt/entrepairs/bin/entrepairs serve --data {elsewhere} --port {other}"
    service = machine.serve(command, "entrepairs")
    back = Visitor(other, cookies=nadia.cookies)
    assert "Bienvenue !" in back.get(pair)
    assert "Parc du Thabor" in back.get(meeting)
    assert peers.mirror(back, pair) in (["1 h", "30 min"], ["30 min", "1 h"])
    stop(service)
