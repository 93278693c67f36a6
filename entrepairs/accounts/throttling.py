"""Throttling: how often one may try, by address, by name, and for everyone together.

Counters are in Django's cache, which is a table of the database on a connection of its own (see
throttle_cache.py): a try counts even when the request that made it is rolled back.
"""

import hashlib
import hmac
import ipaddress
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


@dataclass(frozen=True, slots=True)
class Limit:
    per: Literal["address", "name", "everyone"]
    amount: int
    seconds: int


# For each name more than for each address: nobody can shut the door on another person.
LIMITS: dict[str, tuple[Limit, ...]] = {
    # Secrets of 60 bits and more: nobody guesses one, so that no sum over everyone protects
    # anybody. It would only let one machine shut the door on all.
    "code": (Limit("address", 20, 15 * MINUTE),),
    "secret": (
        Limit("address", 15, 15 * MINUTE),
        Limit("name", 30, 15 * MINUTE),
        Limit("everyone", 10000, HOUR),
    ),
    "begin": (Limit("address", 60, 15 * MINUTE),),  # each makes a session
    "passkey": (Limit("address", 30, 15 * MINUTE),),
    "mail": (
        Limit("address", 30, HOUR),
        Limit("name", 5, 15 * MINUTE),
        Limit("everyone", 2000, HOUR),
    ),
    "mail_code": (
        Limit("address", 15, 15 * MINUTE),
        Limit("name", 30, 15 * MINUTE),
        Limit("everyone", 10000, HOUR),
    ),
    "register": (Limit("address", 30, HOUR), Limit("everyone", 3000, HOUR)),
    "contribute": (
        Limit("address", 30, HOUR),
        Limit("name", 10, HOUR),
        Limit("everyone", 3000, HOUR),
    ),
    # Never by what is reported: who is refused sooner would learn that others reported it too. Nor
    # of everyone together: nobody keeps the others from reporting.
    "report": (Limit("address", 20, HOUR), Limit("name", 30, DAY)),
    # Mails to an address that somebody else gives, from any page: nobody is written to all day.
    "mail_to": (Limit("name", 10, DAY), Limit("everyone", 3000, HOUR)),
    # Texts are paid, and ring the phone of whom the number is.
    "text": (
        Limit("address", 10, HOUR),
        Limit("name", 3, HOUR),
        Limit("name", 6, DAY),
        Limit("everyone", 200, HOUR),
    ),
    # Counted by number too: nobody lets the phone of another ring all day.
    "text_to": (Limit("name", 5, DAY),),
    "text_code": (Limit("address", 15, 15 * MINUTE), Limit("name", 8, 15 * MINUTE)),
    "proof": (Limit("address", 15, 15 * MINUTE), Limit("name", 15, 15 * MINUTE)),
}


# IPv6: a household has a /64, a customer a /56, a site a /48. Each may try so many times as much.
NETWORKS = {4: ((32, 1),), 6: ((64, 1), (56, 3), (48, 10))}
PROXY_MISSING = "proxy-missing"  # kept in the cache for a day: `doctor` tells it


class TooMany(Exception):
    """Enough for now, `per` address, name, or from everyone together. `wait` is in seconds."""

    def __init__(self, wait: float, per: str = "address") -> None:
        super().__init__(f"wait {wait:.0f} s")
        self.wait, self.per = wait, per

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(self.wait / MINUTE))

    @property
    def hours(self) -> int:
        """Nobody counts minutes past an hour and a half: then the page says hours."""
        return math.ceil(self.wait / HOUR) if self.wait > 1.5 * HOUR else 0


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, as far as it can be believed. An IPv6 network is one place."""
    return networks_of(request)[0][0]


def networks_of(request: HttpRequest) -> list[tuple[str, int]]:
    """The networks it comes from, the smallest first, each with how much more it may try."""
    try:
        place = ipaddress.ip_address(_address_told(request))
    except ValueError:
        return [("unknown", 1)]
    if place.version == 6 and place.ipv4_mapped:
        place = place.ipv4_mapped
    if place.version == 4:
        return [(str(place), 1)]
    return [
        (str(ipaddress.ip_network(f"{place}/{bits}", strict=False)), factor)
        for bits, factor in NETWORKS[6]
    ]


def _address_told(request: HttpRequest) -> str:
    """By the proxy in front; by the connection itself where none is expected, or none tells."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if not (settings.SECURE_ORIGIN and settings.PROXIES):
        return address
    told = request.headers.get("x-forwarded-for", "").split(",")
    told = [part for part in map(str.strip, told) if part]
    if len(told) >= settings.PROXIES:
        return told[-settings.PROXIES]
    note_proxy_missing()
    return address


