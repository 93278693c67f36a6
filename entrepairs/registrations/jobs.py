"""What those who registered are told, and what is forgotten of them."""

from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES
from entrepairs.registrations import notifications


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="registrations_tell")
def tell_registered(timestamp: int) -> None:
    notifications.tell_registered(again=tell_one)


@app.task(retry=RETRIES)
def tell_one(pk: int) -> None:
    """Alone, because it failed among the others."""
    notifications.tell_registered(pk)


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="registrations_forget")
def forget_needs(timestamp: int) -> None:
    notifications.forget_needs()
