"""The job that tells those who are asked whether they may be heard."""

from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES, defer
from entrepairs.recordings import notifications


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="recordings_voices")
def tell_voices(timestamp: int) -> None:
    notifications.tell_requested(again=tell_voice)


@app.task(retry=RETRIES)
def tell_voice(pk: int) -> None:
    """Alone, because it failed among the others."""
    notifications.tell_requested(pk)


def tell_voices_soon() -> None:
    defer(tell_voices, alone="library_voices_now", timestamp=0)
