"""Chapters as they are written: one a line, or a WebVTT file."""

import re

from django.utils.translation import gettext as _

from entrepairs.recordings import captions
from entrepairs.recordings.captions import Unreadable

CHAPTERS = 200


def parse_chapters(text: str) -> list[tuple[int, str]]:
    """One a line, "12:34 Title"; or a WebVTT file of chapters."""
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    if text.startswith("WEBVTT"):
        found = [(cue.starts, cue.words) for cue in captions.read_captions(text.encode()).cues]
    else:
        found = [
            parse_chapter(number, line.strip())
            for number, line in enumerate(text.split("\n"), 1)
            if line.strip()
        ]
    if len(found) > CHAPTERS:
        raise Unreadable(0, _("At most %(n)s chapters.") % {"n": CHAPTERS})
    if len({at for at, _title in found}) < len(found):
        raise Unreadable(0, _("Two chapters start at the same time."))
    return sorted((at, title[:200]) for at, title in found)


def parse_chapter(number: int, line: str) -> tuple[int, str]:
    match = captions.TIMED.match(line)
    title = captions.plain_text(re.sub(r"^[-–—:·]\s*", "", match["rest"])) if match else ""
    if match is None or not title:
        raise Unreadable(number, _("write the time, then the title: 12:34 What helps."))
    return captions.parse_milliseconds(number, match), title
