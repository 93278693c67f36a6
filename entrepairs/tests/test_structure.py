"""What the architecture promises and a linter of imports cannot see."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from entrepairs.tests.addresses import addresses

PACKAGE = Path(__file__).resolve().parent.parent
CONTRACT = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = CONTRACT["contracts"][0]["layers"]  # the highest first
FLOORS = {
    room.strip(): floor for floor, layer in enumerate(reversed(LAYERS)) for room in layer.split("|")
}
LINK = re.compile(r'"([a-z_]+)[:/][a-z_/]+(?:\.html|\.txt)?"')
# Names that begin with _ and that libraries document.
DOCUMENTED = {"_meta", "_default_manager", "_base_manager", "_state"}
DOCUMENTED |= {"_replace", "_asdict", "_fields", "_exit"}


def test_every_room_has_a_floor() -> None:
    assert set(settings.ROOMS) == set(FLOORS)


def test_the_picture_of_the_house_has_every_room_on_its_floor() -> None:
    picture = (PACKAGE.parent / "docs/architecture.md").read_text().split("```")[1]
    lines = [line.split() for line in picture.splitlines()]
    floors = [sorted(room.strip() for room in layer.split("|")) for layer in LAYERS]
    drawn = [
        floor for floor in floors if any(sorted(line[: len(floor)]) == floor for line in lines)
    ]
    assert drawn == floors


def test_foreign_keys_point_downward_or_stay_in_the_room() -> None:
    for model in apps.get_models():
        room = model._meta.app_label
        if room not in FLOORS or not model.__module__.startswith("entrepairs."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is not None and not isinstance(target, str):
                to = target._meta.app_label
                assert to == room or FLOORS[to] < FLOORS[room], (
                    f"{model.__name__}.{field.name} points to {to}"
                )


def places_of(hat: str) -> set[str]:
    """module.function of every place that puts this hat on."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.parts or path.name in {"conftest.py", "testing.py"}:
            continue
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        tree = ast.parse(path.read_text())
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
                if any(
                    isinstance(f, ast.Attribute)
                    and f.attr == hat
                    and ast.unparse(f.value) == "hats"
                    for f in calls
                ):
                    found.add(f"{module}.{function.name}")
    return found


@pytest.mark.parametrize("hat", ["system", "person"])
def test_a_hat_is_changed_only_where_a_reason_is_written(hat: str) -> None:
    """The hat of a request is put on by the middleware. Who changes it says for what, and whose."""
    listed = {
        line["place"]: line["why"]
        for line in yaml.safe_load((PACKAGE / "tests" / f"{hat}_hat.yaml").read_text())
    }
    assert places_of(hat) == set(listed)
    assert all(listed.values())


def test_only_the_middleware_puts_a_hat_on_by_itself() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts and "put_on(" in path.read_text()
    }
    assert found == {"core/hats.py", "ui/middleware.py"}


def test_who_is_across_a_block_is_a_condition_and_never_an_answer() -> None:
    """A policy's reader may call what it calls: docs/decisions/0028 says why that is accepted."""
    asks = re.compile(
        r"[\w.]+ (?:<> all|= any)\((?:\(select my_blocks\(\)\)::bigint\[\]|my_blocks\(\))\)"
    )
    allowed = {
        "create function my_blocks() returns bigint[]",
        "my_organisations, my_coordinations, my_blocks, blocked_by_me",  # the grant
        "select unnest(my_pairs() || my_blocks() || me())",  # of those whom nobody is shown
    }
    rest = {}
    for path in [*PACKAGE.glob("*/sql/**/*.sql"), *PACKAGE.rglob("*.py")]:
        if "tests" in path.parts:
            continue
        code = re.sub(r"^\s*--.*$", "", path.read_text(), flags=re.MULTILINE)
        for text in allowed:
            code = code.replace(text, "")
        if "my_blocks" in (left := asks.sub("", code)):
            rest[path.relative_to(PACKAGE).as_posix()] = left.count("my_blocks")
    assert rest == {}
    assert asks.search((PACKAGE / "people/sql/policies.sql").read_text())


@pytest.mark.parametrize(
    "address", [a for a, _ in addresses(get_resolver())] if settings.configured else []
)
def test_every_address_answers_a_stranger_with_a_public_page_or_the_door_or_nothing(
    client: Client, address: str
) -> None:
    public = yaml.safe_load((PACKAGE / "tests" / "access" / "public.yaml").read_text())
    if address.startswith("^"):
        pytest.skip(
            "an address with a pattern of a library; listed in public.yaml by its beginning"
        )
    answer = client.get("/" + address)
    if answer.status_code == 200:
        assert any(
            ("/" + address) == p or (p.endswith("*") and ("/" + address).startswith(p[:-1]))
            for p in public
        ), address
    elif answer.status_code in {301, 302}:
        assert (
            answer["Location"].startswith(("/enter/", "/account/", "/help/"))
            or "/" + address in public
        ), answer["Location"]
    else:
        assert answer.status_code in {404, 405}, answer.status_code


def listed(name: str, key: str) -> dict[str, set[str]]:
    """file -> what it does against the rule. Each line has its reason, each file one line."""
    lines: list[dict[str, Any]] = yaml.safe_load((PACKAGE / "tests" / name).read_text())
    assert all(line["why"] for line in lines)
    assert len({line["in"] for line in lines}) == len(lines)
    return {line["in"]: set(line[key]) for line in lines}


def code_files(*suffixes: str) -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*")):
        apart = {"tests", "migrations"} & set(path.parts) or path.name in {
            "conftest.py",
            "testing.py",
        }
        if path.suffix in suffixes and not apart:
            yield path.relative_to(PACKAGE).as_posix(), path.read_text()


def test_no_more_pages_lead_to_rooms_above_by_name() -> None:
    """Imports go downward, and so do addresses and templates: what a room adds to a page below, it
    contributes to a list of that room. Take a line out when you mend one."""
    found: dict[str, set[str]] = {}
    for name, text in code_files(".py", ".html", ".txt"):
        room = name.split("/")[0]
        for link in LINK.finditer(text) if room in FLOORS else ():
            to, is_template = link[1], link[0].endswith(('.html"', '.txt"'))
            above = to in FLOORS and to != room and FLOORS[to] >= FLOORS[room]
            if above and (is_template or ":" in link[0]):
                found.setdefault(name, set()).add(link[0].strip('"'))
    assert found == listed("upward_links.yaml", "leads_to")


def private_parts(tree: ast.Module) -> Iterator[str]:
    """Names of others that begin with _: imported, or reached on what is not oneself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("entrepairs"):
            yield from (name.name for name in node.names)
            yield from (node.module or "").split(".")
        elif isinstance(node, ast.Attribute):
            of_ours = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
            yield "" if of_ours else node.attr


def test_private_parts_of_libraries_are_used_where_a_reason_is_written_only() -> None:
    found: dict[str, set[str]] = {}
    for name, text in code_files(".py"):
        parts = {
            part
            for part in private_parts(ast.parse(text))
            if part.startswith("_") and not part.startswith("__") and part not in DOCUMENTED
        }
        if parts:
            found[name] = parts
    assert found == listed("private_parts.yaml", "uses")
