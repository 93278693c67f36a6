"""What the observatory has published of the sample network: its last two quarters."""

from datetime import datetime, time, timedelta

from entrepairs.observatory.periods import periods_over
from entrepairs.observatory.publishing import publish_period
from entrepairs.ui.formats import as_date


def publish_quarters(until: datetime) -> None:
    """The two last ones that are over, each made in the second night after it."""
    last = periods_over(as_date(until))[0]
    before = periods_over(last.since)[0]
    for period in (before, last):
        made_on = period.until + timedelta(days=1)
        publish_period(period, made_at=datetime.combine(made_on, time(5), until.tzinfo))
