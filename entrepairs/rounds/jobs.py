"""Jobs of rounds. What compares people is for the process of jobs alone, not for the web."""

from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES


@app.task
def find_pairs(round_id: int, attempt: int) -> None:
    """Which meetings are best: grows with how many are in it. Killed, it starts again.

    Failed, the round says so to its coordinator, who has it worked out again: it is not done
    behind her back.
    """
    from entrepairs.rounds import worker  # what it compares with is not loaded by the web

    worker.work_out_round(round_id, attempt)


@app.task(retry=RETRIES)
def count_round(round_id: int) -> None:
    """How many wait, and why some cannot be met."""
    from entrepairs.rounds import worker

    worker.count_waiting(round_id)


@app.task(retry=RETRIES)
def measure_round(round_id: int) -> None:
    """Who had waited how long, when a round was released."""
    from entrepairs.rounds import worker

    worker.measure_waits(round_id)
