"""How often one may try: per address, per name, and for everyone together.

Counters are in Django's cache, which is a table of the database on a connection of its own (see throttle_cache.py): a try counts
even when the request that made it is rolled back.
"""

import hashlib
import hmac
import ipaddress
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

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Limit:
    per: Literal["address", "name", "everyone"]
    amount: int
    seconds: int


# For each name more than for each address: nobody alone can shut the door on somebody else.
LIMITS: dict[str, tuple[Limit, ...]] = {
    "code": (Limit("address", 20, 15 * MINUTE), Limit("everyone", 5000, HOUR)),
    "secret": (
        Limit("address", 15, 15 * MINUTE),
        Limit("name", 30, 15 * MINUTE),
        Limit("everyone", 10000, HOUR),
    ),
    "begin": (Limit("address", 60, 15 * MINUTE),),  # each makes a session
    "passkey": (Limit("address", 30, 15 * MINUTE), Limit("everyone", 10000, HOUR)),
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
    "proof": (Limit("address", 15, 15 * MINUTE), Limit("name", 15, 15 * MINUTE)),
}


class TooMany(Exception):
    """Enough for now. `wait` is in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"wait {wait:.0f} s")
        self.wait = wait

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(self.wait / MINUTE))


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, as far as it can be believed. An IPv6 network is one place."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_ORIGIN and settings.PROXIES:
        told = [
            part.strip()
            for part in request.headers.get("x-forwarded-for", "").split(",")
            if part.strip()
        ]
        if len(told) >= settings.PROXIES:
            address = told[-settings.PROXIES]
    try:
        place = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return (
        str(ipaddress.ip_network(f"{place}/64", strict=False)) if place.version == 6 else str(place)
    )


def _counter_name(action: str, limit: Limit, request: HttpRequest, name: str, now: float) -> str:
    """The name of a counter tells neither the address nor the name it counts."""
    who = {"address": address_of(request), "name": name.casefold(), "everyone": ""}[limit.per]
    secret = hmac.digest(
        settings.SECRET_KEY.encode(), f"tries:{who}".encode(), hashlib.sha256
    ).hex()[:32]
    return f"tries:{action}:{limit.per}:{limit.seconds}:{secret}:{int(now // limit.seconds)}"


def count_try(action: str, request: HttpRequest, name: str = "") -> list[str]:
    """Count one more try, before any work is done for it. Raises TooMany; else returns what can be given back."""
    now = time.time()
    spent = []
    for limit in LIMITS[action]:
        if limit.per == "name" and not name:
            continue
        counter = _counter_name(action, limit, request, name, now)
        cache.add(counter, 0, limit.seconds)
        spent.append(counter)
        if cache.incr(counter) > limit.amount:
            raise TooMany(limit.seconds - now % limit.seconds)
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
    response = render(request, "429.html", {"minutes": trouble.minutes}, status=429)
    response.headers["Retry-After"] = str(math.ceil(trouble.wait))
    return response


View = Callable[..., HttpResponse]


def counted(
    action: str, name: Callable[[HttpRequest], str] = lambda request: "", *, keep: bool = False
) -> Callable[[View], View]:
    """A page whose POST is a try. One that opened, so is answered by a redirect, is given back unless we `keep` all."""

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
