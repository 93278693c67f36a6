"""Jobs of this room."""

from procrastinate.contrib.django import app

from entrepairs.suggestions import refresh


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="pairs_refresh_finding")
def refresh_finding(timestamp: int) -> None:
    """The finder index, whole: a person's own lines were aligned as they went."""
    refresh.refresh_index()


@app.task
def predict_invitation(invitation_id: int) -> None:
    """The score of an invitation, where answers teach."""
    from entrepairs.pairs.outcomes import keep_prediction

    keep_prediction(invitation_id)


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="pairs_learn")
def learn_from_answers(timestamp: int) -> None:
    """For the organisations that asked for it: figures, and weights within their bounds."""
    from entrepairs.pairs.learning import learn_weights  # loads the kernel

    learn_weights()
