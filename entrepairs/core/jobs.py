"""Jobs: queued with the change that asks for them, done by a worker after the answer.

A room declares its jobs in its jobs.py. Jobs are thin: primitives in, one action called, which puts
on its hat itself. A job may be done twice (a worker that dies in the middle): what it calls must
stand that.
"""

import datetime as dt
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status

from entrepairs.core import hats

KEEP_HOURS = 72


def defer(
    task: Any, *, alone: str | None = None, at: dt.datetime | None = None, **primitives: Any
) -> bool:
    """Queues a job in the running transaction. False when one named `alone` waits already."""
    try:
        with hats.system("a job is queued with the change that asks for it"):
            task.configure(queueing_lock=alone, schedule_at=at).defer(**primitives)
    except AlreadyEnqueued:
        return False
    return True


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """A table of jobs done long ago only makes the next one slower to find."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEEP_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="take_up_lost_jobs", pass_context=True)
async def take_up_lost_jobs(context: JobContext, timestamp: int) -> None:
    """What a worker that was killed had begun is done by the next one."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        try:
            await manager.retry_job(job)
        except ConnectorException:  # the same job waits already
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)
