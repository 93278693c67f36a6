"""What the tests of the calendar share."""

from typing import Any

import pytest

from entrepairs.people.models import Circle


@pytest.fixture
def pair(network: Any) -> Circle:
    return network.pair  # type: ignore[no-any-return]


@pytest.fixture
def group(network: Any) -> Circle:
    return network.group  # type: ignore[no-any-return]
