"""The words of the sample network, and how chance picks them: the same seed picks the same."""

import random
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from entrepairs.core.fields import ALPHABET


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

    def pick_dialogue(self, language: str) -> list[str]:
        return list(self.choice(load_texts()[f"dialogues_{language}"]))

    def pick_different(self, weighted: dict[Any, float], k: int) -> list[Any]:
        """k different ones, heavier ones more often."""
        picked = self.choices(list(weighted), weights=list(weighted.values()), k=k)
        return list(dict.fromkeys(picked))
