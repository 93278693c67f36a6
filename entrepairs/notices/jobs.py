"""Mailing notices, every few minutes; forgetting those that were seen, every night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES
from entrepairs.notices import actions, mails


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="mail_notices")
def mail_notices(timestamp: int) -> None:
    mails.send_due(again=mail_person)


@app.task(retry=RETRIES)
def mail_person(person: int) -> None:
    """Alone, because it failed among the others."""
    mails.send_to(person)


@app.periodic(cron="45 3 * * *")
@app.task(queueing_lock="forget_notices")
def forget_notices(timestamp: int) -> None:
    actions.forget_seen(timezone.now())
