"""Sending notices, every few minutes; the code of a number; forgetting what was seen, every
night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES, do_all
from entrepairs.notices import sending, tallies, texts
from entrepairs.notices.actions import telling


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="send_notices")
def send_notices(timestamp: int) -> None:
    sending.send_due(again=tell_person)


@app.task(retry=RETRIES)
def tell_person(person: int) -> None:
    """Alone, because it failed among the others."""
    sending.send_to(person)


@app.task
def text_code(person: int) -> None:
    """Once: what fails is said on the page, where its person asks for another."""
    texts.send_code(person)


@app.periodic(cron="45 3 * * *")
@app.task(queueing_lock="forget_notices")
def forget_notices(timestamp: int) -> None:
    now = timezone.now()
    do_all([lambda: telling.forget_seen(now), lambda: tallies.forget_old(now)])
