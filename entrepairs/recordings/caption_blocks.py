"""Blocks of WebVTT, SubRip and the screen of speech tools: times, and the lines said then."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from entrepairs.recordings.cues import ReadCaptions, is_name, plain_text, without_tags

ARROW = "-->"
TIME = r"-?(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3})?"
TIMES = re.compile(
    rf"\s*(?P<open>[\[(])?\s*(?P<starts>{TIME})\s*-->\s*(?P<ends>{TIME})?(?P<rest>.*)"
)
CLOCK = re.compile(r"(-)?(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?")
HEADS = ("WEBVTT", "NOTE", "STYLE", "REGION", "X-TIMESTAMP", "Kind:", "Language:")
ROLLING = 3  # repetitions from which captions are known to roll


@dataclass(slots=True)
class Block:
    """What stands below one line of times. `ends` is nothing when it cannot be read."""

    line: int
    starts: int
    ends: int | None
    lines: list[str] = field(default_factory=list)


def milliseconds_of(text: str | None) -> int | None:
    """Negative before the beginning; nothing when there is no such time."""
    found = CLOCK.fullmatch(text or "")
    if found is None:
        return None
    sign, hours, minutes, seconds, rest = found.groups()
    if int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return (whole * 1000 + int((rest or "0").ljust(3, "0"))) * (-1 if sign else 1)


def read_blocks(lines: Sequence[str], read: ReadCaptions) -> list[Block]:
    found: list[Block] = []
    inside = skipping = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            inside = skipping = False
        elif ARROW in line:
            block = block_from(number, line, read)
            if inside and found and found[-1].lines and found[-1].lines[-1].strip().isdecimal():
                found[-1].lines.pop()  # the number of this one
            if inside:
                read.mend(number, _("an empty line was missing above"))
            inside, skipping = True, False
            if block is not None:
                found.append(block)
        elif skipping or (not inside and line.startswith(HEADS)):
            skipping = True
        elif inside and found:
            found[-1].lines.append(line)
        elif found and not is_label(lines, number):
            read.mend(number, _("words without times: they were added to those above"))
            found[-1].lines.append(line)
    return found


def is_label(lines: Sequence[str], number: int) -> bool:
    """The number or the name of the cue whose times follow; also at the end of a cut file."""
    following = lines[number] if number < len(lines) else ""
    return ARROW in following or lines[number - 1].strip().isdecimal()


def block_from(number: int, line: str, read: ReadCaptions) -> Block | None:
    times = TIMES.match(line)
    starts = milliseconds_of(times["starts"]) if times else None
    if times is None or starts is None:
        read.mend(number, _("times that cannot be read: the words were added to those above"))
        return None
    if starts < 0:
        read.mend(number, _("a time before the start"))
    block = Block(number, max(starts, 0), milliseconds_of(times["ends"]))
    if times["open"]:  # as speech tools show it: the words on the same line
        block.lines = [times["rest"].lstrip(" ])")]
    return block


def unroll(blocks: Sequence[Block], read: ReadCaptions) -> list[Block]:
    """Automatic captions show each line again with the next: each is kept once."""
    repeated = sum(
        len(before.lines + block.lines) > 2 and bool(shared_lines(before.lines, block.lines))
        for before, block in itertools.pairwise(blocks)
    )
    if repeated < ROLLING or repeated < len(blocks) // 3:
        return list(blocks)
    found: list[Block] = []
    before: list[str] = []
    for block in blocks:
        now = [text for line in block.lines if (text := plain_text(without_tags(line)))]
        block.lines = now[shared_lines(before, now) :]
        before = now or before
        if block.lines or not found:
            found.append(block)
        elif block.ends:
            found[-1].ends = max(found[-1].ends or 0, block.ends)
    words = _("rolling captions: repeated lines were left out (%(n)s)")
    read.mend(blocks[0].line, words % {"n": repeated})
    return found


def shared_lines(before: Sequence[str], now: Sequence[str]) -> int:
    """How many of the first lines were the last ones before."""
    last = [plain_text(without_tags(line)) for line in before if line.strip()]
    first = [plain_text(without_tags(line)) for line in now if line.strip()]
    most = min(len(last), len(first))
    return next((n for n in range(most, 0, -1) if last[-n:] == first[:n]), 0)


def names_on_lines(blocks: Sequence[Block]) -> set[str]:
    """Names that stand on a line of their own above the words, of two cues at least."""
    first = Counter(
        plain_text(block.lines[0]).rstrip(": ") for block in blocks if len(block.lines) > 1
    )
    return {name for name, count in first.items() if count > 1 and name and is_name(name)}


def payload_of(block: Block, names: set[str]) -> str:
    """The words, with a name that stands above them as “Name:”."""
    if len(block.lines) > 1:
        name = plain_text(block.lines[0])
        plain = name.rstrip(": ")
        if plain in names or (name.endswith(":") and is_name(plain)):
            return f"{plain}: " + "\n".join(block.lines[1:])
    return "\n".join(block.lines)
