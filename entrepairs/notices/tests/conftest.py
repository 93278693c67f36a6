"""Every way is set up here, and the keys are those of one test."""

from typing import Any

import pytest

from entrepairs.engine.folder import new_push_key


@pytest.fixture(autouse=True)
def _push_key(settings: Any) -> None:
    settings.PUSH_KEY = new_push_key()
    settings.ORIGIN = "https://pairs.example"
