"""Doors by which something is answered.

Each makes it wait for somebody, by the actions themselves, says for whom, then answers it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once

Steps = Iterator[Person]
DOORS: dict[str, list[Callable[["Stage"], Steps]]] = {}


@dataclass(frozen=True)
class Stage:
    """The six people, and a browser for each."""

    network: Network
    as_person: As
    stranger: Client

    def person(self, name: str) -> Person:
        return self.network.people[name]

    def post(self, who: str, path: str, /, **values: Any) -> Any:
        """As that person; what was answered is answered: no page refuses it."""
        answer = self.as_person(self.person(who)).post(path, once(**values))
        assert answer.status_code == 302, (path, answer.status_code)
        return answer

    def act(self, who: str, action: Callable[..., Any], /, **values: Any) -> Any:
        with hats.person(self.person(who).pk):
            return action(by=self.person(who).pk, once=uuid4(), **values)


def door(kind: str) -> Callable[[Callable[[Stage], Steps]], Callable[[Stage], Steps]]:
    """A way to answer a notice of this kind."""

    def keep(steps: Callable[[Stage], Steps]) -> Callable[[Stage], Steps]:
        DOORS.setdefault(kind, []).append(steps)
        return steps

    return keep
