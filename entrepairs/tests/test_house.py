"""How the house is built, where no linter looks: lengths, names of tests, what an SQL file may
hold."""

import ast
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

PACKAGE = Path(__file__).resolve().parent.parent
ROOM_LINES = 5000  # of a room without its tests: past that it is two rooms
FILE_LINES, FUNCTION_LINES = 500, 50
SQL_COLUMNS = 120


def python_files() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name in {"conftest.py", "testing.py"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_room_is_so_large_that_it_is_two() -> None:
    lines: dict[str, int] = {}
    for path in python_files():
        if not is_test(path):
            room = path.relative_to(PACKAGE).parts[0]
            lines[room] = lines.get(room, 0) + len(path.read_text().splitlines())
    assert lines["people"] > 500
    assert {room: number for room, number in lines.items() if number > ROOM_LINES} == {}


def test_no_file_or_function_is_so_long_that_nobody_reads_it() -> None:
    files = [name_of(p) for p in python_files() if len(p.read_text().splitlines()) > FILE_LINES]
    assert files == []
    functions = [
        f"{name_of(path)}: {function.name}"
        for path in python_files()
        for function in functions_of(path)
        if (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
    ]
    assert functions == []


def test_actions_stand_where_a_reader_looks_for_them() -> None:
    """In `actions.py` of their room, or in its package `actions`."""
    decorated = re.compile(r"^@action$", re.MULTILINE)
    found = [p for p in python_files() if not is_test(p) and decorated.search(p.read_text())]
    assert len(found) > 50
    assert [name_of(path) for path in found if "actions" not in path.with_suffix("").parts] == []


def test_no_test_file_imports_from_another() -> None:
    imports = re.compile(
        r"^\s*(?:from|import) entrepairs\.[\w.]*(?:| import [\w, ]*)\btest_\w+", re.MULTILINE
    )
    others = [name_of(path) for path in python_files() if imports.search(path.read_text())]
    assert others == []


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*/sql/**/*.sql")), ids=name_of)
def test_lines_of_sql_are_at_most_120_columns(path: Path) -> None:
    assert [line for line in path.read_text().splitlines() if len(line) > SQL_COLUMNS] == []


def test_policies_files_hold_no_trigger_and_no_table_is_opened_elsewhere() -> None:
    wrong = []
    for path in PACKAGE.glob("*/sql/*.sql"):
        text = path.read_text()
        policies = path.name == "policies.sql" or path.name.startswith("on_")
        if path.name == "policies.sql" and "create trigger" in text:
            wrong.append(f"{name_of(path)}: a trigger")
        if not policies and "create policy" in text:
            wrong.append(f"{name_of(path)}: a policy")
    assert wrong == []


def test_a_released_migration_stays_as_it_was() -> None:
    """Databases have run it: what changes is a new migration, and this file gets its line."""
    released = yaml.safe_load((PACKAGE / "core/sql/migrations.yaml").read_text())
    paths = [*PACKAGE.glob("*/migrations/0*.py"), *PACKAGE.glob("*/sql/frozen.sql")]
    found = {name_of(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    assert len(found) > 15
    changed = {name: digest for name, digest in found.items() if released.get(name) != digest}
    assert changed == {}, (
        "Write a new migration instead of changing one, and its line in core/sql/migrations.yaml: "
        f"{changed}"
    )
    assert sorted(set(released) - set(found)) == []


def test_days_are_those_of_the_place_and_not_of_the_server_s_clock() -> None:
    """After midnight the two differ for an hour or two, far from Paris for half a day."""
    in_python = re.compile(r"(?:\bnow(?:\(\))?|(?<!starts)_at|\bsince)\.date\(\)|date\.today\(\)")
    in_sql = re.compile(r"\bcurrent_date\b|_at::date|'Europe/Paris'")
    wrong = [
        f"{name_of(path)}: {line.strip()}"
        for path in (*python_files(), *PACKAGE.glob("*/sql/**/*.sql"))
        if not is_test(path) and path != PACKAGE / "core/sql/policies.sql"
        for line in path.read_text().splitlines()
        if (in_python if path.suffix == ".py" else in_sql).search(line)
    ]
    dtstamp = "calendar/opening_hours.py"  # iCalendar asks for UTC there
    assert [line for line in wrong if not line.startswith(dtstamp)] == []
    assert len(wrong) == 1


def test_code_and_pages_speak_plain_english() -> None:
    """A reader who learnt English at school stops at these words."""
    words = re.compile("who" + r"m?ever|\banew\b|\bof " + r"ours\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(PACKAGE.parent)}: {line.strip()}"
        for pattern in ("*.py", "*.sql", "*.html", "*.txt", "*.yaml", "*.js", "*.css", "*.typ")
        for path in PACKAGE.rglob(pattern)
        if "migrations" not in path.parts
        for line in path.read_text().splitlines()
        if words.search(line)
    ]
    docs = [*PACKAGE.parent.glob("*.md"), *PACKAGE.parent.glob("docs/**/*.md")]
    assert docs
    found += [path.name for path in docs if words.search(path.read_text())]
    assert found == []


def test_each_decision_has_a_number_of_its_own_and_what_is_named_exists() -> None:
    """The decisions are counted in the order in which they were made."""
    docs = PACKAGE.parent / "docs"
    paths = sorted((docs / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in paths]
    assert len(numbers) > 20
    assert sorted(set(numbers)) == numbers
    titled = {path.name: int(path.read_text().split(".")[0].strip("# ")) for path in paths}
    assert titled == {path.name: number for path, number in zip(paths, numbers, strict=True)}
    named = re.compile(r"decisions?[/ ](\d+)(?: and (\d+))?")
    places = [*docs.glob("**/*.md"), *PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.sql")]
    told = {
        int(number)
        for path in places
        for found in named.findall(path.read_text())
        for number in found
        if number
    }
    assert len(told) > 5
    assert told - set(numbers) == set()


def test_what_holds_a_finding_is_named_by_its_name() -> None:
    """A test that moved or is called otherwise now holds nothing that anybody finds."""
    lines = (PACKAGE.parent / "docs/findings-2026-11.md").read_text().splitlines()
    held = [line.split("|")[-2] for line in lines if line.startswith("| ")]
    named = set(re.findall(r"`([\w/-]+\.(?:py|yaml)|test_\w+)`", " ".join(held)))
    assert len(named) > 80
    files = [name_of(path) for kind in ("py", "yaml") for path in PACKAGE.rglob(f"*.{kind}")]
    tests = {f.name for path in python_files() if is_test(path) for f in functions_of(path)}
    gone = {
        name for name in named - tests if not any(f"/{path}".endswith(f"/{name}") for path in files)
    }
    assert gone == set()


def test_decisions_and_docs_name_files_that_are_there() -> None:
    """`files/types.py` is in the package, in the repository, or the end of the path of one."""
    files = [f"/{path.relative_to(PACKAGE).as_posix()}" for path in PACKAGE.rglob("*.*")]
    named = re.compile(r"`((?:[\w-]+/)+[\w-]+\.(?:py|sql|yaml|html|css|js|typ))`")
    gone = {
        name
        for path in PACKAGE.parent.glob("docs/**/*.md")
        for name in named.findall(path.read_text())
        if not (PACKAGE.parent / name).exists() and not any(f.endswith(f"/{name}") for f in files)
    }
    # A first change makes these.
    library = "entrepairs/library"
    assert gone == {f"{library}/read_later.py", f"{library}/tests/test_read_later.py"}


def test_the_first_change_names_places_that_are_there() -> None:
    """Who follows it to the letter finds each file, and each line before which something comes."""
    text = " ".join((PACKAGE.parent / "docs/first-change.md").read_text().split())
    files = re.findall(r"in `(entrepairs/[\w/.]+)`", text)
    assert len(files) > 5
    assert [file for file in files if not (PACKAGE.parent / file).is_file()] == []
    before = re.findall(r"in `(entrepairs/[\w/.]+)`, before `([^`]+)`", text)
    assert len(before) == 2
    for file, line in before:
        assert (PACKAGE.parent / file).read_text().count(line) == 1, (file, line)


def test_each_setting_that_is_read_is_told_in_the_docs_and_no_other() -> None:
    """Nobody can set what they cannot find; nor does a line tell of what is read no more."""
    name = re.compile(r"ENTREPAIRS_[A-Z_]*")
    told = set(name.findall((PACKAGE.parent / "docs/settings.md").read_text()))
    code = [path.read_text() for path in python_files() if not is_test(path)]
    read = {found for text in code for found in name.findall(text)}
    begun = tuple(one for one in read if one.endswith("_"))  # f"ENTREPAIRS_SMS_{name}"
    assert "ENTREPAIRS_FILES_HANDED_ON" in read
    assert sorted(read - told - set(begun)) == []
    assert sorted(one for one in told - read if not one.startswith(begun)) == []


def test_most_functions_are_named_by_a_verb_and_a_noun() -> None:
    """One word alone is for what a page or a library calls so: clean(), path(), change()."""
    names = [
        function.name.strip("_")
        for path in python_files()
        if not is_test(path)
        for function in functions_of(path)
        if not function.name.startswith("__")
    ]
    assert len(names) > 1000
    assert sum("_" not in name for name in names) < 0.33 * len(names)
