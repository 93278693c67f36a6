"""What the law wants written: the register of processing, the impact assessment, the hosting
declaration; filled with what this product really does."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from entrepairs.core.sql_files import PACKAGE
from entrepairs.ledger import held
from entrepairs.rights.declarations import (
    all_processing,
    declare_hosting,
    read_assessment,
)

TWO_YEARS = timedelta(days=730)


def test_every_room_that_holds_something_about_people_has_its_line() -> None:
    """Write yours in data/processing.yaml: why it holds what, and by what right."""
    lines, checked_on = all_processing()
    assert {kind.room for kind in held.all_held()} == {one.room for one in lines}
    for one in lines:
        assert one.basis.source, one.room
        assert one.name.fr.strip(), one.room
        assert one.why.fr != one.why.en, one.room
    told = [kind for one in lines for kind in one.held]
    assert sorted(kind.key for kind in told) == sorted(kind.key for kind in held.all_held())
    assert timezone.localdate() - checked_on < TWO_YEARS


def test_each_measure_of_the_assessment_is_held_by_a_test_that_is_there() -> None:
    told = read_assessment()
    measures = [*told.needed, *(one for risk in told.risks for one in risk.measures)]
    assert len(measures) == 15
    for one in measures:
        file, _sign, test = one.held_by.partition("::")
        assert f"def {test}(" in (PACKAGE.parent / file).read_text(), one.held_by
        assert one.words.fr != one.words.en
    for risk in told.risks:
        assert risk.gravity in range(1, 5)
        assert risk.likelihood in range(1, 5)
        assert risk.measures
    assert told.source
    assert timezone.localdate() - told.checked_on < TWO_YEARS


@pytest.mark.parametrize(
    ("answers", "means"),
    [
        ({"who": "own", "from_care": "yes", "certified": "own", "where": "yes"}, "No certificate"),
        ({"who": "rented", "from_care": "yes", "certified": "no", "where": "yes"}, "is missing"),
        ({"who": "rented", "from_care": "yes", "certified": "yes", "where": "yes"}, "is certified"),
        ({"who": "rented", "from_care": "no", "certified": "no", "where": "yes"}, "No follow-up"),
        ({"who": "federation", "from_care": "no", "certified": "no", "where": "yes"}, "is missing"),
        ({"who": "hospital", "from_care": "yes", "certified": "no", "where": "yes"}, "facility"),
        ({"who": "own", "from_care": "no", "certified": "own", "where": "no"}, "put right"),
        ({"who": "own", "from_care": "no", "certified": "own"}, "not answered"),
        ({"who": "mine", "from_care": "no", "certified": "own", "where": "yes"}, "not answered"),
    ],
)
def test_what_is_answered_on_hosting_means_one_thing(answers: dict[str, str], means: str) -> None:
    with translation.override("en"):
        assert means in str(declare_hosting(answers).means)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everyone_reads_them_as_pages_and_as_pdf(
    client: Client, language: str, settings: Any, tmp_path: Path
) -> None:
    settings.HOSTING_ANSWERS = tmp_path / "hosting.yaml"
    settings.HOSTING_ANSWERS.write_text(
        'who: rented\nfrom_care: "no"\ncertified: "no"\nwhere: "yes"\n'
        "reason: Aucun suivi.\nanswered_on: 2026-11-02\n"
    )
    said = {
        "register": ("Mes messages", "My messages"),
        "impact": ("La base de données décide elle-même", "The database itself decides"),
        "hosting": ("Pas de suivi au sens de la loi", "No follow-up in the sense of the law"),
    }
    assert f"/privacy/{next(iter(said))}/" in client.get("/privacy/").content.decode()
    for name, words in said.items():
        page = client.get(f"/privacy/{name}/", {"hl": language})
        assert words[language == "en"] in page.content.decode()
        assert client.get(f"/privacy/{name}.pdf", {"hl": language}).content[:5] == b"%PDF-"
    assert "Aucun suivi." in client.get("/privacy/hosting/").content.decode()
    assert client.get("/privacy/other.pdf").status_code == 404
