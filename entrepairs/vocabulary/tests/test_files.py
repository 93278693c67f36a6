"""The files as they are, and what is said of wrong ones."""

import datetime as dt
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.vocabulary import files
from entrepairs.vocabulary.files import BadVocabulary, read
from entrepairs.vocabulary.models import Scheme

CONCEPTS, NUMBERS = read()
OF_SCHEME = Counter(entry.scheme for entry in CONCEPTS)


def words_in(value: Any, language: str) -> Iterator[str]:
    """What the data of an entry says in one language, however deep it stands."""
    if isinstance(value, list):
        for one in value:
            yield from words_in(one, language)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name == language:
                yield one
            yield from words_in(one, language)


def spoken(language: str) -> list[str]:
    named = (language, f"{language}_hint", f"{language}_for", f"{language}_hours")
    entries: list[files.ConceptEntry | files.NumberEntry] = [*CONCEPTS, *NUMBERS]
    found = [getattr(entry, name, "") for entry in entries for name in named]
    deeper = [text for entry in CONCEPTS for text in words_in(entry.data, language)]
    return [text for text in [*found, *deeper] if text]


def french() -> list[str]:
    return spoken("fr")


def english() -> list[str]:
    return spoken("en")


# What is in them


def test_there_are_about_120_lived_experiences_in_two_levels() -> None:
    experiences = [entry for entry in CONCEPTS if entry.scheme == Scheme.EXPERIENCE]
    below = [entry for entry in experiences if entry.parent]
    assert 110 <= len(below) <= 130
    assert len({entry.parent for entry in below}) == len(experiences) - len(
        below
    )  # no heading is empty


def test_every_list_is_filled() -> None:
    least = {
        "support": 35,
        "contribution": 12,
        "limit": 18,
        "language": 40,
        "role": 14,
        "statute": 6,
        "body": 30,
        "rule": 13,
    }
    assert {
        scheme: OF_SCHEME[scheme] for scheme, count in least.items() if OF_SCHEME[scheme] < count
    } == {}


def test_every_entry_has_both_languages_a_source_and_a_date() -> None:
    entries: list[files.ConceptEntry | files.NumberEntry] = [*CONCEPTS, *NUMBERS]
    for entry in entries:
        assert entry.fr, entry
        assert entry.en, entry
        assert entry.source, entry
        assert entry.checked_on, entry


def test_no_two_entries_of_a_list_have_the_same_label() -> None:
    for texts in ([(e.scheme, e.fr) for e in CONCEPTS], [(e.scheme, e.en) for e in CONCEPTS]):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_the_french_is_set_as_french_is() -> None:
    wrong = [
        text
        for text in french()
        if re.search(r"'|\"| [:;?!»]|« |\S[;?!](?!\S)(?<![\u202f\u00a0].)", text)
    ]
    assert wrong == []


def test_the_english_has_curly_apostrophes() -> None:
    assert [text for text in english() if "'" in text or '"' in text] == []


def test_nobody_is_split_by_a_middle_dot() -> None:
    assert [
        text for text in french() if "·" in text or re.search(r"\(e\)|\w\.e\b|-e\b", text)
    ] == []


def test_labels_stand_in_a_sentence_and_hints_are_sentences() -> None:
    proper = {"LSF", "Parkinson"}
    for entry in CONCEPTS:
        if entry.scheme not in {Scheme.LANGUAGE, Scheme.ROLE}:
            assert entry.fr[0].islower() or entry.fr.split()[0] in proper, entry
        for hint in (entry.fr_hint, entry.en_hint):
            assert not hint or ((hint[0].isupper() or hint[0] in "«“") and hint[-1] in ".…»”"), hint


def test_the_roles_and_statutes_of_the_field_are_there() -> None:
    keys = {entry.key for entry in CONCEPTS if entry.scheme == Scheme.ROLE}
    assert keys >= {
        "peer_helper",
        "msp",
        "peer_worker",
        "peer_emulator",
        "patient_expert",
        "patient_resource",
    }
    assert keys >= {
        "patient_partner",
        "patient_teacher",
        "patient_researcher",
        "ru",
        "gem_member",
        "gem_visitor",
    }
    assert keys >= {"gem_facilitator", "sponsor"}
    marks = {entry.key: entry.mark for entry in CONCEPTS}
    assert marks["peer_emulator"] == "K"


def test_the_help_numbers_keep_their_doubts() -> None:
    marks = {entry.key: entry.mark for entry in NUMBERS}
    sure = {
        "fr_112",
        "fr_15",
        "fr_17",
        "fr_18",
        "fr_114",
        "fr_3114",
        "fr_119",
        "fr_3018",
        "fr_3133",
        "fr_fil_sante_jeunes",
    }
    assert {key for key, mark in marks.items() if not mark} == sure
    assert {key for key, mark in marks.items() if mark == "!"} == {"fr_3919", "fr_116117"}
    assert {entry.country for entry in NUMBERS} >= {"FR", "US"}
    assert next(entry for entry in NUMBERS if entry.key == "us_988").number == "988"


