"""Captions: read from WebVTT, SubRip or text with times; written as WebVTT.

Nothing of the file is kept but times, names and words: no styles, no positions, no comments. What
cannot be read is told with its line; what is only untidy (overlapping cues) is told too, and read.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from django.utils.translation import gettext as _
from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

MOST = 2_000_000  # bytes: ten hours of talk
CUES = 20_000
WORDS = 2_000  # characters said at once
NAME = 300
LONGEST = 24 * 3600 * 1000
TAIL = 4000  # how long the last line of a text with times lasts
ARROW = "-->"
VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
TAG = re.compile(r"<[^<>]*>|\{\\[^}]*\}")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
TIMED = re.compile(
    r"[\[(]?(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>\d{2})(?:[.,](?P<f>\d{1,3}))?[\])]?"
    r"(?:\s+|$)(?P<rest>.*)"
)
SPEAKER = re.compile(r"([^\W\d_][^:.!?]{0,60}):\s+(.*)", re.DOTALL)


class Unreadable(Exception):
    """What is wrong, with its line; in the language of the page."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(_("Line %(line)s: %(why)s") % {"line": line, "why": why} if line else why)
        self.line = line


@dataclass(frozen=True, slots=True)
class Cue:
    """What one voice says from one millisecond to another."""

    starts: int
    ends: int
    words: str
    voice: str = ""


@dataclass(slots=True)
class ReadCaptions:
    """Cues, and the numbers of the lines that overlap the one before."""

    cues: list[Cue] = field(default_factory=list)
    over: list[int] = field(default_factory=list)


def read_captions(data: bytes) -> ReadCaptions:
    """Captions, whatever they are written as."""
    if len(data) > MOST:
        raise Unreadable(0, _("This is longer than ten hours of talk: is it the right file?"))
    text = decode_text(data)
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        raise Unreadable(0, _("There is nothing in it."))
    if lines[0].startswith("WEBVTT"):
        return check_cues(cues_of(lines, "vtt"))
    if any(ARROW in line for line in lines):
        return check_cues(cues_of(lines, "srt"))
    return check_cues(read_timed_text(lines))


def decode_text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Unreadable(1, _("this is not text that can be read. Save it as UTF-8.")) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(
            line, _("a character that is not UTF-8. Save the file again as UTF-8.")
        ) from None


def split_blocks(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, with the number of its first line."""
    block: list[str] = []
    first = 1
    for number, line in enumerate(lines, 1):
        if line.strip():
            first = first if block else number
            block.append(line)
        elif block:
            yield first, block
            block = []
    if block:
        yield first, block


def cues_of(lines: list[str], kind: str) -> Iterator[tuple[int, Cue]]:
    """Each block with an arrow is a cue; others are the head, comments and styles, and are left."""
    for first, block in split_blocks(lines):
        at = next((n for n, line in enumerate(block) if ARROW in line), None)
        if at is None:
            if kind == "srt" and not block[0].strip().isdecimal():
                raise Unreadable(first, _("no times stand above these words."))
            if block[-1].strip().isdecimal():
                raise Unreadable(
                    first + len(block) - 1, _("the file stops here, before the times.")
                )
            continue
        if block[0].startswith("NOTE"):
            continue
        yield from cue_of(first + at, block[at:], kind)


def cue_of(line: int, block: list[str], kind: str) -> Iterator[tuple[int, Cue]]:
    if len(block) < 2:
        raise Unreadable(line, _("times without words: is the file cut short?"))
    second = next((n for n, words in enumerate(block[1:], 1) if ARROW in words), None)
    if second is not None:
        raise Unreadable(line + second, _("times among the words: an empty line is missing above."))
    if re.match(r"\s*-|.*-->\s*-", block[0]):
        raise Unreadable(line, _("a time before the beginning."))
    head = "WEBVTT\n\n" if kind == "vtt" else "1\n"
    try:
        found = WebVTT.from_buffer(
            io.StringIO(head + "\n".join([block[0], "x"])), format=kind
        ).captions
        [(starts, ends)] = [
            (one.start_time.in_milliseconds(), one.end_time.in_milliseconds()) for one in found
        ]
    except (MalformedCaptionError, MalformedFileError, ValueError):
        raise Unreadable(
            line, _("times that cannot be read. They are written 00:01:02.500 --> 00:01:05.000.")
        ) from None
    for voice, words in split_voices("\n".join(block[1:])):
        yield line, Cue(starts, ends, words, voice)


def split_voices(payload: str) -> Iterator[tuple[str, str]]:
    """Who says what: the words after each <v Name>."""
    parts = VOICE.split(payload)
    for voice, words in zip(["", *parts[1::2]], parts[::2], strict=True):
        clean = plain_text(TAG.sub("", words))
        if clean:
            yield plain_text(voice)[:NAME], clean


def plain_text(text: str) -> str:
    return " ".join(CONTROL.sub("", unescape(text)).split())


def read_timed_text(lines: Iterable[str]) -> Iterator[tuple[int, Cue]]:
    """Text with its times: "12:34 Amel: words"; lines without one go on with the line above."""
    found: list[tuple[int, int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if line.lstrip(" [(").startswith("-") and line.lstrip(" [(-")[:1].isdigit():
            raise Unreadable(number, _("a time before the beginning."))
        if match := TIMED.match(line.strip()):
            found.append((number, parse_milliseconds(number, match), [match["rest"]]))
        elif found:
            found[-1][2].append(line.strip())
        else:
            raise Unreadable(number, _("begin each paragraph with its time, such as 12:34."))
    starts = [start for _number, start, _words in found]
    for (number, start, words), follows in zip(
        found, [*starts[1:], starts[-1] + TAIL], strict=True
    ):
        text = plain_text(TAG.sub("", " ".join(words)))
        speaker = SPEAKER.fullmatch(text)
        voice, text = (speaker[1], speaker[2]) if speaker else ("", text)
        if text:
            yield number, Cue(start, follows, text, voice)


def parse_milliseconds(line: int, match: "re.Match[str]") -> int:
    hours, minutes, seconds = int(match["h"] or 0), int(match["m"]), int(match["s"])
    if seconds > 59 or (match["h"] and minutes > 59):
        raise Unreadable(line, _("there is no such time."))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match["f"] or "0").ljust(3, "0"))


def check_cues(cues: Iterable[tuple[int, Cue]]) -> ReadCaptions:
    """In their order, each with an end after its beginning, not endless."""
    found = ReadCaptions()
    before = Cue(0, 0, "")
    for line, cue in cues:
        if cue.ends <= cue.starts:
            raise Unreadable(line, _("it ends before it begins."))
        if cue.starts < before.starts:
            raise Unreadable(line, _("it begins before the one above: put them in order."))
        if cue.ends > LONGEST:
            raise Unreadable(
                line, _("a time after a whole day: is it written in hours, minutes and seconds?")
            )
        if len(cue.words) > WORDS:
            raise Unreadable(line, _("more than %(n)s characters at once.") % {"n": WORDS})
        if len(found.cues) >= CUES:
            raise Unreadable(line, _("more than %(n)s captions.") % {"n": CUES})
        if cue.starts < before.ends and (cue.starts, cue.ends) != (before.starts, before.ends):
            found.over.append(line)
        found.cues.append(cue)
        before = cue
    if not found.cues:
        raise Unreadable(0, _("There are no words in it."))
    return found


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
