"""The fixtures of pairs, for rounds: wishes, invitations, people who look for someone."""

from typing import Any

import pytest

from entrepairs.pairs.tests.conftest import accept, invite, someone, tell, wish

__all__ = ["accept", "invite", "someone", "tell", "wish"]


@pytest.fixture
def address(network: Any) -> str:
    return f"/organisations/{network.escale.key}/matching-settings/"
