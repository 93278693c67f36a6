"""Jobs: checks of files, now or queued, and the nightly deletion of leftovers."""

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES, defer
from entrepairs.files import processing
from entrepairs.files.models import CheckedFile


# The former names are those of jobs that wait when a version with these is installed.
@app.task(retry=RETRIES, aliases=["entrepairs.library.jobs.check_file"])
def check_file(key: str) -> None:
    processing.process_file(key)


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="tidy_files", aliases=["entrepairs.library.jobs.tidy_files"])
def tidy_files(timestamp: int) -> None:
    check_stopped_files()


def check_or_queue(file: CheckedFile) -> None:
    """Checks a whole file: at once when that is quick, else by a job."""
    if processing.is_light(file):
        processing.process_file(file.key, apart=False)
    else:
        processing.mark_checking(file)
        queue_check(file.key)


def queue_check(key: str) -> None:
    defer(check_file, alone=f"check_file-{key}", key=key)


def check_stopped_files(now: dt.datetime | None = None) -> None:
    """Queues again the checks that stopped, then deletes leftovers."""
    now = now or timezone.now()
    for key in processing.stopped_checks(now):
        queue_check(key)
    processing.delete_leftovers(now)
