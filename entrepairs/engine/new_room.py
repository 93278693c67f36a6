"""Writes an empty room that passes every check: `make room NAME=gardens`. For developers."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = re.compile(r"[a-z]+(_[a-z]+)*")

APPS = """from django.apps import AppConfig


class {title}Config(AppConfig):
    name = "entrepairs.{name}"
"""
MODELS = '''"""{title}: what a row is, one sentence a table."""
'''
URLS = '''"""Addresses of {name}."""

from django.urls import URLPattern, URLResolver

app_name = "{name}"
urlpatterns: list[URLPattern | URLResolver] = []
'''
POLICIES = """\
-- Who may see the rows of this room, in prose; then grants, policies, and the functions they use.
"""
TEST = '''"""The room {name}."""

from django.apps import apps


def test_the_room_is_there() -> None:
    assert apps.get_app_config("{name}").name == "entrepairs.{name}"
'''
FILES = {
    "__init__.py": "",
    "apps.py": APPS,
    "models.py": MODELS,
    "urls.py": URLS,
    "migrations/__init__.py": "",
    "sql/policies.sql": POLICIES,
    "tests/__init__.py": "",
    "tests/test_{name}.py": TEST,
}


# The file, the words that stand after the place for the room, what is written before them.
PLACES = (
    ("entrepairs/settings.py", '"today"),\n]', '"{name}", '),
    ("pyproject.toml", "events | recordings", "{name} | "),
    (
        "entrepairs/urls.py",
        '    path("", include("entrepairs.pairs.urls")),\n',
        '    path("{name}/", include("entrepairs.{name}.urls")),\n',
    ),
)


def write_room(name: str, root: Path = ROOT) -> None:
    """Makes the folder, and tells the settings, the import contract and the addresses of it.

    Every place is found before anything is written: half a room helps nobody.
    """
    package = root / "entrepairs"
    if not NAME.fullmatch(name) or (package / name).exists():
        raise SystemExit(
            f"“{name}” is no name for a new room: small letters, and not one there is."
        )
    told = {
        root / file: add_before(root / file, after, room.format(name=name))
        for file, after, room in PLACES
    }
    title = "".join(part.capitalize() for part in name.split("_"))
    for path, text in FILES.items():
        file = package / name / path.format(name=name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(name=name, title=title))
    for file, text in told.items():
        file.write_text(text)


def add_before(file: Path, after: str, room: str) -> str:
    text = file.read_text()
    if text.count(after) != 1:
        raise SystemExit(f"{file.name}: the place for the room was not found.")
    return text.replace(after, room + after)


if __name__ == "__main__":
    write_room(sys.argv[1] if len(sys.argv) > 1 else "")
