"""What the tests of meetings share."""

from collections.abc import Callable
from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.meetings.models import Meeting
from entrepairs.meetings.tests.making import a_held_meeting
from entrepairs.people.models import Circle, Person


@pytest.fixture
def pair(network: Any) -> Circle:
    return network.pair  # type: ignore[no-any-return]


@pytest.fixture
def group(network: Any) -> Circle:
    return network.group  # type: ignore[no-any-return]


@pytest.fixture
def ended(pair: Circle, bruno: Person) -> Callable[[], None]:
    """End the pair now, as either of the two may."""

    def end() -> None:
        from entrepairs.people import circles

        with hats.system("test"):
            circles.close_circle(circle=pair, by=bruno)

    return end


@pytest.fixture
def blocked(amel: Person, bruno: Person) -> Callable[[], None]:
    """Bruno blocks Amel; the pair has not been ended yet."""

    def block() -> None:
        from entrepairs.people.models import Block

        with hats.system("test"):
            Block.objects.create(person=bruno, blocked=amel)

    return block


@pytest.fixture
def held(pair: Circle, amel: Person, bruno: Person) -> Meeting:
    return a_held_meeting(pair, amel, bruno)
