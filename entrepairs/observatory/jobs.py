"""Publications that are due."""

from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES
from entrepairs.observatory import publishing


@app.periodic(cron="50 4 * * *")
@app.task(retry=RETRIES, queueing_lock="observatory_publish")
def publish_figures(timestamp: int) -> None:
    """Each night, so that one that failed is made the next; what was made before stays."""
    publishing.publish_due()
