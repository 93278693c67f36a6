"""What is told and forgotten by itself."""

from procrastinate.contrib.django import app

from entrepairs.events.registration import telling


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="events_tell")
def tell_registered(timestamp: int) -> None:
    telling.tell()


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="events_forget")
def forget_needs(timestamp: int) -> None:
    telling.forget()
