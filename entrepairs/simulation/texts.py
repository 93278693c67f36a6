"""The words of the sample network, and how chance picks them: the same seed picks the same."""

import random
import re
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from entrepairs.core.fields import ALPHABET

TRIES = 30
WRITTEN_FIRST = 8  # dialogues left: of fewer, ever fewer are taken


@cache
def load_texts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text())
    return loaded


class Chance(random.Random):
    """A seeded source of everything that is random, keys included."""

    def new_key(self) -> str:
        return "".join(self.choices(ALPHABET, k=14))

    def new_once(self) -> uuid.UUID:
        return uuid.UUID(int=self.getrandbits(128), version=4)

    def pick_text(self, name: str, language: str = "") -> str:
        return str(self.choice(load_texts()[f"{name}_{language}" if language else name]))

    def pick_dialogue(self, language: str, said: set[str]) -> list[str]:
        """One of which these two have said no line yet, which is noted in `said`; or nothing."""
        written = [d for d in load_texts()[f"dialogues_{language}"] if said.isdisjoint(d)]
        for _ in range(TRIES):
            is_written = written and self.random() < len(written) / WRITTEN_FIRST
            lines = list(self.choice(written)) if is_written else self.compose_dialogue(language)
            if said.isdisjoint(lines):
                said.update(lines)
                return lines
        return []

    def compose_dialogue(self, language: str) -> list[str]:
        """Of days, places and things, which stay the same throughout; {day2} is another {day}."""
        talk: list[str] = self.choice(load_texts()[f"talks_{language}"])
        named: dict[str, list[str]] = {}
        for name in dict.fromkeys(re.findall(r"{(\w+)}", " ".join(talk))):
            named.setdefault(name.rstrip("0123456789"), []).append(name)
        values = {
            name: value
            for slot, names in named.items()
            for name, value in zip(
                names,
                self.sample(load_texts()[f"slots_{language}"][slot], len(names)),
                strict=True,
            )
        }
        return [line.format(**values) for line in talk]

    def pick_different(self, weighted: dict[Any, float], k: int) -> list[Any]:
        """k different ones, heavier ones more often."""
        picked = self.choices(list(weighted), weights=list(weighted.values()), k=k)
        return list(dict.fromkeys(picked))
