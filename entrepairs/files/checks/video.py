"""Films, and sound in the same boxes: walked box by box. Where they were made is blanked out in its
place, so that nothing else moves and a film of two gigabytes is not written again.

MP4: ISO/IEC 14496-12. WebM: RFC 8794 (EBML) and RFC 9559 (Matroska).
"""

import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from entrepairs.files.checks import Found, webm
from entrepairs.files.types import Refused

INTO = {b"moov", b"trak", b"mdia"}
NOTED = {b"udta", b"meta", b"uuid"}  # GPS, author, telephone
DEEP = 6
BOXES = 100_000


@dataclass(slots=True)
class Boxes:
    """What the walk found."""

    handlers: list[bytes]
    seconds: float = 0
    moov: bool = False
    data: bool = False
    count: int = 0


def check(source: Path, cleaned: Path, name: str, kind: str) -> Found:
    try:
        shutil.copyfile(source, cleaned)
        with cleaned.open("r+b") as file:
            if kind == "webm":
                video, seconds = webm.walk(file, source.stat().st_size)
                return Found("webm" if video else "weba", duration=seconds, cleaned=True)
            found = Boxes([])
            _walk(file, 0, source.stat().st_size, found, 0)
    except (struct.error, ValueError, OSError) as error:
        raise Refused("unreadable") from error
    if not found.moov or not found.data:
        raise Refused("cut_short")
    if not {b"vide", b"soun"} & set(found.handlers):
        raise Refused("unknown")
    video = b"vide" in found.handlers
    return Found("mp4" if video else "m4a", duration=round(found.seconds, 2) or None, cleaned=True)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Name, where it begins, where its content does, where it ends."""
    at = start
    while at + 8 <= end:
        file.seek(at)
        size, name = struct.unpack(">I4s", file.read(8))
        content = at + 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            content = at + 16
        elif size == 0:
            size = end - at
        if size < content - at:
            raise Refused("unreadable")
        if at + size > end:
            raise Refused("cut_short")
        yield name, at, content, at + size
        at += size
    if at != end and start == 0:
        raise Refused("cut_short")


def _walk(file: BinaryIO, start: int, end: int, found: Boxes, depth: int) -> None:
    for name, at, content, stop in _boxes(file, start, end):
        found.count += 1
        if found.count > BOXES or depth > DEEP:
            raise Refused("too_heavy")
        if name in NOTED:
            _blank(file, at, content, stop)
        elif name in INTO:
            found.moov = found.moov or name == b"moov"
            _walk(file, content, stop, found, depth + 1)
        elif name == b"mdat" or name == b"moof":
            found.data = True
        elif name == b"mvhd":
            found.seconds = _seconds(file, content)
        elif name == b"hdlr" and depth == 3:
            file.seek(content + 8)
            found.handlers.append(file.read(4))


def _seconds(file: BinaryIO, content: int) -> float:
    file.seek(content)
    version = file.read(4)[0]
    file.seek(content + (20 if version else 12))
    scale, lasts = struct.unpack(">IQ" if version else ">II", file.read(12 if version else 8))
    return lasts / scale if scale and lasts < 1 << 60 else 0


def _blank(file: BinaryIO, at: int, content: int, stop: int) -> None:
    file.seek(at + 4)
    file.write(b"free")
    file.seek(content)
    left = stop - content
    while left > 0:
        file.write(b"\0" * min(left, 1 << 20))
        left -= 1 << 20
