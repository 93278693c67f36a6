"""The rounds of which is known who had waited how long."""

from django.db.models import QuerySet

from entrepairs.rounds.models import Round


def measured_rounds(organisation: int) -> QuerySet[Round]:
    """The last released rounds, of which is known who had waited how long."""
    released = Round.objects.filter(
        organisation=organisation, state=Round.State.RELEASED, figures__has_key="waits"
    )
    return released.order_by("-ended_at")[:5]
