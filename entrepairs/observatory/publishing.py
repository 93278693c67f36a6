"""Making a publication: once for each quarter and year, by a job or by hand."""

import datetime as dt
import zlib
from importlib.metadata import version

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.observatory.models import Figure, Publication
from entrepairs.observatory.periods import Period, periods_over
from entrepairs.ui.formats import today

READ_FIRST = dt.timedelta(days=14)  # by those concerned, before everyone


def publish_due() -> None:
    """The last quarter and year that are over, where they are not published."""
    for period in periods_over(today()):
        publish_period(period)


def publish_period(period: Period, *, made_at: dt.datetime | None = None) -> bool:
    """False where it was made before: it stays as it is. One transaction, so that a job that dies
    leaves nothing. Raises ValueError for a period that is not over."""
    if period.until > today():
        raise ValueError(f"{period.name} is not over")
    with hats.system("the records of everybody become figures that name nobody"):
        if Publication.objects.filter(period=period.name).exists():
            return False
        _write(period, made_at or timezone.now())
    return True


def _write(period: Period, made_at: dt.datetime) -> None:
    import numpy as np  # with what measures: not for the web

    from entrepairs.observatory import exchanges, intervals, measures
    from entrepairs.observatory.records import read_records

    records, seed = read_records(period), zlib.crc32(period.name.encode()) >> 1
    figures = measures.measure_all(
        records, measures.Dice(np.random.default_rng(seed), intervals.REPLICATES)
    )
    given = [one for one in records.given if one.confirmed]
    counted = [one for one in given if records.uncounted.isdisjoint((one.giver, one.receiver))]
    made = Publication.objects.create(
        period=period.name,
        since=period.since,
        until=period.until,
        made_at=made_at,
        published_at=made_at + READ_FIRST,
        version=version("entrepairs"),
        seed=seed,
        exchanges=exchanges.hide_table(exchanges.table_of(counted)),
    )
    for figure in figures:
        figure.publication = made
    Figure.objects.bulk_create(figures)
