"""Paragraphs of a transcript, to read, and moments of it, to find."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from entrepairs.recordings.captions import Cue

PAUSE = 3_000  # milliseconds of silence after which another paragraph begins
LONG, LONGEST = 30_000, 60_000
ENDS = (".", "!", "?", "…", "»", "”")
LETTERS = 1_500  # of a paragraph


class Timed(Protocol):
    """A cue, or a paragraph."""

    @property
    def starts(self) -> int: ...
    @property
    def ends(self) -> int: ...
    @property
    def voice(self) -> str: ...
    @property
    def words(self) -> str: ...


def group_paragraphs(cues: Iterable[Cue]) -> list[Cue]:
    """Cues together: of one voice, without a long silence, up to the end of a sentence."""
    found: list[Cue] = []
    for cue in cues:
        if found and belongs_to(found[-1], cue):
            last = found[-1]
            found[-1] = Cue(
                last.starts, max(last.ends, cue.ends), f"{last.words} {cue.words}", last.voice
            )
        else:
            found.append(cue)
    return found


def belongs_to(last: Cue, cue: Cue) -> bool:
    """Whether a cue goes on with the paragraph before it."""
    ended = last.words.endswith(ENDS)
    return (
        cue.voice == last.voice
        and cue.starts - last.ends <= PAUSE
        and cue.ends - last.starts <= LONGEST
        and not (ended and cue.starts - last.starts >= LONG)
        and len(last.words) + len(cue.words) < LETTERS
    )


def group_moments[Part: Timed](parts: Sequence[Part]) -> list[list[Part]]:
    """Paragraphs together, half a minute to a minute of them: one entry of the search index."""
    found: list[list[Part]] = []
    for part in parts:
        last = found[-1] if found else None
        if last and part.ends - last[0].starts <= LONGEST and last[-1].ends - last[0].starts < LONG:
            last.append(part)
        else:
            found.append([part])
    return found
