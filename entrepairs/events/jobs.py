"""What is told and forgotten by itself."""

from procrastinate.contrib.django import app

from entrepairs.calls import notifications as calls
from entrepairs.registrations import notifications


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="events_tell")
def tell_registered(timestamp: int) -> None:
    notifications.tell()


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="events_forget")
def forget_needs(timestamp: int) -> None:
    notifications.forget()


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
