"""Every way is set up here, and the keys are those of one test."""

from collections.abc import Iterator
from typing import Any

import pytest

from entrepairs.core.sms_settings import SmsSettings
from entrepairs.engine.folder import new_push_key
from entrepairs.notices.tests.reached import ServerOfTests, server_of_tests


@pytest.fixture(autouse=True)
def _push_key(settings: Any) -> None:
    settings.PUSH_KEY = new_push_key()
    settings.ORIGIN = "https://pairs.example"


@pytest.fixture
def gateway(settings: Any) -> Iterator[ServerOfTests]:
    with server_of_tests() as server:
        settings.TEXTS_LEAVE = True
        settings.SMS = SmsSettings(url=f"{server.url}/send", body="to={to}&text={text}")
        yield server
