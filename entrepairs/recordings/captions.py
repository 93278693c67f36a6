"""Captions: read from WebVTT, SubRip or text with times; written as WebVTT.

Nothing of the file is kept but times, names and words: no styles, no positions, no comments. What
cannot be read is told with its line; what is only untidy (overlapping cues) is told too, and read.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from django.utils.translation import gettext as _

from entrepairs.recordings.caption_blocks import (
    ARROW,
    Block,
    names_on_lines,
    payload_of,
    read_blocks,
    unroll,
)
from entrepairs.recordings.cues import (
    LONGEST,
    TAIL,
    WORDS,
    Cue,
    ReadCaptions,
    Unreadable,
    is_name,
    plain_text,
    split_voices,
)

__all__ = ["Cue", "ReadCaptions", "Unreadable", "plain_text"]

MOST = 2_000_000  # bytes: ten hours of talk
CUES = 20_000
TIMED = re.compile(
    r"[\[(]?(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>\d{2})(?:[.,](?P<f>\d{1,3}))?[\])]?"
    r"(?:\s+|$)(?P<rest>.*)"
)
# “Zoé Exemple   0:05”, as Teams writes it above what she says.
NAME_THEN_TIME = re.compile(
    r"\[?(?P<name>[^\d:\[\]]{2,60}?)\]?\s+(?P<time>(?:\d{1,2}:)?\d{1,3}:\d{2})"
)


def read_captions(data: bytes) -> ReadCaptions:
    """Captions, whatever they are written as."""
    if len(data) > MOST:
        raise Unreadable(0, _("This is longer than ten hours of talk: is it the right file?"))
    read = ReadCaptions()
    lines = decode_text(data, read).splitlines()
    if not any(line.strip() for line in lines):
        raise Unreadable(0, _("This file is empty."))
    if any(ARROW in line for line in lines):
        blocks = unroll(read_blocks(lines, read), read)
        settle_cues(cues_of(blocks), read)
    else:
        settle_cues(read_timed_text(lines), read)
    return read


def decode_text(data: bytes, read: ReadCaptions) -> str:
    """UTF-8 or UTF-16; else Windows-1252, which reads anything that older programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Unreadable(1, _("this is not text that can be read. Save it as UTF-8.")) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        read.mend(line, _("not UTF-8: it was read as Windows-1252"))
        return data.decode("cp1252", errors="replace")


def cues_of(blocks: list[Block]) -> Iterator[tuple[int, int, int | None, str, str]]:
    """Line, beginning, end, voice and words."""
    names = names_on_lines(blocks)
    for block in blocks:
        voices = split_voices(payload_of(block, names))
        for voice, words in voices or [("", "")]:
            yield block.line, block.starts, block.ends, voice, words


def read_timed_text(
    lines: list[str],
) -> Iterator[tuple[int, int, int | None, str, str]]:
    """Text with its times: "12:34 Amel: words"; lines without one go on with the line above.

    A name may stand on the line of the time, before it, or alone on the line above it.
    """
    found: list[tuple[int, int, list[str]]] = []
    alone = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        named = NAME_THEN_TIME.fullmatch(text)
        match = TIMED.match(named["time"] if named else text)
        if match:
            before = f"{named['name']}: " if named else f"{alone}: " if alone else ""
            found.append((number, parse_milliseconds(number, match), [before + match["rest"]]))
            alone = ""
        elif is_name(text) and is_followed_by_time(lines, number):
            alone = text
        elif found:
            found[-1][2].append(text)
        else:
            raise Unreadable(number, _("begin each paragraph with its time, such as 12:34."))
    for number, start, words in found:
        for voice, said in split_voices(" ".join(words)):
            yield number, start, None, voice, said


def is_followed_by_time(lines: list[str], number: int) -> bool:
    following = lines[number].strip() if number < len(lines) else ""
    match = TIMED.match(following)
    return bool(match and not match["rest"])


def parse_milliseconds(line: int, match: "re.Match[str]") -> int:
    hours, minutes, seconds = int(match["h"] or 0), int(match["m"]), int(match["s"])
    if seconds > 59 or (match["h"] and minutes > 59):
        raise Unreadable(line, _("there is no such time."))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match["f"] or "0").ljust(3, "0"))


def settle_cues(cues: Iterable[tuple[int, int, int | None, str, str]], read: ReadCaptions) -> None:
    """In their order, each with an end after its beginning; what is mended is told."""
    rows = list(cues)
    if rows != sorted(rows, key=lambda row: row[1]):
        late = next(
            now[0] for now, before in zip(rows[1:], rows, strict=False) if now[1] < before[1]
        )
        read.mend(late, _("not in time order: they were sorted"))
        rows.sort(key=lambda row: row[1])
    starts = [row[1] for row in rows]
    before = Cue(0, 0, "")
    for index, (line, begins, told, voice, words) in enumerate(rows):
        if not words:
            read.mend(line, _("times without words were left out"))
            continue
        if begins > LONGEST:
            read.mend(line, _("a time of more than 24 hours: it was placed after the one above"))
            begins, told = before.ends, None
        ends = settle_end(line, begins, told, next_start(starts, index), read)
        if begins < before.ends and (begins, ends) != (before.starts, before.ends):
            read.mend(line, _("starts before the one above ends"))
        for part in parts_of(words):
            read.cues.append(Cue(begins, ends, part, voice))
        before = read.cues[-1]
        if len(read.cues) > CUES:
            raise Unreadable(line, _("more than %(n)s captions.") % {"n": CUES})
    if not read.cues:
        raise Unreadable(0, _("There is no text in this file."))


def next_start(starts: list[int], index: int) -> int | None:
    """The first later beginning."""
    later = (starts[n] for n in range(index + 1, len(starts)))
    return next((start for start in later if start > starts[index]), None)


def settle_end(
    line: int, begins: int, told: int | None, following: int | None, read: ReadCaptions
) -> int:
    if told is not None and begins < told <= LONGEST + TAIL:
        return told
    if told is not None:
        read.mend(line, _("its end was not after its start: the end was corrected"))
        return min(following or begins + TAIL, begins + TAIL)
    return following or begins + TAIL


def parts_of(words: str) -> Iterator[str]:
    """Words said at once, in pieces that can be shown."""
    while len(words) > WORDS:
        cut = words.rfind(" ", 0, WORDS)
        cut = cut if cut > 0 else WORDS
        yield words[:cut].strip()
        words = words[cut:].strip()
    if words:
        yield words


def format_milliseconds(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def voice_tag(voice: str) -> str:
    return f"<v {escape(voice, quote=False)}>" if voice else ""


def write_webvtt(cues: Iterable[Cue]) -> str:
    """WebVTT with nothing in it but times, names and words."""
    parts = ["WEBVTT"]
    for cue in cues:
        times = f"{format_milliseconds(cue.starts)} {ARROW} {format_milliseconds(cue.ends)}"
        parts.append(f"{times}\n{voice_tag(cue.voice)}{escape(cue.words, quote=False)}")
    return "\n\n".join(parts) + "\n"
