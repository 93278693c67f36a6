"""Telling those who are asked whether they may be heard."""

from procrastinate.contrib.django import app

from entrepairs.recordings import notifications


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="recordings_voices")
def tell_voices(timestamp: int) -> None:
    notifications.tell()
