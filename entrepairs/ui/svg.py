"""Drawings that stand for something: icons, the pattern that stands for a person, the cover of what
has no picture. Figures are drawn by charts.py."""

import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = Path(__file__).parent / "icons"
HUES = 18  # as many as the stylesheet has .hue-N
HALF = 15  # three columns of five; the two others are their reflection
COLUMNS, ROWS = 6, 4  # tiles of a cover, of two units each
QUARTERS = (  # of a disc, from each corner of a tile in turn
    ((0, 0), "h2a2 2 0 0 1-2 2z"),
    ((2, 0), "v2a2 2 0 0 1-2-2z"),
    ((2, 2), "h-2a2 2 0 0 1 2-2z"),
    ((0, 2), "v-2a2 2 0 0 1 2 2z"),
)
# A square of 10.6 with round corners: a square of 4.2 drawn with a stroke of 6.4.
STEP, EDGE, INNER = 10.4, 13.9 + 3.2, 4.2


@cache
def icon(name: str) -> SafeString:
    """The strokes of one icon of the folder, inline, silent for screen readers."""
    found = re.search(r"<svg[^>]*>(.*)</svg>", (ICONS / f"{name}.svg").read_text(), re.DOTALL)
    if found is None:
        raise ValueError(f"{name}.svg is not an icon")
    strokes = "".join(line.strip() for line in found[1].splitlines()).replace(" />", "/>")
    return mark_safe(
        '<svg class="icon" aria-hidden="true" viewBox="0 0 24 24" fill="none" '
        'stroke="currentColor" stroke-width="2"'
        f' stroke-linecap="round" stroke-linejoin="round">{strokes}</svg>'
    )


@lru_cache(maxsize=4096)
def pattern(key: str) -> tuple[int, str]:
    """The hue and the path of the squares of the person of this key: always the same, the same left
    and right."""
    digest = hashlib.sha256(key.encode()).digest()
    halves = (int.from_bytes(digest[i : i + 2]) % (1 << HALF) for i in range(1, len(digest) - 1))
    # Neither nearly empty nor nearly full: both look alike from afar.
    bits = next((half for half in halves if 5 <= half.bit_count() <= 9), 0b101_010_111_010_010)
    cells = []
    for place in range(HALF):
        if bits >> place & 1:
            row, column = divmod(place, 3)
            cells += [(row, column)] if column == 2 else [(row, column), (row, 4 - column)]
    path = "".join(
        f"M{EDGE + STEP * column:.1f} {EDGE + STEP * row:.1f}h{INNER}v{INNER}h-{INNER}z"
        for row, column in sorted(cells)
    )
    return digest[0] % HUES, path


def peer(key: str, size: str = "") -> SafeString:
    """Stands beside the name: a pattern that mirrors itself, never a photograph by default."""
    hue, path = pattern(str(key))
    return format_html(
        '<svg class="peer hue-{}{}" viewBox="0 0 80 80" aria-hidden="true"><circle cx="40" '
        'cy="40" r="40"/>'
        '<path d="{}"/></svg>',
        hue,
        f" {size}" if size else "",
        path,
    )


def cover(key: str) -> SafeString:
    """A drawing for what has no picture of its own: calm quarters of discs, always the same for one
    key. It mirrors nothing: what mirrors itself is a person."""
    hue, soft, strong = cover_shapes(str(key))
    return format_html(
        '<svg class="cover hue-{}" viewBox="0 0 12 8" '
        'preserveAspectRatio="xMidYMid slice" aria-hidden="true"><path class="soft" '
        'd="{}"/><path d="{}"/></svg>',
        hue,
        soft,
        strong,
    )


@lru_cache(maxsize=4096)
def cover_shapes(key: str) -> tuple[int, str, str]:
    """The hue of a cover, and the paths of its two tones: one tile in four stays empty."""
    digest = hashlib.sha256(key.encode()).digest()
    soft = strong = ""
    for place, byte in enumerate(digest[: COLUMNS * ROWS]):
        tone = (byte >> 2) % 4
        if tone:
            (x, y), quarter = QUARTERS[byte % 4]
            row, column = divmod(place, COLUMNS)
            drawn = f"M{2 * column + x} {2 * row + y}{quarter}"
            soft, strong = (soft, strong + drawn) if tone == 1 else (soft + drawn, strong)
    return digest[-1] % HUES, soft, strong
