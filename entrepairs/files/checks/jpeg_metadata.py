"""A JPEG without what was noted beside the picture, its pixels untouched: for those within other
files."""

import struct

KEPT = {0xE0, 0xE2, 0xEE}  # its frame, its colour profile, how its colours are coded
ORIENTATION = 0x0112


def bare_jpeg(data: bytes) -> bytes:
    """Without EXIF, XMP, comments; which side is up is kept. What is not understood stays as it
    is."""
    if data[:2] != b"\xff\xd8":
        return data
    out, at, up = [b"\xff\xd8"], 2, 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xDA:
            break
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        segment = data[at : at + 2 + length]
        if mark == 0xE1 and segment[4:10] == b"Exif\x00\x00":
            up = up or _orientation(segment[10:])
        elif mark in KEPT or not (0xE1 <= mark <= 0xEF or mark == 0xFE):
            out.append(segment)
        at += 2 + length
    else:
        return data
    if up > 1:
        out.insert(1, _only_orientation(up))
    return b"".join(out) + data[at:]


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return 0
    (first,) = struct.unpack(order + "I", tiff[4:8])
    (count,) = (
        struct.unpack(order + "H", tiff[first : first + 2] or b"\0\0")
        if first + 2 <= len(tiff)
        else (0,)
    )
    for number in range(min(count, 200)):
        entry = tiff[first + 2 + 12 * number : first + 14 + 12 * number]
        if len(entry) == 12 and struct.unpack(order + "H", entry[:2])[0] == ORIENTATION:
            value = int(struct.unpack(order + "H", entry[8:10])[0])
            return value if value <= 8 else 0
    return 0


def _only_orientation(up: int) -> bytes:
    tiff = b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, up, 0, 0)
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
