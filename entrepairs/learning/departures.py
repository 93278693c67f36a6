"""What ends when a person leaves: what they asked others to confirm is asked no more."""

from entrepairs.learning.models import Step
from entrepairs.people import hooks


def take_back_questions(person: int) -> None:
    waiting = Step.objects.filter(person=person, asked_at__isnull=False, confirmed_at=None)
    waiting.update(asked_of=None, asked_at=None)


hooks.on_leave.append(take_back_questions)
