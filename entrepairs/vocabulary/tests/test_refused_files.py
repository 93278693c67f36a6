"""Files of the vocabulary that are refused, each with what is wrong in it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.vocabulary import files
from entrepairs.vocabulary.files import BadVocabulary, read

_CONCEPTS, NUMBERS = read()


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
