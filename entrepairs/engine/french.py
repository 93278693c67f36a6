"""What is missing or badly written in the French catalogue: python -m entrepairs.engine.french

English is what the code says. `make messages` gathers it, French is written by hand.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).resolve().parent.parent / "locale" / "fr" / "LC_MESSAGES" / "django.po"
STRAIGHT = re.compile(r"\w'\w")
# A mark that wants a no-break space before it; not in times (18:04), addresses or placeholders.
LOOSE = re.compile(
    r"[^\s\u00a0\u202f?!…«][;:?!](?=\s|$)|[^\S\u00a0\u202f][;:?!»](?=\s|$|[.,)])|«[^\u00a0\u202f]"
)


def read(path: Path = CATALOGUE) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def problems(catalog: Catalog) -> Iterator[str]:
    for message in catalog:
        if message.id:
            yield from (f"{problem}: {message.id!r}" for problem in wrong_in(message))
    for message in catalog.obsolete.values():
        yield f"no longer said: {message.id!r}"


def parts_of(message: Message) -> list[str]:
    """The translations: one, or one a plural form."""
    return (
        list(message.string) if isinstance(message.string, tuple | list) else [message.string or ""]
    )


def wrong_in(message: Message) -> Iterator[str]:
    parts = parts_of(message)
    if not all(parts):
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy"
    for error in message.check():
        yield str(error)
    for part in parts:
        if not set(re.findall(r"%\((\w+)\)", part)) <= set(
            re.findall(r"%\((\w+)\)", str(message.id))
        ):
            yield "unknown placeholder"
        if STRAIGHT.search(part):
            yield "straight apostrophe"
        if LOOSE.search(re.sub(r"<[^>]+>|https?:\S+", "", part)):
            yield "no no-break space before ; : ? ! or inside « »"


if __name__ == "__main__":
    found = list(problems(read()))
    print("\n".join(found) or "Every message has its French.")
    sys.exit(bool(found))
