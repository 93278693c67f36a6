"""Values that an administrator changes, each with its source and the day it was read."""

from pathlib import Path

import pytest

from entrepairs.vocabulary import files
from entrepairs.vocabulary.corrections import correct
from entrepairs.vocabulary.files import BadVocabulary, ConceptEntry

RIGHT = """
corrections:
  - {scheme: body, key: crsa, source: "https://example.org/arrete", checked_on: 2026-11-01,
     data: {term_months: 60}}
"""


def corrected(folder: Path, text: str) -> dict[tuple[str, str], ConceptEntry]:
    file = folder / "corrections.yaml"
    file.write_text(text, encoding="utf-8")
    concepts, _numbers = files.read()
    return {(entry.scheme, entry.key): entry for entry in correct(concepts, file)}


def test_a_value_is_changed_with_its_source_and_all_others_stay(tmp_path: Path) -> None:
    before = {(entry.scheme, entry.key): entry for entry in files.read()[0]}
    after = corrected(tmp_path, RIGHT)
    was, now = before["body", "crsa"], after["body", "crsa"]
    assert now.data == was.data | {"term_months": 60}
    assert now.source.split("; ")[0] == "https://example.org/arrete"
    assert was.source in now.source
    assert now.checked_on.isoformat() == "2026-11-01"
    assert {name for name in before if before[name] != after[name]} == {("body", "crsa")}


WRONG = {
    "no source": (RIGHT.replace('source: "https://example.org/arrete", ', ""), "source is missing"),
    "no day": (RIGHT.replace("checked_on: 2026-11-01,", ""), "checked_on is missing"),
    "an unknown concept": (RIGHT.replace("crsa", "nobody"), "no such concept"),
    "an unknown field": (RIGHT.replace("term_months: 60", "colour: 1"), "unknown field “colour”"),
    "what cannot be": (RIGHT.replace("60", "-1"), "term_months cannot be -1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_it_is_named_and_nothing_is_loaded(tmp_path: Path, name: str) -> None:
    text, why = WRONG[name]
    with pytest.raises(BadVocabulary, match=why):
        corrected(tmp_path, text)
