"""What leaves with time: departures that are due, exports that are over, what is kept too long."""

from django.utils import timezone
from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES, do_all
from entrepairs.rights import breaches, exporting, idle, register, retention, settling


@app.task(retry=RETRIES)
def make_export(export: int) -> None:
    exporting.make_export(export)


@app.task(retry=RETRIES)
def settle_one(pk: int) -> None:
    """Alone, because it failed among the others."""
    settling.settle(pk)


@app.periodic(cron="10 * * * *")
@app.task(queueing_lock="rights_settle")
def settle_departures(timestamp: int) -> None:
    settling.settle_due(timezone.now(), again=settle_one)


@app.periodic(cron="35 3 * * *")
@app.task(queueing_lock="rights_forget")
def forget_old(timestamp: int) -> None:
    do_all([exporting.forget_over, settling.list_erased, retention.forget_old])


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="rights_idle")
def warn_idle(timestamp: int) -> None:
    idle.warn_idle()


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="rights_clocks")
def watch_clocks(timestamp: int) -> None:
    do_all([register.mark_missed, breaches.mark_missed])
