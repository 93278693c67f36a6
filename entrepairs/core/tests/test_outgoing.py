"""Requests to servers of elsewhere go to public addresses only."""

import socket
import threading
from contextlib import suppress
from itertools import count

import pytest

from entrepairs.core import outgoing
from entrepairs.core.outgoing import is_public


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"],
)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "ff02::1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:7", "::7f00:1", "fec0::1"),
    ],
)
def test_an_address_of_this_machine_or_of_the_network_around_it_is_not(address: str) -> None:
    assert not is_public(address)


def test_who_answers_a_byte_at_a_time_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "LASTS", 0.2)
    enough, sent = threading.Event(), count()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            link, _place = server.accept()
            with link:
                link.sendall(b"HTTP/1.1 201 Created\r\nX: ")
                while next(sent) < 50 and not enough.wait(0.1):
                    try:
                        link.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        try:
            with suppress(outgoing.Unanswered):
                outgoing.post(url, b"x", {}, loopback=True)
            assert next(sent) < 50  # it would have gone on
        finally:
            enough.set()
            thread.join()
