"""The nightly job of this room."""

from procrastinate.contrib.django import app

from entrepairs.accounts import clean_up


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="sweep_the_gate")
def sweep_the_gate(timestamp: int) -> None:
    clean_up.sweep_ways_in()
