"""Maps at the grain of towns, drawn from the places that ship with this room: nothing is asked of
anyone elsewhere.

A map is a box of COLUMNS x ROWS cells. A town stands in the middle of a cell, never finer, so that
its name, which is HTML and not part of the drawing, stands beside it at every width. Under the
towns lies France, as cells of the ground that have a commune.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import NamedTuple

from entrepairs.ui.charts import COLUMNS, ROWS, ground
from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.places import COMMUNES, lines

NORTH, EAST = 0.1, 0.15  # degrees: a cell of the ground, about 11 km by 11 km in France
LEAST_SPAN = 3  # degrees of latitude from the lowest to the highest edge: never a street
LEAST_TOWNS = 2  # where one town is all, its name says it
MARGIN = 0.18  # of the span, on each side
FAR_NORTH, FAR_EAST = 9, 12  # degrees from the middle town: further away is told in words
LANDMARK, LANDMARKS = 60_000, 5  # people of a town that is named to find one's way; how many
LETTER = 0.72  # columns that a letter of a name takes on a phone


class Town(NamedTuple):
    """A town, and how many things of the list are in it."""

    name: str
    latitude: float
    longitude: float
    number: int = 1


@dataclass(frozen=True, slots=True)
class Pin:
    """What stands in one cell: a dot, and the name on one side of it, or no name where there is no
    room. `number` is 0 for a landmark."""

    column: int
    row: int
    number: int
    name: str = ""
    leftwards: bool = False


@dataclass(frozen=True, slots=True)
class TownMap:
    """What is drawn: `ground` is the SVG path of the land, `towns` the names in words, `elsewhere`
    those too far away to be on it."""

    ground: str
    pins: list[Pin]
    towns: list[str]
    elsewhere: list[str]

    @property
    def dots(self) -> list[tuple[int, int, int]]:
        return [(pin.column, pin.row, pin.number) for pin in self.pins]


class Frame(NamedTuple):
    """The part of the world that is shown, in degrees: its north-west corner and a cell's size."""

    north: float
    west: float
    high: float
    wide: float

    def cell(self, latitude: float, longitude: float) -> tuple[int, int]:
        column = math.floor((longitude - self.west) / self.wide)
        return column, math.floor((self.north - latitude) / self.high)


@cache
def ground_and_landmarks() -> tuple[frozenset[tuple[int, int]], list[Town]]:
    """The cells of the ground that have a French commune, as (row to the north, column to the
    east); and the larger communes, the largest first. Read once."""
    cells, large = set(), []
    for line in lines(COMMUNES):
        latitude, longitude, people = float(line[4]), float(line[5]), int(line[6])
        cells.add((math.floor(latitude / NORTH), math.floor(longitude / EAST)))
        if people >= LANDMARK and "rrondissement" not in line[2]:
            large.append((people, Town(line[2], latitude, longitude, 0)))
    filled = {
        (row, column)
        for north, east in cells
        for row, column in ((north + 1, east), (north, east + 1))
        if sum((row + a, column + b) in cells for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1))) >= 3
    }
    return frozenset(cells | filled), [town for _people, town in sorted(large, reverse=True)]


def towns_of(places: Iterable[Place | None]) -> list[Town]:
    """The towns of a list in its order, each once, with how many things are there."""
    found: dict[int, Town] = {}
    for place in places:
        if place is None:
            continue
        known = found.get(place.pk)
        number = known.number + 1 if known else 1
        found[place.pk] = Town(str(place), place.latitude, place.longitude, number)
    return list(found.values())


def draw_towns(towns: list[Town]) -> TownMap | None:
    """None when there are too few towns for a picture."""
    if len(towns) < LEAST_TOWNS:
        return None
    north = median(town.latitude for town in towns)
    east = median(town.longitude for town in towns)
    near = [
        town
        for town in towns
        if abs(town.latitude - north) <= FAR_NORTH and abs(town.longitude - east) <= FAR_EAST
    ]
    if len(near) < LEAST_TOWNS:
        return None
    frame = frame_around(near)
    cells, large = ground_and_landmarks()
    return TownMap(
        ground=_path_of_ground(frame, cells),
        pins=place_names(frame, near, large),
        towns=[town.name for town in near],
        elsewhere=[town.name for town in towns if town not in near],
    )


