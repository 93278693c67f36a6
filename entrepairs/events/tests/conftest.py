from typing import Any

import pytest

from entrepairs.conftest import Network
from entrepairs.events.models import Event
from entrepairs.events.tests.making import a_study_day
from entrepairs.events.tests.preparing import begun
from entrepairs.people.models import Person


@pytest.fixture
def event(network: Any, claire: Any) -> Event:
    """Claire prepares it; nobody else sees it."""
    return begun(network.escale, claire)


@pytest.fixture
def day(network: Network, claire: Person) -> Event:
    return a_study_day(network.escale, claire)
