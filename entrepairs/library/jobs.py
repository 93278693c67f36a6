"""What is told by itself."""

from procrastinate.contrib.django import app

from entrepairs.library.recordings import telling


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="library_voices")
def tell_voices(timestamp: int) -> None:
    telling.tell()
