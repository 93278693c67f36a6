"""What the room forgets by itself."""

from procrastinate.contrib.django import app

from entrepairs.accounts import actions


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="sweep_the_gate")
def sweep_the_gate(timestamp: int) -> None:
    actions.sweep_ways_in()
