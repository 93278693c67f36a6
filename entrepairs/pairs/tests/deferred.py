"""Running the jobs that an action deferred, as the worker does."""

from django.db import connection

from entrepairs.core import hats
from entrepairs.pairs.jobs import predict_invitation


def deferred_predictions() -> list[int]:
    """The invitations whose score is to be predicted by a job."""
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(
            "select args ->> 'invitation_id' from procrastinate_jobs where task_name = %s"
            " order by id",
            [predict_invitation.name],
        )
        return [int(number) for (number,) in cursor.fetchall()]


def run_predictions() -> None:
    for number in deferred_predictions():
        predict_invitation(invitation_id=number)
