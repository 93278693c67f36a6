"""The settings file: written by five answers, read by every command and by systemd alike."""

import os
import stat
from pathlib import Path

import pytest

from entrepairs.engine import settings_file
from entrepairs.engine.errors import Trouble
from entrepairs.engine.tests.conftest import entrepairs

ANSWERS = [
    *("/srv/entrepairs", "https://pairs.example", "mail.example", "465", "user", 'p"a$s \\'),
    *("L’Escale <a@pairs.example>", "GEM L’Escale, Rennes", "a@pairs.example", "Host, Lyon"),
]


def test_what_is_answered_is_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "entrepairs.env"
    settings_file.write_settings(file, settings_file.Answers(*ANSWERS))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    read = settings_file.settings_of(file.read_text())
    assert read["ENTREPAIRS_HOSTS"] == "pairs.example"
    assert read["ENTREPAIRS_MAIL_PASSWORD"] == 'p"a$s \\'
    assert read["ENTREPAIRS_MAIL_FROM"] == "L’Escale <a@pairs.example>"
    assert set(ANSWERS) <= {*read.values()}


def test_what_the_environment_says_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "entrepairs.env"
    file.write_text('ENTREPAIRS_PUBLISHER="theirs"\nENTREPAIRS_CONTACT="a@b.example"\n')
    monkeypatch.setenv("ENTREPAIRS_PUBLISHER", "ours")
    monkeypatch.delenv("ENTREPAIRS_CONTACT", raising=False)
    settings_file.read_settings(str(file))
    assert (os.environ["ENTREPAIRS_PUBLISHER"], os.environ.pop("ENTREPAIRS_CONTACT")) == (
        "ours",
        "a@b.example",
    )


@pytest.mark.parametrize("line", ["no equals", 'A="open', "A=two words", "1A=x"])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(Trouble, match="Line 2 of"):
        settings_file.settings_of(f"# first\n{line}\n")


def test_a_file_that_was_named_and_is_not_there_is_said(tmp_path: Path) -> None:
    done = entrepairs("--settings", str(tmp_path / "none"), "doctor")
    assert done.returncode == 1
    assert "There is no settings file" in done.stderr
    assert "Traceback" not in done.stderr


def test_init_asks_five_questions_and_never_writes_over(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from entrepairs.cli import main

    file = tmp_path / "entrepairs.env"
    typed = "\n".join(ANSWERS) + "\n"
    runner = CliRunner()
    done = runner.invoke(main, ["init", "--settings", str(file)], input=typed)
    assert done.exit_code == 0, done.output
    assert "5. Who hosts the machine?" in done.output
    assert settings_file.settings_of(file.read_text())["ENTREPAIRS_HOSTED_BY"] == "Host, Lyon"
    before = file.read_text()
    assert runner.invoke(main, ["init", "--settings", str(file)], input=typed).exit_code == 1
    assert file.read_text() == before
