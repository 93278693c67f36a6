"""Names of people in a line that may hold none: those of people whom the writer sees, and what
stands after a title."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from entrepairs.people.models import fold

TITLE = re.compile(
    r"\b(?:MM?|Mr|Mrs|Ms|Mx|Mmes?|Mlles?|Miss|Dre?|Prs?|Me|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|"
    r"[Dd]octeure?|[Dd]octor|[Pp]rofesseure?|[Pp]rofessor|[Mm]aître)\b\.?\s*"
    r"(?:(?:de|du|des|la|le|van|von|el|al|ben)\s+|d[’'])*[A-ZÀ-ÖØ-Þ][^\s,;:!?()]*"
)
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
BETWEEN = re.compile(r"[’'-]")
ACRONYM = 5  # letters in capitals: IRM, SAMU, EHPAD
LEAST_LETTERS = 3
type Known = Callable[[Collection[str]], Collection[str]]


@dataclass(frozen=True, slots=True)
class FoundNames:
    """`sure`: names of people, which are never kept. `perhaps`: words that may be names."""

    sure: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


def find_names(line: str, known: Known) -> FoundNames:
    """`known`: of these words, without capitals or accents, those that are in somebody's name.

    A word that is a name here is one when it begins with a capital; so is what follows a title. In
    small letters it may be another word, and a capital in the middle may begin a name nobody here
    has.
    """
    titled = tuple(found[0].strip() for found in TITLE.finditer(line))
    words = [(found[0], found.start()) for found in WORD.finditer(line)]
    parts = {part for word, _at in words for part in _parts(word)}
    here = set(known(parts)) if parts else set()
    sure, perhaps = list(titled), []
    for word, at in words:
        is_known = bool(_parts(word) & here)
        if is_known and word[0].isupper():
            sure.append(word)
        elif is_known or _stands_out(word, line[:at]):
            perhaps.append(word)
    told = " ".join(titled)
    return FoundNames(
        tuple(dict.fromkeys(sure)), tuple(one for one in dict.fromkeys(perhaps) if one not in told)
    )


def _parts(word: str) -> set[str]:
    parts = BETWEEN.split(fold(word))
    return {part for part in (*parts, fold(word)) if len(part) >= LEAST_LETTERS}


def _stands_out(word: str, before: str) -> bool:
    """It begins with a capital where no sentence begins, and is no acronym."""
    if not word[0].isupper() or not before.strip() or before.rstrip()[-1] in ".:!?":
        return False
    return not (word.isupper() and len(word) <= ACRONYM)
