"""Notices by text message: the same words, within one message, and within what a month may cost."""

import datetime as dt
import hashlib
import hmac
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.notices import sms_gateway, tallies
from entrepairs.notices.due import Due
from entrepairs.notices.models import PhoneNumber
from entrepairs.notices.ways import SMS, NotSent, NotSentForGood
from entrepairs.people.models import Person
from entrepairs.ui.language import known_language

PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})  # one message, not two
# One after the other, so that the last cents of a month are spent once.
ALONE = "select pg_advisory_xact_lock(hashtext('notices.texts'))"
PAY = """
with spent as (
  select coalesce(sum(w.cost), 0) as month from notices_wayofday w
  where w.way = %(way)s::text and w.day >= date_trunc('month', %(day)s::date))
insert into notices_wayofday (way, day, sent, failed, cost, trouble)
select %(way)s::text, %(day)s::date, 0, 0, %(price)s::numeric, '' from spent
where month + %(price)s::numeric <= %(cap)s::numeric
on conflict (way, day) do update set cost = notices_wayofday.cost + excluded.cost
returning 1
"""


class CapReached(NotSentForGood):
    """What texts may cost this month is spent."""

    def __init__(self) -> None:
        super().__init__("the monthly cap of text messages is reached")


def send_notice(one: Due, now: dt.datetime) -> None:
    with hats.system("notices are sent to the persons they are for"):
        number = PhoneNumber.objects.get(person=one.person, proved_at__isnull=False).number
    with translation.override(known_language(one.language)):
        text = notice_text()
    send(number, text, now)


def notice_text() -> str:
    """From whom, that something waits, and where: nothing of what or of whom."""
    where = urlsplit(settings.ORIGIN).netloc
    words = _("Entrepairs: you have a new notification")
    return f"{words}. {where}".strip().translate(PLAIN)


def send(number: str, text: str, now: dt.datetime) -> None:
    """Paid first, and given back when the gateway says that it did not leave."""
    if not pay(settings.SMS.price, now):
        raise CapReached
    try:
        sms_gateway.send_text(number, text)
    except NotSent:
        pay(-settings.SMS.price, now)
        raise


def pay(price: Decimal, now: dt.datetime) -> bool:
    """False when the month's money does not reach."""
    with (
        hats.system("what texts cost is counted for everybody together"),
        connection.cursor() as cursor,
    ):
        cursor.execute(ALONE)
        day = timezone.localdate(now)
        cap = settings.SMS.cap
        cursor.execute(PAY, {"way": SMS.name, "day": day, "price": price, "cap": cap})
        return cursor.fetchone() is not None


def code_of(key: str) -> str:
    """The six digits that prove a number: always the same for this asking, kept nowhere."""
    made = hmac.digest(settings.SECRET_KEY.encode(), f"number:{key}".encode(), hashlib.sha256)
    return f"{int.from_bytes(made[:8]) % 10**6:06}"


def digest_of(key: str, code: str) -> str:
    """What is kept of a code. It takes the site's key to work it out."""
    name = f"code:{key}:{code}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), name, hashlib.sha256).hex()


def send_code(person: int) -> None:
    """The code to the number that waits for it; that it did not leave is kept for its page."""
    now = timezone.now()
    why = "a code proves the number of the person who gave it"
    with hats.system(why):
        waiting: Any = PhoneNumber.objects.filter(person=person, proved_at__isnull=True).first()
        language = Person.objects.values_list("language", flat=True).get(pk=person)
    if waiting is None:
        return
    with translation.override(known_language(language)):
        words = _("Entrepairs: your code is %(code)s") % {"code": code_of(waiting.key)}
    try:
        send(waiting.number, words.translate(PLAIN), now)
    except NotSent as error:
        tallies.note_failure(SMS.name, now, error)
        with hats.system(why):
            PhoneNumber.objects.filter(pk=waiting.pk).update(refused_at=now)
    else:
        tallies.note_sent(SMS.name, now)
