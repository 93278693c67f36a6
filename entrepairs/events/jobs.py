"""What is told and forgotten by itself."""

from procrastinate.contrib.django import app

from entrepairs.events.calls import telling as calls
from entrepairs.events.registration import telling


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="events_tell")
def tell_registered(timestamp: int) -> None:
    telling.tell()


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="events_forget")
def forget_needs(timestamp: int) -> None:
    telling.forget()


@app.task(queueing_lock="events_tell_authors_soon")
def tell_authors_soon() -> None:
    calls.tell()


@app.periodic(cron="2-59/5 * * * *")
@app.task(queueing_lock="events_tell_authors")
def tell_authors(timestamp: int) -> None:
    """What a mail server refused for a while is sent again."""
    calls.tell()


@app.periodic(cron="55 3 * * *")
@app.task(queueing_lock="events_forget_contributions")
def forget_contributions(timestamp: int) -> None:
    calls.forget()
