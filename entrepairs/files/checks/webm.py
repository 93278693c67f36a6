"""The elements of a WebM, as far as is needed: what tracks it has, how long it lasts, and its
notes, blanked out."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from entrepairs.files.types import Refused

HEADER, DOCTYPE = 0x1A45DFA3, 0x4282
SEGMENT, INFO, TRACKS, CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TAGS, ATTACHMENTS, VOID = 0x1254C367, 0x1941A469, 0xEC
SCALE, DURATION, TRACK, TRACK_TYPE = 0x2AD7B1, 0x4489, 0xAE, 0x83
ELEMENTS = 2_000_000

Element = tuple[int, int, int, int]  # id, where it begins, where its content does, where it ends


def walk(file: BinaryIO, size: int) -> tuple[bool, float | None]:
    """Whether there is something to see, and how long it lasts."""
    header = _first(file, 0, size)
    if header[0] != HEADER:
        raise Refused("unreadable")
    kinds = [_bytes(file, one) for one in _within(file, header[2], header[3]) if one[0] == DOCTYPE]
    if not kinds or kinds[0].rstrip(b"\0") not in {b"webm", b"matroska"}:
        raise Refused("unknown")
    segment = _first(file, header[3], size)
    if segment[0] != SEGMENT:
        raise Refused("unreadable")
    tracks: set[int] = set()
    seconds, clusters = None, False
    for one in _within(file, segment[2], segment[3], whole=True):
        if one[0] == INFO:
            seconds = _seconds(file, one)
        elif one[0] == TRACKS:
            tracks |= _tracks(file, one)
        elif one[0] == CLUSTER:
            clusters = True
        elif one[0] in {TAGS, ATTACHMENTS}:
            _blank(file, one)
    if not tracks & {1, 2} or not clusters:
        raise Refused("cut_short" if not clusters else "unknown")
    return 1 in tracks, seconds


def _number(file: BinaryIO, marked: bool) -> int:
    """A number of variable length; for an id its mark is part of it. All ones: not known, -1."""
    first = file.read(1)
    if not first:
        raise Refused("cut_short")
    length = 9 - first[0].bit_length()
    if length > 8:
        raise Refused("unreadable")
    rest = file.read(length - 1)
    if len(rest) < length - 1:
        raise Refused("cut_short")
    value = int.from_bytes(first + rest, "big")
    if marked:
        return value
    value &= (1 << 7 * length) - 1
    return -1 if value == (1 << 7 * length) - 1 else value


def _first(file: BinaryIO, at: int, end: int) -> Element:
    file.seek(at)
    name = _number(file, True)
    length = _number(file, False)
    content = file.tell()
    stop = end if length < 0 else content + length
    if stop > end:
        raise Refused("cut_short")
    return name, at, content, stop


def _within(file: BinaryIO, at: int, end: int, whole: bool = False) -> Iterator[Element]:
    count = 0
    while at < end:
        one = _first(file, at, end)
        yield one
        count += 1
        if count > ELEMENTS:
            raise Refused("too_heavy")
        at = one[3] if not (whole and one[0] == CLUSTER and one[3] == end) else _next(file, one)


def _next(file: BinaryIO, cluster: Element) -> int:
    """Written live, a cluster does not know its length: what it holds ends where another element of
    its rank begins."""
    at = cluster[2]
    while at < cluster[3]:
        one = _first(file, at, cluster[3])
        if one[0] in {CLUSTER, TAGS, INFO, TRACKS, 0x1C53BB6B}:
            return at
        at = one[3]
    return cluster[3]


def _bytes(file: BinaryIO, one: Element) -> bytes:
    file.seek(one[2])
    return file.read(min(one[3] - one[2], 64))


def _tracks(file: BinaryIO, one: Element) -> set[int]:
    return {
        int.from_bytes(_bytes(file, part), "big")
        for track in _within(file, one[2], one[3])
        if track[0] == TRACK
        for part in _within(file, track[2], track[3])
        if part[0] == TRACK_TYPE
    }


def _seconds(file: BinaryIO, one: Element) -> float | None:
    scale, lasts = 1_000_000, None
    for part in _within(file, one[2], one[3]):
        if part[0] == SCALE:
            scale = int.from_bytes(_bytes(file, part), "big")
        elif part[0] == DURATION:
            data = _bytes(file, part)
            lasts = struct.unpack(">f" if len(data) == 4 else ">d", data)[0]
    return round(lasts * scale / 1e9, 2) if lasts and lasts > 0 and lasts < 1e12 else None


def _blank(file: BinaryIO, one: Element) -> None:
    """It becomes an element that says nothing, of the same length: one byte of name, eight of
    length."""
    length = one[3] - one[1]
    if length < 9:
        return
    file.seek(one[1])
    file.write(bytes([VOID]) + (length - 9 | 1 << 56).to_bytes(8, "big"))
    left = length - 9
    while left > 0:
        file.write(b"\0" * min(left, 1 << 20))
        left -= 1 << 20
