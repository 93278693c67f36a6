"""What templates of this room ask for: the words and numbers of a crisis."""

from functools import cache
from typing import Any

from entrepairs.safeguarding.house_rules import read_file
from entrepairs.safeguarding.on_call_queries import say_span
from entrepairs.vocabulary.help import lines_of_file
from entrepairs.vocabulary.queries import Line

NUMBERS = ("fr_3114", "fr_112", "fr_3919")


@cache
def crisis_words() -> str:
    """All of them, in both languages: people write in either."""
    words = read_file("crisis_words.yaml")["words"]
    return "|".join(dict.fromkeys([*words["fr"], *words["en"]]))


def crisis_lines() -> list[Line]:
    known = {line.key: line for line in lines_of_file()}
    return [known[key] for key in NUMBERS]


FUNCTIONS: dict[str, Any] = {"crisis_words": crisis_words, "crisis_lines": crisis_lines}
FILTERS: dict[str, Any] = {"say_span": say_span}
