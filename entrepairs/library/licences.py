"""Licences of resources: data/licences.yaml, read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from entrepairs.vocabulary.models import Labelled

FILE = Path(__file__).parent / "data" / "licences.yaml"


@dataclass(frozen=True, slots=True)
class Licence(Labelled):
    key: str  # its SPDX identifier; nothing: all rights reserved
    fr: str
    en: str
    fr_hint: str
    en_hint: str
    url: str


@cache
def all_licences() -> dict[str, Licence]:
    """By key, in the order of the file."""
    names = Licence.__dataclass_fields__
    lines = yaml.safe_load(FILE.read_text(encoding="utf-8"))["licences"]
    return {line["key"]: Licence(**{name: line[name] for name in names}) for line in lines}


def licence_named(key: str) -> Licence:
    """One that is not in the file any more reserves all rights."""
    return all_licences().get(key) or all_licences()[""]
