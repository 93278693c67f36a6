"""The catalogues of messages, one a room: python -m entrepairs.ui.catalogues update|check|compile

English is what the code says; French is written in each room's locale/fr. `update` gathers what the code says now,
`check` fails when something has no French or no longer exists, `compile` makes what Django reads.
"""

import ast
import io
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGE = "fr"
# Which arguments of each function are the message, its plural, its context.
WORDS: dict[str, tuple[int, int | None, int | None]] = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}
NOT_SHOWN = {"tests", "migrations", "locale", "__pycache__"}
Key = tuple[str, str | None, str | None]  # message, plural, context


@dataclass
class Room:
    folder: Path
    said: dict[Key, set[str]] = field(default_factory=dict)  # with the files that say it

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def po(self) -> Path:
        return self.folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def rooms(package: Path = PACKAGE) -> list[Room]:
    found = [
        Room(folder) for folder in sorted(package.iterdir()) if (folder / "__init__.py").exists()
    ]
    for room in found:
        for path in sorted(room.folder.rglob("*")):
            inside = path.relative_to(room.folder)
            if NOT_SHOWN.isdisjoint(inside.parts) and path.suffix in (
                ".py",
                ".html",
                ".txt",
                ".typ",
            ):
                gather(room, path, inside.as_posix())
    return [room for room in found if room.said or room.po.exists()]


def gather(room: Room, path: Path, name: str) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        keys = said_by_python(text, path) if "gettext" in text else []
    elif "templates" in path.parts:
        keys = said_by_template(text)
    else:
        return
    for key in keys:
        room.said.setdefault(key, set()).add(name)


def said_by_python(text: str, path: Path) -> Iterator[Key]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS:
            values = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            message, plural, context = (
                values[place] if place is not None and place < len(values) else None
                for place in WORDS[node.func.id]
            )
            if isinstance(message, str):
                yield (
                    message,
                    plural if isinstance(plural, str) else None,
                    str(context) if context else None,
                )
            elif node.args and isinstance(node.args[0], ast.JoinedStr):
                raise SyntaxError(f"{path}:{node.lineno}: a message cannot be an f-string")


def said_by_template(text: str) -> Iterator[Key]:
    """Django turns the template into calls that look like Python; brackets around make the indentation of no matter."""
    from django.utils.translation.template import templatize

    looks_like_python = f"(\n{templatize(text)}\n)"
    functions: Any = dict.fromkeys(name for name in WORDS if not name.endswith("_lazy"))
    calls: Any = extract_python(
        io.BytesIO(looks_like_python.encode()), functions, [], {"encoding": "utf-8"}
    )
    for _line, function, found, _comments in calls:
        parts = found if isinstance(found, tuple) else (found,)
        message, plural, context = (
            parts[place] if place is not None and place < len(parts) else None
            for place in WORDS[function]
        )
        if message:
            yield message, plural, context


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def key_of(message: Message) -> Key:
    words, plural = (
        (message.id[0], message.id[1]) if message.pluralizable else (str(message.id), None)
    )
    return words, plural, message.context or None


def written(catalog: Catalog) -> dict[Key, Message]:
    return {key_of(message): message for message in catalog if message.id}


def parts_of(message: Message) -> list[str]:
    """The translations: one, or one a plural form."""
    return (
        list(message.string) if isinstance(message.string, tuple | list) else [message.string or ""]
    )


def update(room: Room) -> int:
    """Write the catalogue anew from what the code says, with the French there is. How many are without."""
    known, fresh = (
        written(read(room.po)),
        Catalog(locale=LANGUAGE, project="entrepairs", version=room.name, fuzzy=False),
    )
    fresh.header_comment = f"# The French of the room {room.name}. Written by hand; update with entrepairs.ui.catalogues."
    missing = 0
    for key in sorted(room.said, key=lambda key: (sorted(room.said[key])[0], key[0], key[2] or "")):
        message, plural, context = key
        old = known.get(key)
        missing += old is None or not all(parts_of(old))
        fresh.add(
            (message, plural) if plural else message,
            old.string if old else None,
            [(name, 0) for name in sorted(room.said[key])],
            flags=old.flags if old else (),
            user_comments=old.user_comments if old else (),
            context=context,
        )
    text = io.BytesIO()
    write_po(text, fresh, width=110, include_lineno=False)
    keep = b"".join(line for line in text.getvalue().splitlines(True) if not UNSTABLE.match(line))
    if fresh and (not room.po.exists() or room.po.read_bytes() != keep):
        room.po.parent.mkdir(parents=True, exist_ok=True)
        room.po.write_bytes(keep)
    return missing


# Headers that would change at each run.
UNSTABLE = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid)'
)


def problems(found: list[Room]) -> Iterator[str]:
    french: dict[Key, tuple[str, list[str]]] = {}
    for room in found:
        known = written(read(room.po))
        for key in sorted(set(room.said) - set(known), key=str):
            yield f"{room.name}: not in the catalogue: {key[0]!r} ({', '.join(sorted(room.said[key]))})"
        for key in sorted(set(known) - set(room.said), key=str):
            yield f"{room.name}: no longer said: {key[0]!r}"
        for key, message in known.items():
            yield from (f"{room.name}: {problem}: {key[0]!r}" for problem in wrong_in(message))
            other, words = french.setdefault(key, (room.name, parts_of(message)))
            if words != parts_of(message):
                yield f"{room.name}: said otherwise in {other}: {key[0]!r} (give one of them a context)"


STRAIGHT = re.compile(r"\w'\w")
# A mark that wants a no-break space before it; not in times (18:04), addresses or placeholders.
LOOSE = re.compile(
    r"[^\s\u00a0\u202f?!…«][;:?!](?=\s|$)|[^\S\u00a0\u202f][;:?!»](?=\s|$|[.,)])|«[^\u00a0\u202f]"
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
        names = set(re.findall(r"%\((\w+)\)", part))
        if not names <= set(re.findall(r"%\((\w+)\)", str(message.id))):
            yield "unknown placeholder"
        if STRAIGHT.search(part):
            yield "straight apostrophe"
        if LOOSE.search(re.sub(r"<[^>]+>|https?:\S+", "", part)):
            yield "no no-break space before ; : ? ! or inside « »"


def compile_all(package: Path = PACKAGE) -> Iterator[Path]:
    """Those whose source is newer."""
    for po in sorted(package.glob(f"*/locale/{LANGUAGE}/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            fresh = mo.with_suffix(".mo.new")
            with fresh.open("wb") as file:
                write_mo(file, read(po))
            fresh.replace(mo)  # never half written for whoever reads it now
            yield mo


def main(arguments: Iterable[str]) -> int:
    warnings.simplefilter("ignore")  # of the lexer, about what looks like Python
    match list(arguments):
        case ["update", *names]:
            for room in rooms():
                if not names or room.name in names:
                    print(f"{room.name}: {len(room.said)} messages, {update(room)} without French")
        case ["check"]:
            found = list(problems(rooms()))
            print("\n".join(found) or "Every message has its French.")
            return bool(found)
        case ["compile"]:
            print(f"{len(list(compile_all()))} catalogues compiled.")
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
