"""The library's jobs. Each calls one action."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from entrepairs.library import file_processing


@app.task(retry=RetryStrategy(max_attempts=3, wait=60))
def check_file(key: str) -> None:
    file_processing.check_now(key)


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="tidy_files")
def tidy_files(timestamp: int) -> None:
    file_processing.tidy()
