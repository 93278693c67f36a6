"""Sound: long enough to be heard, and without what a recorder notes beside it, such as where it
was."""

import shutil
import struct
from pathlib import Path
from typing import Any

from mutagen import MutagenError
from mutagen.aac import AAC
from mutagen.flac import FLAC
from mutagen.id3 import ID3, ID3NoHeaderError
from mutagen.mp3 import MP3
from mutagen.ogg import OggPage
from mutagen.wave import WAVE

from entrepairs.files.checks import Found
from entrepairs.files.types import Refused

# What is kept of an MP3's words: its title, its series, its language, its licence, its chapters.
KEPT = ("TIT2", "TALB", "TRCK", "TLAN", "TCOP", "WCOP", "CHAP", "CTOC")
NOTED = {b"LIST", b"bext", b"iXML", b"id3 ", b"ID3 ", b"cart", b"axml", b"_PMX"}  # in a WAV
BROKEN = (
    MutagenError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    struct.error,
    EOFError,
    OSError,
)


def check(source: Path, cleaned: Path, name: str, kind: str) -> Found:
    try:
        shutil.copyfile(source, cleaned)
        duration = {"mp3": _mp3, "aac": _aac, "ogg": _ogg, "wav": _wav, "flac": _flac}[kind](
            cleaned
        )
    except Refused:
        raise
    except BROKEN as error:
        raise Refused("unreadable") from error
    return Found(kind, duration=round(duration, 2), cleaned=True)


def _lasting(info: Any) -> float:
    seconds = float(getattr(info, "length", 0) or 0)
    if seconds <= 0:
        raise Refused("cut_short")
    return seconds


def _mp3(path: Path) -> float:
    seconds = _lasting(MP3(path).info)
    try:
        tags = ID3(path)
    except ID3NoHeaderError:
        return seconds
    kept = [frame for name in KEPT for frame in tags.getall(name)]
    tags.delete(path, delete_v1=True, delete_v2=True)
    if kept:
        bare = ID3()
        for frame in kept:
            bare.add(frame)
        bare.save(path, v2_version=3)
    return seconds


def _aac(path: Path) -> float:
    return _lasting(AAC(path).info)


def _flac(path: Path) -> float:
    flac: Any = FLAC(path)
    seconds = _lasting(flac.info)
    flac.clear_pictures()
    flac.metadata_blocks = [block for block in flac.metadata_blocks if block.code not in {2, 5, 6}]
    flac.delete(path)
    flac.save(path, deleteid3=True)
    return seconds


def _ogg(path: Path) -> float:
    import mutagen

    _whole_pages(path)
    found: Any = mutagen.File(path)
    if found is None:
        raise Refused("unknown")
    if "video" in found.mime[0]:
        raise Refused("unknown")
    seconds = _lasting(found.info)
    found.delete()
    return seconds


def _whole_pages(path: Path) -> None:
    """Its last page is there to the end."""
    with path.open("rb") as file:
        size = path.stat().st_size
        file.seek(max(size - 70_000, 0))
        tail = file.read()
        at = tail.rfind(b"OggS")
        if at < 0:
            raise Refused("cut_short")
        file.seek(size - len(tail) + at)
        try:
            OggPage(file)
        except BROKEN:
            raise Refused("cut_short") from None


def _wav(path: Path) -> float:
    """Its chunks are walked; those that note something become silence of the same length."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        (announced,) = struct.unpack("<I", file.read(8)[4:])
        if announced + 8 > size and announced < 0xFFFFFF00:
            raise Refused("cut_short")
        at = 12
        while at + 8 <= size:
            file.seek(at)
            name, length = struct.unpack("<4sI", file.read(8))
            if name in NOTED and at + 8 + length <= size:
                file.seek(at)
                file.write(b"JUNK" + struct.pack("<I", length))
                _blank(file, length)
            at += 8 + length + (length & 1)
    return _lasting(WAVE(path).info)


def _blank(file: Any, length: int) -> None:
    while length > 0:
        file.write(b"\0" * min(length, 1 << 20))
        length -= 1 << 20
