"""Jobs of this room."""

from procrastinate.contrib.django import app

from entrepairs.suggestions import refresh


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="pairs_refresh_finding")
def refresh_finding(timestamp: int) -> None:
    """What may be found, as wishes and facets have it; a person's own lines were aligned as they went."""
    refresh.refresh()


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="pairs_learn")
def learn_from_answers(timestamp: int) -> None:
    """For the organisations that asked for it: figures, and weights within their bounds."""
    from entrepairs.pairs.learning import learn  # loads the kernel

    learn()
