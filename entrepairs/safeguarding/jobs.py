"""What comes back to the search when it is hidden no more."""

from procrastinate.contrib.django import app

from entrepairs.safeguarding import found_again


@app.periodic(cron="5 2 * * *")
@app.task(queueing_lock="safeguarding_find_again")
def find_again(timestamp: int) -> None:
    found_again.find_again()
