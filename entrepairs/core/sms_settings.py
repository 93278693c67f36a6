"""The settings of text messages, read in one way by the site, by `serve` and by `doctor`."""

import json
import shlex
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

PRICE, CAP = Decimal("0.10"), Decimal(20)  # of one message; of a month
LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class SmsSettings:
    """An address of a provider or a command, what it is told, and what it may cost."""

    url: str = ""
    command: str = ""
    method: str = "POST"
    body: str = ""
    expect: str = ""  # what an answer holds when the message is taken
    headers: Mapping[str, str] = field(default_factory=dict)
    country: str = "33"  # of numbers that begin with one 0
    price: Decimal = PRICE
    cap: Decimal = CAP


def read_sms_settings(environ: Mapping[str, str]) -> SmsSettings:
    """What cannot be read is as if it were not set; `find_faults` tells it."""
    said = {
        name: environ[f"ENTREPAIRS_SMS_{name.upper()}"]
        for name in ("url", "command", "method", "body", "expect", "country")
        if environ.get(f"ENTREPAIRS_SMS_{name.upper()}")
    }
    return SmsSettings(
        **said,
        headers=_headers(environ) or {},
        price=PRICE if (price := _money(environ, "PRICE", PRICE)) is None else price,
        cap=CAP if (cap := _money(environ, "MONTHLY_CAP", CAP)) is None else cap,
    )


def _headers(environ: Mapping[str, str]) -> dict[str, str] | None:
    try:
        found = json.loads(environ.get("ENTREPAIRS_SMS_HEADERS") or "{}")
    except ValueError:
        return None
    right = isinstance(found, dict) and all(isinstance(value, str) for value in found.values())
    return found if right else None


def _money(environ: Mapping[str, str], name: str, usual: Decimal) -> Decimal | None:
    try:
        found = Decimal(environ.get(f"ENTREPAIRS_SMS_{name}") or usual)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


def find_faults(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What keeps text messages from leaving as they should, and how to mend it. No value is told:
    some are secret."""
    sms = read_sms_settings(environ)
    if not sms.url and not sms.command:
        return
    if sms.url and sms.command:
        yield "ENTREPAIRS_SMS_URL and ENTREPAIRS_SMS_COMMAND are both set.", "Keep one of them."
    template = sms.command or sms.url + sms.body
    for place in ("{to}", "{text}"):
        if place not in template:
            what = "ENTREPAIRS_SMS_COMMAND" if sms.command else "ENTREPAIRS_SMS_URL or _BODY"
            yield f"{what} has no {place}.", f"Write {place} where it goes."
    if _headers(environ) is None:
        mend = """Write them as JSON: '{"Authorization": "Bearer ..."}'."""
        yield "ENTREPAIRS_SMS_HEADERS cannot be read.", mend
    for name in ("PRICE", "MONTHLY_CAP"):
        if _money(environ, name, PRICE) is None:
            yield f"ENTREPAIRS_SMS_{name} is no amount.", "Write it as 0.07."
    yield from _command_faults(sms.command) if sms.command else _address_faults(sms.url)


def _command_faults(command: str) -> Iterator[tuple[str, str]]:
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words or shutil.which(words[0]) is None:
        mend = "Install it, or write where it is."
        yield "The program of ENTREPAIRS_SMS_COMMAND is not found.", mend


def _address_faults(url: str) -> Iterator[tuple[str, str]]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        yield "ENTREPAIRS_SMS_URL is no address.", "Write it as https://gateway.example/send."
    elif parts.scheme == "http" and parts.hostname not in LOCAL:
        mend = "Use https: numbers and keys would travel in the open."
        yield "ENTREPAIRS_SMS_URL is not https.", mend