def note_proxy_missing() -> None:
    """Without what the proxy should tell, all visitors are one address: one shuts out all."""
    if cache.add(PROXY_MISSING, 1, 24 * HOUR):
        logger.warning(
            "A request came without X-Forwarded-For: all visitors count as one address. "
            "Set it in the proxy, or say with ENTREPAIRS_PROXIES how many stand in front."
        )


def _counter_name(action: str, limit: Limit, who: str, now: float) -> str:
    """The name of a counter tells neither the address nor the name it counts."""
    secret = hmac.digest(
        settings.SECRET_KEY.encode(), f"tries:{who}".encode(), hashlib.sha256
    ).hex()[:32]
    return f"tries:{action}:{limit.per}:{limit.seconds}:{secret}:{int(now // limit.seconds)}"


def _counted(limit: Limit, request: HttpRequest, name: str) -> list[tuple[str, int]]:
    """Whom a limit counts this try for, each with how much more than others they may."""
    if limit.per == "address":
        return networks_of(request)
    if limit.per == "name":
        return [(name.casefold(), 1)] if name else []
    return [("", 1)]


def count_try(action: str, request: HttpRequest, name: str = "") -> list[str]:
    """Count one more try, before any work is done for it.

    Raises TooMany; else returns what can be given back.
    """
    now = time.time()
    spent = []
    for limit in LIMITS[action]:
        for who, factor in _counted(limit, request, name):
            counter = _counter_name(action, limit, who, now)
            cache.add(counter, 0, limit.seconds)
            spent.append(counter)
            if cache.incr(counter) > limit.amount * factor:
                raise TooMany(limit.seconds - now % limit.seconds, limit.per)
    return spent


def give_back(spent: list[str]) -> None:
    """It was no guess: it opened."""
    for counter in spent:
        try:
            cache.decr(counter)
        except ValueError:  # its time has passed
            continue


def mark_no_guess(request: HttpRequest) -> None:
    """What was tried is right, though no redirect says so: it is given back."""
    request.no_guess = True  # type: ignore[attr-defined]


def too_many(request: HttpRequest, trouble: TooMany) -> HttpResponse:
    context = {"minutes": trouble.minutes, "hours": trouble.hours, "per": trouble.per}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(math.ceil(trouble.wait))
    return response


View = Callable[..., HttpResponse]


def address_written_to(request: HttpRequest) -> str:
    """The e-mail address that a form gives, to which a mail will go."""
    return str(request.POST.get("mail", "")).strip()


def counted(
    action: str, name: Callable[[HttpRequest], str] = lambda request: "", *, keep: bool = False
) -> Callable[[View], View]:
    """A page whose POST is a try.

    One that opened, so is answered by a redirect, is given back unless we `keep` all.
    """

    def around(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            try:
                spent = count_try(action, request, name(request))
            except TooMany as trouble:
                return too_many(request, trouble)
            response = view(request, *args, **kwargs)
            if not keep and (
                300 <= response.status_code < 400 or getattr(request, "no_guess", False)
            ):
                give_back(spent)
            return response

        return page

    return around


def mails_counted(view: View) -> View:
    """A page whose form sends a mail to an address that it asks for."""
    return counted("mail_to", address_written_to, keep=True)(view)
