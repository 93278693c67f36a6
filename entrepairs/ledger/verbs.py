"""The verbs of deeds: what a person can do, each declared beside its action with how it is told
afterwards."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

NOT_TOLD = ""  # a deed about nobody, or that is not told to the person it is about

SEVERAL = gettext_lazy("several people")

_known: dict[tuple[str, str], "Verb"] = {}


@dataclass(frozen=True, slots=True)
class Verb:
    """One kind of deed. `mine` tells it to the person who did it, `theirs` to the person it is
    about; "%(who)s" is the other person, "%(what)s" the object. A verb without `mine` cannot be
    made: nothing is done that its doer cannot read. `unnamed` is who the other is where the ledger
    names nobody: it names one person, who has an account."""

    room: str
    name: str
    mine: Any
    theirs: Any
    unnamed: Any = SEVERAL

    def __post_init__(self) -> None:
        if not self.mine or _known.setdefault((self.room, self.name), self) is not self:
            raise ValueError(f"the verb {self.room}.{self.name} has no text, or is declared twice")


def verb_named(room: str, name: str) -> Verb:
    return _known[room, name]


def known_verbs() -> list[Verb]:
    """All of them, once the rooms are loaded."""
    return list(_known.values())
