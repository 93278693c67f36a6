"""Notifications that do not leave: keys that are missing, a gateway that refuses, what failed these
last days, a month whose money is spent."""

import base64
import binascii
import datetime as dt
import os
from collections.abc import Iterator
from typing import Any

import psycopg

from entrepairs.core.sms_settings import read_sms_settings
from entrepairs.engine.folder import DataFolder
from entrepairs.engine.safety import Finding, secret_of

DAYS = 7
NAMES = {"push": "on devices", "email": "by email", "sms": "by text message"}
LEFT = """
select way, sum(sent), sum(failed),
  (array_agg(trouble order by day desc) filter (where trouble <> ''))[1],
  coalesce((array_agg(sent order by day desc))[1], 0) = 0
from notices_wayofday where day > app.today() - %s::int group by way order by way
"""
SPENT = """
select coalesce(sum(cost), 0) from notices_wayofday
where way = 'sms' and day >= date_trunc('month', app.today())
"""


def settings_of_ways(folder: DataFolder) -> Iterator[Finding]:
    """What is known without asking anybody."""
    if os.environ.get("ENTREPAIRS_OFFLINE") == "off":
        yield Finding(
            "No notification reaches a phone or a computer: ENTREPAIRS_OFFLINE is off.",
            "Take it away, unless that is what you want.",
            grave=False,
        )
    elif not is_push_key(secret_of("ENTREPAIRS_PUSH_KEY", folder.keys / "push_key")):
        yield Finding(
            "The key of notifications is missing or cut: none reaches a phone or a computer.",
            f"Put {folder.keys / 'push_key'} back from your copy, or remove it and start "
            "Entrepairs: it makes another one, and people turn notifications on again.",
        )


def is_push_key(text: str) -> bool:
    """A number of 32 bytes, in base64 for addresses."""
    try:
        return len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) == 32
    except (binascii.Error, ValueError):
        return False


def what_left(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    """Of the last days, and of this month's money: figures of nobody in particular."""
    for way, sent, failed, trouble, none_lately in link.execute(LEFT, [DAYS]).fetchall():
        if failed:
            yield Finding(
                f"{NAMES.get(way, way)}: {sent} left and {failed} did not in {DAYS} days "
                f"(last: {trouble}).",
                "Those took another way where their person has one. Search the log for “A notice "
                f"did not leave by {way}”.",
                grave=bool(none_lately),
            )
    sms = read_sms_settings(os.environ)
    row = link.execute(SPENT).fetchone()
    spent = row[0] if row else 0
    if (sms.url or sms.command) and spent + sms.price > sms.cap:
        first = (dt.datetime.now(dt.UTC).date().replace(day=1) + dt.timedelta(days=32)).replace(
            day=1
        )
        yield Finding(
            f"What text messages may cost this month ({sms.cap}) is spent: {spent:.2f}.",
            f"Until {first:%Y-%m-%d} they go by another way. Else set ENTREPAIRS_SMS_MONTHLY_CAP.",
            grave=False,
        )