def frame_around(towns: list[Town]) -> Frame:
    """All of these with a margin, in the shape of the box, a degree to the east being shorter than
    one to the north."""
    low, high = min(town.latitude for town in towns), max(town.latitude for town in towns)
    west, east = min(town.longitude for town in towns), max(town.longitude for town in towns)
    middle_north, middle_east = (low + high) / 2, (west + east) / 2
    squeeze = max(math.cos(math.radians(middle_north)), 0.2)
    shape = COLUMNS / ROWS
    span = max((high - low), (east - west) * squeeze / shape) * (1 + 2 * MARGIN)
    span = max(span, LEAST_SPAN)
    cell = span / ROWS
    return Frame(
        middle_north + span / 2, middle_east - span * shape / squeeze / 2, cell, cell / squeeze
    )


def _path_of_ground(frame: Frame, cells: frozenset[tuple[int, int]]) -> str:
    """Runs of cells of the ground, row by row, in units of the box."""
    rows: list[tuple[int, int, int]] = []
    first_row = math.floor((frame.north - ROWS * frame.high) / NORTH) - 1
    first, last = (
        math.floor(edge / EAST) for edge in (frame.west, frame.west + COLUMNS * frame.wide)
    )
    for row in range(first_row, math.ceil(frame.north / NORTH) + 1):
        start = None
        for column in range(first, last + 2):
            if (row, column) in cells and column <= last:
                start = column if start is None else start
            elif start is not None:
                rows.append((row, start, column))
                start = None
    return ground(
        [
            (
                (start * EAST - frame.west) / frame.wide,
                (frame.north - (row + 1) * NORTH) / frame.high,
                (end - start) * EAST / frame.wide,
                NORTH / frame.high,
            )
            for row, start, end in rows
        ]
    )


def place_names(frame: Frame, towns: list[Town], large: list[Town]) -> list[Pin]:
    """One pin a cell, those of the list first; then a few large towns, where there is room."""
    by_cell: dict[tuple[int, int], list[Town]] = {}
    for town in sorted(towns, key=lambda town: -town.number):
        by_cell.setdefault(frame.cell(town.latitude, town.longitude), []).append(town)
    taken = {cell for column, row in by_cell for cell in ((column, row), (column, row + 1))}
    pins = [
        _pin(cell, ", ".join(town.name for town in here), sum(town.number for town in here), taken)
        for cell, here in by_cell.items()
    ]
    marks: list[Pin] = []
    for town in large:
        column, row = cell = frame.cell(town.latitude, town.longitude)
        inside = 0 <= column < COLUMNS and 0 < row < ROWS - 1  # a name needs half a row around it
        if len(marks) < LANDMARKS and inside and cell not in taken:
            pin = _pin(cell, town.name, 0, taken)
            marks += [pin] if pin.name else []
    return pins + marks


def _pin(cell: tuple[int, int], name: str, number: int, taken: set[tuple[int, int]]) -> Pin:
    """The name to the right of the dot, else to its left, else none; what it takes is kept."""
    column, row = cell
    said = f"{name} ({number})" if number > 1 else name
    length = math.ceil(len(said) * LETTER) + 1
    for leftwards in (False, True):
        columns = (
            range(column - length, column) if leftwards else range(column + 1, column + 1 + length)
        )
        around = {(one, beside) for one in columns for beside in (row, row + 1)}
        if columns[0] >= 0 and columns[-1] < COLUMNS and not around & taken:
            taken |= around | {cell, (column, row + 1)}
            return Pin(column, row, number, said, leftwards)
    return Pin(column, row, number)
