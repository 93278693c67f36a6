"""Requests to servers of elsewhere: the only ones that leave, besides mails.

An address that a browser or a form gave could be one of this machine or of the network around it,
so such a request goes to public addresses only, by https. The address that is looked at is the one
that is connected to: a name that means another one at the next question gains nothing. No redirect
is followed, and no proxy of the environment stands between. A server that
answers a byte at a time is cut off: others wait for their turn.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

TIMEOUT = 10.0  # seconds, to connect to any of its addresses and between two bytes
LASTS = 20.0  # seconds, from the connection to the last byte
TRIED = 2  # addresses of one name
LARGEST = 100_000  # bytes of an answer
# In their last 32 bits stands an address of IPv4: that of a gateway, or "compatible" as once.
WITHIN = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


class Refused(Exception):
    """Not an address that requests may go to. Nothing was sent."""


class Unanswered(Exception):
    """It was sent, and no answer came: it may have been done."""


class Unreached(Exception):
    """Nobody took the request."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str]


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet."""
    place = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(place, ipaddress.IPv6Address):
        if place.is_site_local:
            return False
        inside = place.ipv4_mapped or place.sixtofour or (place.teredo or (None, None))[1]
        if any(place in network for network in WITHIN):
            inside = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
        place = inside or place
    return place.is_global and not place.is_multicast


def is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def check_address(url: str, *, loopback: bool = False) -> None:
    """Refused, unless it is an https address of a host that has a name.

    With `loopback`, http and this machine too: for tests.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("not an address") from None
    if not host or parts.username or parts.password or not url.isascii() or " " in url:
        raise Refused("not an address")
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        number = None
    if loopback and number is not None and number.is_loopback:
        return
    if parts.scheme != "https":
        raise Refused("not https")
    if number is not None:
        raise Refused("a number for an address")


def connect(host: str, port: int, *, public: bool, loopback: bool) -> socket.socket:
    """A connection to a host, when all its addresses may be spoken to."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreached(type(error).__name__) from None
    places = list(dict.fromkeys(str(one[4][0]) for one in found))
    for place in places:
        if public and not is_public(place) and not (loopback and is_loopback(place)):
            raise Refused("a private address")
    trouble = "no address"
    for place in places[:TRIED]:
        try:
            return socket.create_connection((place, port), TIMEOUT / TRIED)
        except OSError as error:
            trouble = type(error).__name__
    raise Unreached(trouble)


@contextmanager
def cut_off(link: socket.socket, seconds: float) -> Iterator[None]:
    """Ends a connection after so long, however busy it is."""

    same = link.dup()  # TLS takes the first one away

    def cut() -> None:
        with suppress(OSError):
            same.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(seconds, cut)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        same.close()


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    method: str = "POST",
    public: bool = True,
    loopback: bool = False,
) -> Answer:
    """Sends it and gives the answer. `public` is for addresses that others gave us; an
    administrator's own may be anywhere."""
    if public:
        check_address(url, loopback=loopback)
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    link = connect(host, port, public=public, loopback=loopback)
    client = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    sent = False
    try:
        with cut_off(link, LASTS):
            if secure:
                link = ssl.create_default_context().wrap_socket(link, server_hostname=host)
            client.sock = link  # already looked at: http.client opens no other
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            client.request(method, target, body or None, dict(headers))
            sent = True
            answer = client.getresponse()
            return Answer(answer.status, answer.read(LARGEST), dict(answer.getheaders()))
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        kind = Unanswered if sent else Unreached
        raise kind(type(error).__name__) from None
    finally:
        client.close()
        link.close()
