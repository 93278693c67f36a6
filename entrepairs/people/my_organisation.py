"""My organisation: the page of those who coordinate one, made of tiles that the rooms contribute.

A room adds its tiles in its AppConfig.ready(). The fact of a tile is one statement,
sql/queries/tile_<name>.sql, read under the hat of the person who asks; all of them are sent as one.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.urls import reverse

from entrepairs.core.sql_files import PACKAGE, read_sql
from entrepairs.people.models import Organisation

Text = Any  # a string, or a lazy translation
MOST_TO_DO = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do first, with its one press. `order`: the lowest are shown."""

    words: Text
    press: Text
    url: str
    more: Text = ""
    icon: str = "circle-check"
    order: int = 50


@dataclass(frozen=True, slots=True)
class TileWords:
    """The fact of a tile in words: a figure with its unit, and what it means."""

    figure: Text = ""
    unit: Text = ""
    words: Text = ""
    link: tuple[str, Text] | None = None  # what the fact is about: its address, its name
    tasks: tuple[Task, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)  # for a template of its own


@dataclass(frozen=True, slots=True)
class Tile:
    """One fact and one act. `fact` has what the statement gives; `press` leads to `url_name`.

    A tile with a `template` of its own stands above the others, as wide as the page.
    """

    room: str
    name: str
    label: Text
    icon: str
    press: Text
    url_name: str
    say: Callable[[Organisation, dict[str, Any]], TileWords]
    order: int = 50
    keyed: bool = True  # the address has the key of the organisation in it
    template: str = ""

    @property
    def file(self) -> str:
        return f"queries/tile_{self.name}.sql"

    def url(self, organisation: Organisation) -> str:
        return reverse(self.url_name, args=[organisation.key] if self.keyed else [])


@dataclass(frozen=True, slots=True)
class ShownTile:
    """A tile of this organisation, ready to be drawn."""

    tile: Tile
    said: TileWords
    url: str


_tiles: dict[str, Tile] = {}


def add_tile(tile: Tile) -> None:
    """Show this on the page of an organisation, to those who coordinate it."""
    if _tiles.setdefault(tile.name, tile) is not tile:
        raise ValueError(f"two rooms add a tile {tile.name}")


def known_tiles() -> list[Tile]:
    return sorted(_tiles.values(), key=lambda tile: (tile.order, tile.name))


@cache
def _statement(files: tuple[tuple[str, str], ...]) -> str:
    facts = [f"(\n{read_sql(room, file)}\n)" for room, file in files]
    return f"select {', '.join(facts)}"


def read_tiles(organisation: Organisation) -> list[ShownTile]:
    """Every tile with its fact, in their order. One query."""
    tiles = known_tiles()
    if not tiles:
        return []
    with connection.cursor() as cursor:
        statement = _statement(tuple((tile.room, tile.file) for tile in tiles))
        cursor.execute(statement, {"organisation": organisation.pk})
        row = cursor.fetchone()
    return [
        ShownTile(tile, tile.say(organisation, json.loads(fact or "{}")), tile.url(organisation))
        for tile, fact in zip(tiles, row, strict=True)
    ]


def first_tasks(shown: Iterable[ShownTile]) -> list[Task]:
    """What to do first: at most three."""
    tasks = [task for one in shown for task in one.said.tasks]
    return sorted(tasks, key=lambda task: task.order)[:MOST_TO_DO]


def find_faults(tiles: Iterable[Tile], package: Path = PACKAGE) -> Iterator[str]:
    """What keeps Entrepairs from starting: a tile that says nothing, leads nowhere, or has no
    fact."""
    tiles = list(tiles)
    for tile in tiles:
        if not (tile.label and tile.press and tile.url_name and tile.icon):
            yield f"the tile {tile.name} of {tile.room} needs a label, an icon, a press and a page"
        if not (package / tile.room / "sql" / tile.file).exists():
            yield f"{tile.room} adds the tile {tile.name}: its fact is missing, sql/{tile.file}"
    for path in sorted(package.glob("*/sql/queries/tile_*.sql")):
        room, name = path.relative_to(package).parts[0], path.stem.removeprefix("tile_")
        if not any(tile.room == room and tile.name == name for tile in tiles):
            yield f"{room}/sql/queries/{path.name} is the fact of no tile: add it in apps.py"
