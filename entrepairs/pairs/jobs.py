"""Jobs of this room."""

from procrastinate.contrib.django import app

from entrepairs.core.jobs import RETRIES
from entrepairs.suggestions import refresh


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="pairs_refresh_finding")
def refresh_finding(timestamp: int) -> None:
    """The finder index, whole: a person's own lines were aligned as they went."""
    refresh.refresh_index()


@app.task(retry=RETRIES)
def predict_invitation(invitation_id: int) -> None:
    """The score of an invitation, where answers teach."""
    from entrepairs.pairs.outcomes import keep_prediction

    keep_prediction(invitation_id)


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="pairs_learn")
def learn_from_answers(timestamp: int) -> None:
    """For the organisations that asked for it: figures, and weights within their bounds."""
    from entrepairs.pairs.learning import learn_weights  # loads the kernel

    learn_weights(again=learn_from_answers_of)


@app.task(retry=RETRIES)
def learn_from_answers_of(organisation_id: int) -> None:
    """Alone, because it failed among the others."""
    from entrepairs.pairs.learning import learn_weights

    learn_weights(organisation_id)
