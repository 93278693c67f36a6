"""The site, served to programs outside the process of the tests."""

import threading
from collections.abc import Iterator
from wsgiref.simple_server import make_server

import pytest
from django.core.wsgi import get_wsgi_application

from entrepairs.conftest import Network
from entrepairs.tests.browser import Silent


@pytest.fixture
def address(committed: Network) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Silent)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
