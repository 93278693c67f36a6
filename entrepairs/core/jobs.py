"""Jobs: queued with the change that asks for them, done by a worker after the answer.

A room declares its jobs in its jobs.py. Jobs are thin: primitives in, one action called, which puts
on its hat itself. A job may be done twice (a worker that dies in the middle): what it calls must
stand that.

One person's failure is that person's: a job about many goes through `do_each` or `change_each`.
What
fails for one is tried again for that one alone, later and later; what never succeeds becomes a dead
letter, which `doctor`, `entrepairs jobs` and the administrator's page tell.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate import RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status

from entrepairs.core import hats
from entrepairs.core.database_away import is_away

KEEP_HOURS = 72
KEEP_FAILED_HOURS = 60 * 24  # an administrator comes twice a month
TAKEN_UP = 6  # a job whose worker was killed so often is what kills it
REST = dt.timedelta(days=1)  # what was given up for one is begun again after that

log = logging.getLogger(__name__)


class GivenUp(Exception):
    """Trying again would not help."""


class Retries(RetryStrategy):
    """Later and later, and not when it would not help."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, GivenUp):
            return None
        return super().get_retry_decision(exception=exception, job=job)


# After 5 s, 25 s, 2 min, 10 min, 52 min and 4 h; then it is a dead letter.
RETRIES = Retries(max_attempts=6, exponential_wait=5)


class SomeFailed(Exception):
    """The others got theirs; for these it failed, as the lines above say."""


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


def do_each[Item](
    items: Iterable[Item], do: Callable[[Item], object], *, again: Any = None, name: str = "pk"
) -> int:
    """Does it for each item apart, in transactions of its own. How many it was done for (`do`
    may say False).

    `again`: the job about one item, whose only argument is that attribute of it. Without it,
    SomeFailed at the end.
    """
    done, failed = 0, 0
    left_alone = names_left_alone(again) if again else set[str]()
    for item in items:
        about = getattr(item, name, item)
        if str(about) in left_alone:
            continue
        try:
            done += do(item) is not False
        except Exception as error:
            if is_away(error):
                raise
            log.exception("A job failed for one of many (%s)", about)
            failed += 1
            if again:
                alone, at = f"{again.name}-{about}", timezone.now() + dt.timedelta(minutes=1)
                defer(again, alone=alone, at=at, **{name: about})
    if failed and not again:
        raise SomeFailed(failed)
    return done


def do_all(steps: Iterable[Callable[[], object]]) -> None:
    """Does each step, also after one that failed; then SomeFailed."""
    failed = 0
    for step in steps:
        try:
            step()
        except Exception as error:
            if is_away(error):
                raise
            log.exception("A step of a job failed; the next ones are done")
            failed += 1
    if failed:
        raise SomeFailed(failed)


def names_left_alone(task: Any) -> set[str]:
    """Items whose own job waits, or was given up less than a day ago."""
    with hats.system("what failed for one is left to the job about that one"):
        jobs = ProcrastinateJob.objects.filter(task_name=task.name)
        given_up = Q(status="failed", scheduled_at__gt=timezone.now() - REST)
        waiting = jobs.filter(Q(status__in=["todo", "doing"]) | given_up)
        return {
            str(value) for args in waiting.values_list("args", flat=True) for value in args.values()
        }


def change_each(
    rows: QuerySet[Any], change: Callable[[QuerySet[Any]], Any], *, hat: Callable[[], Any]
) -> int:
    """Changes or deletes all rows in one statement; when one of them refuses, each apart.

    How many were changed. `change` gives what `update` or `delete` give.
    """
    try:
        with hat(), transaction.atomic():
            return count_of(change(rows))
    except DatabaseError as error:
        if is_away(error):
            raise
        log.exception("A row refuses what is done to all: each is taken apart")
    with hat():
        keys = list(rows.order_by("pk").values_list("pk", flat=True))

    def change_one(key: Any) -> bool:
        with hat():
            return bool(count_of(change(rows.model._base_manager.filter(pk=key))))

    return do_each(keys, change_one)


def count_of(changed: Any) -> int:
    """`update` gives a number, `delete` also what of."""
    return int(changed[0] if isinstance(changed, tuple) else changed)


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """A table of jobs done long ago only makes the next one slower to find."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=KEEP_HOURS, include_cancelled=True, include_aborted=True)
    await manager.delete_old_jobs(nb_hours=KEEP_FAILED_HOURS, include_failed=True)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="take_up_lost_jobs", pass_context=True)
async def take_up_lost_jobs(context: JobContext, timestamp: int) -> None:
    """What a worker that was killed had begun is done by the next one, unless it is what kills
    them.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        try:
            if job.attempts >= TAKEN_UP:
                await manager.finish_job(job, status=Status.FAILED, delete_job=False)
            else:
                await manager.retry_job(job)
        except ConnectorException:  # the same job waits already
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)
        except Exception:
            log.exception("A lost job cannot be taken up; the others are")
