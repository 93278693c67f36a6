"""Mailing notices, every few minutes."""

from procrastinate.contrib.django import app

from entrepairs.notices import mails


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="mail_notices")
def mail_notices(timestamp: int) -> None:
    mails.send_due()
