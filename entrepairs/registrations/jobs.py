"""What those who registered are told, and what is forgotten of them."""

from procrastinate.contrib.django import app

from entrepairs.registrations import notifications


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="registrations_tell")
def tell_registered(timestamp: int) -> None:
    notifications.tell_registered()


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="registrations_forget")
def forget_needs(timestamp: int) -> None:
    notifications.forget_needs()
