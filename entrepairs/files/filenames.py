"""Names of files as people give them: cleaned where that is harmless, refused where the name
deceives."""

import unicodedata
from pathlib import PurePosixPath

from entrepairs.files.types import Kind, Refused

LONGEST = 200
# They turn the direction of what follows: "annexe\u202efdp.exe" reads as "annexeexe.pdf".
TURNS = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def clean(name: str) -> str:
    """The name on one line, within its length, its end kept. Refused: a path, control characters,
    turned directions."""
    name = unicodedata.normalize("NFC", name)
    if TURNS & set(name) or any(
        unicodedata.category(one) in {"Cc", "Cs", "Co", "Zl", "Zp"} for one in name
    ):
        raise Refused("name")
    if "/" in name or "\\" in name:
        raise Refused("name")
    name = " ".join(name.split()).strip(". ")
    if not name:
        raise Refused("name")
    return shorten(name)


def shorten(name: str) -> str:
    end = PurePosixPath(name).suffix if len(PurePosixPath(name).suffix) <= 12 else ""
    return name if len(name) <= LONGEST else name[: LONGEST - len(end)].rstrip() + end


def ending(name: str) -> str:
    """Its end, in small letters, without the dot."""
    return PurePosixPath(name).suffix[1:].lower()


def with_end_of(kind: Kind, name: str) -> str:
    """The name ends as its type does: what is opened by its name is opened as what it is."""
    if ending(name) in kind.ends:
        return name
    end = f".{kind.ends[0]}"
    return shorten(name)[: LONGEST - len(end)] + end
