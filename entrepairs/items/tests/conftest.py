"""The body in whose delegation David sits, since today."""

from typing import Any

import pytest

from entrepairs.items.tests.making import delegation
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person


@pytest.fixture
def body(network: Any, claire: Person, david: Person) -> Body:
    """David sits there."""
    return delegation(network.escale, claire, david)
