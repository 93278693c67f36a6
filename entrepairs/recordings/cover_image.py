"""The cover of a podcast: the pattern of its series, as PNG made without an image library."""

import colorsys
import re
import struct
import zlib
from functools import lru_cache

from entrepairs.ui import svg


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@lru_cache(maxsize=64)
def draw_cover(key: str, side: int) -> bytes:
    """A square of squares that mirrors itself, in two colours."""
    hue, path = svg.pattern(key)
    # The pattern is a path of unit squares: each M starts one.
    cells = {
        (round((float(y) - svg.EDGE) / svg.STEP), round((float(x) - svg.EDGE) / svg.STEP))
        for x, y in re.findall(r"M([\d.]+) ([\d.]+)", path)
    }
    step = side // 7
    rows = []
    for row in range(5):
        line = bytearray(side)
        for column in range(5):
            if (row, column) in cells:
                left = (side - 5 * step) // 2 + column * step
                line[left : left + step] = b"\x01" * step
        rows.append(bytes(line))
    edge = (side - 5 * step) // 2
    # Rows of palette indexes, 0 for the ground and 1 for the pattern, with an even edge around.
    image = [bytes(side)] * edge + [row for row in rows for _ in range(step)]
    image += [bytes(side)] * (side - len(image))
    colours = b"".join(
        bytes(round(255 * part) for part in colorsys.hls_to_rgb(hue / svg.HUES, light, 0.45))
        for light in (0.92, 0.32)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [
            png_chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 3, 0, 0, 0)),
            png_chunk(b"PLTE", colours),
            png_chunk(b"IDAT", zlib.compress(b"".join(b"\x00" + row for row in image), 9)),
            png_chunk(b"IEND", b""),
        ]
    )
