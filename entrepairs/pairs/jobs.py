"""Jobs of this room."""

from procrastinate.contrib.django import app

from entrepairs.suggestions import refresh


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="pairs_refresh_finding")
def refresh_finding(timestamp: int) -> None:
    """What may be found, as wishes and facets have it; a person's own lines were aligned as they went."""
    refresh.refresh()


@app.task
def work_out_round(round_id: int, attempt: int) -> None:
    """Which meetings are best: proportional to how many are in the round; a killed one is done again from its start."""
    from entrepairs.rounds import (
        worker,  # what it compares with is for the worker alone, not for the web
    )

    worker.work_out(round_id, attempt)


@app.task
def count_round(round_id: int) -> None:
    """How many wait, and why some cannot be met."""
    from entrepairs.rounds import worker

    worker.count(round_id)


@app.task
def measure_round(round_id: int) -> None:
    """Who had waited how long, when a round was released."""
    from entrepairs.rounds import worker

    worker.measure(round_id)


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="pairs_learn")
def learn_from_answers(timestamp: int) -> None:
    """For the organisations that asked for it: figures, and weights within their bounds."""
    from entrepairs.pairs.learning import learn  # loads the kernel

    learn()
