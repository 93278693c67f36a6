from typing import Any

import pytest

from entrepairs.events.models import Event
from entrepairs.events.tests.preparing import begun


@pytest.fixture
def event(network: Any, claire: Any) -> Event:
    """Claire prepares it; nobody else sees it."""
    return begun(network.escale, claire)
