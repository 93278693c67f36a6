"""Places of the two lists that ship with this room, read line by line: held whole they would take
more memory than the server has."""

import gzip
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

COLUMNS = (
    "geoname_id",
    "name",
    "fr",
    "folded",
    "folded_fr",
    "country",
    "department",
    "admin1",
    "postal_codes",
    "latitude",
    "longitude",
    "population",
    "time_zone",
)
FOLDER = Path(__file__).parent / "data"
KNOWN = FOLDER / "places.yaml"
COMMUNES = FOLDER / "communes.tsv.gz"
ELSEWHERE = FOLDER / "places.tsv.gz"
LAYOUT = "3"  # raise it when a row is made differently, so that places are loaded again
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
SAINT = {"st": "saint", "ste": "sainte"}

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class PlaceSource:
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


def installed() -> PlaceSource:
    """The places that ship with this room: every French commune, and towns of 5,000 people
    elsewhere."""
    digest = hashlib.sha256(LAYOUT.encode())
    for file in (KNOWN, COMMUNES, ELSEWHERE):
        digest.update(file.read_bytes())
    return PlaceSource(f"lists {digest.hexdigest()[:16]}, layout {LAYOUT}", _installed_rows)


def _installed_rows() -> Iterator[Row]:
    known = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    return chain(
        (commune(line, known) for line in lines(COMMUNES)),
        (elsewhere(line, known) for line in lines(ELSEWHERE)),
    )


def lines(file: Path) -> Iterator[list[str]]:
    """The cells of each line of a list, without its head."""
    with gzip.open(file, "rt", encoding="utf-8") as text:
        yield from (line.rstrip("\n").split("\t") for line in text if not line.startswith("#"))


def commune(line: list[str], known: dict[str, Any]) -> Row:
    """One line of the list of communes as the columns of Place."""
    number, code, name, postal_codes, latitude, longitude, population = line
    country, time_zone = known["overseas"].get(code[:3], ("FR", "Europe/Paris"))
    department, region = known["departments"].get(code[:2], ("", ""))
    return (
        int(number),
        name,
        "",
        fold(name),
        "",
        country,
        department,
        region,
        postal_codes.split(),
        float(latitude),
        float(longitude),
        int(population),
        time_zone,
    )


def elsewhere(line: list[str], known: dict[str, Any]) -> Row:
    """One line of the list of other places as the columns of Place."""
    number, name, country, admin1, latitude, longitude, population, time_zone = line
    in_french = known["names"].get(int(number), "")
    return (
        int(number),
        name,
        in_french,
        fold(name),
        fold(in_french),
        country,
        "",
        known["regions"].get(country, {}).get(admin1, ""),
        [],
        float(latitude),
        float(longitude),
        int(population),
        time_zone,
    )
