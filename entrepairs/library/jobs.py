"""The library's jobs: checks of files, now or queued, and the nightly deletion of leftovers."""

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES, defer
from entrepairs.library import file_processing
from entrepairs.library.models import File


@app.task(retry=RETRIES)
def check_file(key: str) -> None:
    file_processing.process_file(key)


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="tidy_files")
def tidy_files(timestamp: int) -> None:
    check_stopped_files()


def check_or_queue(file: File) -> None:
    """Checks a whole file: at once when that is quick, else by a job."""
    if file_processing.is_light(file):
        file_processing.process_file(file.key, apart=False)
    else:
        file_processing.mark_checking(file)
        queue_check(file.key)


def queue_check(key: str) -> None:
    defer(check_file, alone=f"check_file-{key}", key=key)


def check_stopped_files(now: dt.datetime | None = None) -> None:
    """Queues again the checks that stopped, then deletes leftovers."""
    now = now or timezone.now()
    for key in file_processing.stopped_checks(now):
        queue_check(key)
    file_processing.delete_leftovers(now)
