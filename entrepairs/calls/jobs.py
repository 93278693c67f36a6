"""What authors are told, and what is forgotten of what they sent."""

from procrastinate.contrib.django import app

from entrepairs.calls import notifications
from entrepairs.core.jobs import RETRIES


@app.task(queueing_lock="calls_tell_authors_soon")
def tell_authors_soon() -> None:
    notifications.tell_submitters(again=tell_author)


@app.periodic(cron="2-59/5 * * * *")
@app.task(queueing_lock="calls_tell_authors")
def tell_authors(timestamp: int) -> None:
    """What a mail server refused for a while is sent again."""
    notifications.tell_submitters(again=tell_author)


@app.task(retry=RETRIES)
def tell_author(pk: int) -> None:
    """Alone, because it failed among the others."""
    notifications.tell_submitters(pk)


@app.periodic(cron="55 3 * * *")
@app.task(queueing_lock="calls_forget_contributions")
def forget_contributions(timestamp: int) -> None:
    notifications.forget_submitters()