# Wrong files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(files.FOLDER, tmp_path / "data"))


def problems(folder: Path, file: str, old: str, new: str) -> list[str]:
    """What is said when `old` has become `new` in that file."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadVocabulary) as raised:
        read(folder)
    return raised.value.problems


def test_a_key_there_twice_is_refused(folder: Path) -> None:
    said = problems(folder, "support.yaml", "- key: coffee", "- key: walk")
    assert said == ["support.yaml: walk: the key is there twice"]


def test_a_missing_language_is_refused(folder: Path) -> None:
    said = problems(folder, "contributions.yaml", "    en: laughter\n", "")
    assert said == ["contributions.yaml: laughter: en is missing"]


def test_an_empty_language_is_refused(folder: Path) -> None:
    said = problems(folder, "contributions.yaml", "en: laughter", "en: ''")
    assert said == ["contributions.yaml: laughter: en is empty"]


def test_a_hint_in_one_language_is_refused(folder: Path) -> None:
    said = problems(folder, "contributions.yaml", "    en_hint: Believing in it together.\n", "")
    assert said == ["contributions.yaml: encouragement: the hint is in one language only"]


def test_an_unknown_parent_is_refused(folder: Path) -> None:
    text = "  - key: prison\n    parent: "
    said = problems(folder, "experiences.yaml", text + "prison_justice", text + "nowhere")
    assert said == ["experiences.yaml: prison: unknown parent “nowhere”"]


def test_a_third_level_is_refused(folder: Path) -> None:
    text = "  - key: leaving_prison\n    parent: "
    said = problems(folder, "experiences.yaml", text + "prison_justice", text + "prison")
    assert said == [
        "experiences.yaml: leaving_prison: a third level: its parent “prison” has a parent"
    ]


def test_an_entry_without_source_is_refused(folder: Path) -> None:
    (folder / "contributions.yaml").write_text(
        "scheme: contribution\nconcepts:\n  - {key: laughter, fr: rire, en: laughter, data: "
        "{family: humour}}\n"
    )
    with pytest.raises(BadVocabulary) as raised:
        read(folder)
    assert raised.value.problems == [
        "contributions.yaml: laughter: checked_on is missing",
        "contributions.yaml: laughter: source is missing",
    ]


def test_an_unknown_field_is_refused(folder: Path) -> None:
    said = problems(
        folder, "contributions.yaml", "    en: laughter\n", "    en: laughter\n    de: Lachen\n"
    )
    assert said == ["contributions.yaml: laughter: unknown field “de”"]


def test_a_field_written_twice_is_refused(folder: Path) -> None:
    said = problems(
        folder, "contributions.yaml", "    en: laughter\n", "    en: laughter\n    en: laughs\n"
    )
    assert len(said) == 1
    assert said[0].startswith("contributions.yaml: cannot be read: “en” is there twice")


def test_a_missing_file_is_refused_rather_than_read_as_empty(folder: Path) -> None:
    (folder / "limits.yaml").unlink()
    with pytest.raises(BadVocabulary, match=r"^limits\.yaml: cannot be read"):
        read(folder)


def test_a_date_in_the_future_is_refused(folder: Path) -> None:
    said = problems(
        folder,
        "help_numbers.yaml",
        '    number: "18"\n',
        '    number: "18"\n    checked_on: 2999-01-01\n',
    )
    assert said == ["help_numbers.yaml: fr_18: checked_on is in the future"]


def test_an_unknown_mark_is_refused(folder: Path) -> None:
    said = problems(folder, "help_numbers.yaml", '    mark: "!"\n', "    mark: X\n")
    assert said == ["help_numbers.yaml: fr_3919: unknown mark 'X'"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "excludes_means: [video]",
            "excludes_means: [pigeon]",
            "no_video: data: excludes_means cannot be ['pigeon']",
        ),
        (
            "excludes_means: [video]",
            "excludes_mean: [video]",
            "no_video: data: unknown field “excludes_mean”",
        ),
        (
            "[suicidal_thoughts, ",
            "[nothing, ",
            "no_suicide: data: excludes_experiences cannot be ['nothing',",
        ),
        ("max_minutes: 45", "max_minutes: long", "short: data: max_minutes cannot be 'long'"),
        (
            "{same_organisation: true}",
            "{}",
            "other_organisation: data: a limit says what is done with it",
        ),
        # Nothing says where somebody is cared for: a limit that the machine cannot keep is not told
        # as if it were.
        (
            "{same_organisation: true}",
            "{same_facility: true}",
            "other_organisation: data: unknown field “same_facility”",
        ),
    ],
)
def test_a_limit_the_machine_would_not_understand_is_refused(
    folder: Path, old: str, new: str, problem: str
) -> None:
    assert [
        said
        for said in problems(folder, "limits.yaml", old, new)
        if said.startswith(f"limits.yaml: {problem}")
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('number: "3114"', "number: 3114", "fr_3114: number must be str, not 3114"),
        (
            'number: "3114"',
            'number: "31-14"',
            "fr_3114: number must be digits and spaces, not '31-14'",
        ),
        ("channels: [call]", "channels: [fax]", "fr_112: channels must be among"),
        ("valid_region: [FR]", "valid_region: [US]", "fr_112: valid_region must be regions of FR"),
    ],
)
def test_a_help_number_that_would_not_help_is_refused(
    folder: Path, old: str, new: str, problem: str
) -> None:
    said = problems(folder, "help_numbers.yaml", old, new)
    assert said[0].startswith(f"help_numbers.yaml: {problem}")


def test_every_problem_is_told_at_once(folder: Path) -> None:
    problems(folder, "support.yaml", "- key: coffee", "- key: walk")
    said = problems(folder, "contributions.yaml", "    en: laughter\n", "")
    assert len(said) == 2


@given(st.text(max_size=200))
def test_no_file_whatever_is_in_it_makes_more_than_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    if not folder.exists():
        shutil.copytree(files.FOLDER, folder)
    (folder / "statutes.yaml").write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(BadVocabulary, match=r"statutes\.yaml"):
        read(folder)


def test_a_line_of_unknown_hours_stands_after_all_that_are_known(folder: Path) -> None:
    known = [bool(entry.fr_hours) for entry in sorted(NUMBERS, key=lambda one: one.order)]
    assert not all(known)
    assert known == sorted(known, reverse=True)
    text = (folder / "help_numbers.yaml").read_text()
    assert text.index("fr_116006") < text.index("fr_3133")  # the file alone would not do it


def test_an_emergency_number_has_its_hours(folder: Path) -> None:
    path = folder / "help_numbers.yaml"
    text = path.read_text().replace("fr_hours: Jour", 'fr_hours: "" #', 1)
    path.write_text(text.replace("en_hours: Day", 'en_hours: "" #', 1))
    with pytest.raises(BadVocabulary) as refused:
        read(folder)
    assert "without hours it is no emergency number" in str(refused.value)


def test_what_changes_with_the_law_was_checked_within_a_year() -> None:
    """It fails one day: then each number, body and rule is checked again at its source, and its
    date changed."""
    legal = [entry for entry in CONCEPTS if entry.scheme in {Scheme.BODY, Scheme.RULE}]
    entries: list[files.ConceptEntry | files.NumberEntry] = [*NUMBERS, *legal]
    long_ago = timezone.localdate() - dt.timedelta(days=366)
    assert [entry.key for entry in entries if entry.checked_on < long_ago] == []
    assert len(legal) > 40


def test_every_kind_of_body_that_is_named_is_told() -> None:
    bodies = {entry.key: entry for entry in CONCEPTS if entry.scheme == Scheme.BODY}
    seed = "cdu cs cme cse clias comedims ethics sustainability mdu cvs crsa cts clsm cls "
    seed += "local_council asv prs ptsm cns"
    second = "cdu_hia cdca cdaph cdsp cci cnaarusp"
    assert {*seed.split(), *second.split()} <= set(bodies)
    cdu = bodies["cdu"].data
    assert (cdu["term_months"], cdu["term_of"], cdu["deputies_each"]) == (36, "body", 1)
    assert len(cdu["receives"]) == 6  # CSP R.1112-80
    assert bodies["crsa"].data["unsure"]["term_months"] == "!"
    for entry in bodies.values():
        assert set(entry.data.get("unsure", {})) <= set(entry.data), entry.key


def test_the_numbers_for_abuse_and_bullying_are_those_of_today() -> None:
    lines = {entry.key: entry for entry in NUMBERS}
    assert "fr_3977" not in lines
    assert (lines["fr_3133"].number, lines["fr_3133"].fr_hours) == (
        "3133",
        "Tous les jours, de 9 h à 20 h",
    )
    assert lines["fr_3018"].fr_hours == "Tous les jours, de 9 h à 23 h"
    assert set(lines["fr_3018"].channels) == {"call", "chat", "app"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("level: facility", "level: hospital", "cdu: data: level cannot be 'hospital'"),
        ("full: 2, deputies: 2", "full: two, deputies: 2", "cdu: data: seats cannot be"),
        ('when: "2016-12-04"', 'when: "4 December"', "cdu: data: successor_of cannot be"),
        ("variant_of: cdu", "variant_of: cruqpc", "cdu_hia: data: variant_of cannot be 'cruqpc'"),
        ("unsure: {sittings: K}", "unsure: {sittings: maybe}", "cdu: data: unsure cannot be"),
    ],
)
def test_a_body_that_the_machine_would_not_understand_is_refused(
    folder: Path, old: str, new: str, said: str
) -> None:
    assert any(said in one for one in problems(folder, "bodies.yaml", old, new))
