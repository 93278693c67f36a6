"""What those who registered are told, and what is forgotten of them."""

from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES, defer, do_all
from entrepairs.registrations import notifications


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="registrations_tell")
def tell_registered(timestamp: int) -> None:
    tell_all()


@app.task(retry=RETRIES)
def tell_one(pk: int) -> None:
    """Alone, because it failed among the others."""
    notifications.tell_registered(pk)


@app.task(queueing_lock="registrations_tell_soon")
def tell_registered_soon() -> None:
    tell_all()


def tell_all() -> None:
    do_all([lambda: notifications.tell_registered(again=tell_one), tell_announcements])


def tell_announcements() -> None:
    """So many at once; the others at once after them."""
    if notifications.tell_announcements() >= notifications.AT_ONCE:
        defer(tell_registered_soon, alone="registrations_tell_soon")


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="registrations_forget")
def forget_needs(timestamp: int) -> None:
    do_all(
        [
            notifications.forget_unconfirmed,
            notifications.forget_needs,
            notifications.forget_names,
        ]
    )
