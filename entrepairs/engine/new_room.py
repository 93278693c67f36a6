"""Writes an empty room that passes every check: `make room NAME=gardens`. For developers."""

import re
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
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
POLICIES = """-- Who may see the rows of this room, in prose; then grants, policies, and the functions that they use.
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


def write_room(name: str, package: Path = PACKAGE) -> None:
    """Makes the folder, and tells the settings, the import contract and the addresses of it."""
    if not NAME.fullmatch(name) or (package / name).exists():
        raise SystemExit(
            f"“{name}” is no name for a new room: small letters, and not one there is."
        )
    title = "".join(part.capitalize() for part in name.split("_"))
    for path, text in FILES.items():
        file = package / name / path.format(name=name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(name=name, title=title))
    replace_once(package / "settings.py", '"rounds", "today"', f'"rounds", "{name}", "today"')
    replace_once(
        package.parent / "pyproject.toml", "events | recordings", f"{name} | events | recordings"
    )
    route = f'    path("{name}/", include("entrepairs.{name}.urls")),\n'
    today = '    path("", include("entrepairs.today.urls")),\n'
    replace_once(package / "urls.py", today, route + today)


def replace_once(file: Path, former: str, by: str) -> None:
    text = file.read_text()
    if former not in text:
        raise SystemExit(f"{file.name}: the place for the room was not found.")
    file.write_text(text.replace(former, by, 1))


if __name__ == "__main__":
    write_room(sys.argv[1] if len(sys.argv) > 1 else "")
