"""Notices to a device: Web Push. The text is encrypted for the browser that asked for it (RFC
8291), the request is signed with the key of this site (VAPID); it says only that something waits.
"""

import base64
import datetime as dt
import json
from functools import cache
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db.models import F
from django.utils import translation

from entrepairs.core import hats, outgoing
from entrepairs.notices.due import Due
from entrepairs.notices.models import Device
from entrepairs.notices.ways import TEXT, NotSent, NotSentForGood
from entrepairs.ui.language import known_language

GONE = (404, 410)  # the browser has forgotten it: so do we
LONGEST = 12 * 3600  # seconds; what signs a request holds no longer
PATIENCE = 30  # seconds, for all devices of one person
TOPIC = "waits"  # of several that have not arrived yet, one does


class Post:
    """What pywebpush sends with, in the place of a session of requests: to public addresses."""

    def post(self, url: str, data: bytes, headers: dict[str, str], timeout: Any = None) -> Any:
        answer = outgoing.post(url, data, headers, loopback=settings.PUSH_LOOPBACK)
        return PushAnswer(answer)


class PushAnswer:
    """As pywebpush reads it."""

    def __init__(self, answer: outgoing.Answer) -> None:
        self.status_code, self.headers = answer.status, answer.headers
        self.reason, self.text = "", ""  # an error's words may repeat the address


@cache
def public_key(private: str) -> str:
    """What a browser is told this site by: the other half of the key."""
    number = int.from_bytes(base64.urlsafe_b64decode(private + "=" * (-len(private) % 4)))
    point = (
        ec.derive_private_key(number, ec.SECP256R1())
        .public_key()
        .public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def my_public_key() -> str:
    return public_key(settings.PUSH_KEY) if settings.PUSH_KEY else ""


def send_push(one: Due, now: dt.datetime) -> None:
    """To all devices of a person: it has left when one of them was reached.

    First to those that were reached last. Where makers of browsers do not answer, other people
    wait: what is left after half a minute is not tried.
    """
    with hats.system("notices are sent to the persons they are for"):
        mine = Device.objects.filter(person=one.person)
        devices = list(mine.order_by(F("reached_at").desc(nulls_last=True), "pk"))
    message = write_push(one.language)
    lasts = min(LONGEST, one.seconds_until_quiet(now))
    until, troubles = monotonic() + PATIENCE, []
    for device in devices:
        late = NotSent("other devices took too long") if monotonic() > until else None
        if trouble := late or reach(device, message, lasts, now):
            troubles.append(trouble)
    if len(troubles) == len(devices):
        raise troubles[0] if troubles else NotSentForGood("no device is left")


def write_push(language: str) -> str:
    with translation.override(known_language(language)):
        return json.dumps({"title": str(TEXT)}, ensure_ascii=False)


def reach(device: Device, message: str, lasts: int, now: dt.datetime) -> NotSent | None:
    """Sends it there; gives what went wrong."""
    try:
        status = send_to_endpoint(json.loads(device.subscription), message, lasts)
    except outgoing.Refused as error:
        return NotSentForGood(f"push service refused here: {error}")
    except (outgoing.Unreached, outgoing.Unanswered) as error:
        return NotSent(f"push service not reached: {error}")
    with hats.system("a device that was reached is marked, one that is gone is forgotten"):
        mine = Device.objects.filter(pk=device.pk)
        if status in GONE:
            mine.delete()
        elif status < 300:
            mine.update(reached_at=now)
            return None
    kind = NotSentForGood if status in (*GONE, 400, 401, 403) else NotSent
    return kind(f"push service answered {status}")


def send_to_endpoint(subscription: dict[str, Any], message: str, lasts: int) -> int:
    """The status of the answer."""
    from py_vapid import Vapid  # only the worker of jobs needs them, and they are large
    from pywebpush import WebPusher

    place = urlsplit(subscription["endpoint"])
    claims = {"aud": f"{place.scheme}://{place.netloc}", "sub": subject(), "exp": expires()}
    headers = {
        **Vapid.from_raw(settings.PUSH_KEY.encode()).sign(claims),
        "Topic": TOPIC,
        "Urgency": "normal",
        "Content-Type": "application/octet-stream",
    }
    pusher = WebPusher(subscription, requests_session=Post())
    answer = pusher.send(message, headers, ttl=lasts, timeout=outgoing.TIMEOUT)
    return int(answer.status_code)


def subject() -> str:
    """Whom a push service writes to when something is wrong with us."""
    if "@" in settings.CONTACT:
        return f"mailto:{settings.CONTACT}"
    return settings.ORIGIN if settings.SECURE_ORIGIN else f"mailto:{settings.MAIL_ADDRESS}"


def expires() -> int:
    return int(dt.datetime.now(dt.UTC).timestamp()) + LONGEST
