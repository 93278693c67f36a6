"""Cues of captions: who says what and when, and what was mended on the way."""

import re
from dataclasses import dataclass, field
from html import unescape

from django.utils.translation import gettext as _

WORDS = 2_000  # characters said at once
NAME = 300
LONGEST = 24 * 3600 * 1000
TAIL = 4000  # how long a line lasts of which no end is known
# Tags of captions, and moments of single words; any other sign between < and > is words.
TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|em|strong|ruby|rt|lang|font|span|p)(?:[.\s][^<>]*)?/?>"
    r"|<(?:\d+:)?\d{2}:\d{2}[.,]\d{1,3}>|\{\\[^}]*\}",
    re.IGNORECASE,
)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
A_WORD = r"[^\W\d_][\w.'’-]*"
SPEAKER = re.compile(rf"(?:>>\s*)?({A_WORD}(?:\s+{A_WORD}){{0,4}})\s*:\s+(.*)", re.DOTALL)
# Words before a colon that are nobody's name.
NOBODY = {
    *("attention", "exemple", "question", "réponse", "remarque", "rappel", "résultat", "note"),
    *("important", "bref", "conclusion", "example", "answer", "warning", "remember", "result"),
}


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
    """Cues, and what was mended or is untidy: the line, and what."""

    cues: list[Cue] = field(default_factory=list)
    mended: list[tuple[int, str]] = field(default_factory=list)

    def mend(self, line: int, what: str) -> None:
        self.mended.append((line, what))


def plain_text(text: str) -> str:
    return " ".join(CONTROL.sub("", unescape(text)).split())


def without_tags(text: str) -> str:
    return TAG.sub("", BREAK.sub(" ", text))


def plain_voice(name: str) -> str:
    """“Zoé :” and “Zoé:” are Zoé."""
    return plain_text(name).rstrip(": ").strip()[:NAME]


def is_name(text: str) -> bool:
    """One to five words, each with a capital but for small ones such as “de”."""
    words = text.split()
    return (
        0 < len(words) <= 5
        and text.casefold() not in NOBODY
        and all(word[0].isupper() or len(word) < 4 for word in words)
        and words[0][0].isupper()
    )


def split_voices(payload: str) -> list[tuple[str, str]]:
    """Who says what: the words after each <v Name>, else after “Name:”."""
    found = []
    parts = VOICE.split(payload)
    for voice, words in zip(["", *parts[1::2]], parts[::2], strict=True):
        clean = plain_text(without_tags(words))
        name = plain_voice(voice)
        if not name and (speaker := SPEAKER.fullmatch(clean)) and is_name(speaker[1]):
            name, clean = plain_voice(speaker[1]), speaker[2].strip()
        if clean:
            found.append((name, clean))
    return found
