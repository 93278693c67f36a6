"""Messages as the tests need them, made directly."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.conversations.models import Message
from entrepairs.core import hats


def make(circle: Any, author: Any, number: int = 1, body: str = "Bonjour") -> list[Message]:
    """Messages of the last days, one a minute, the last one now."""
    now = timezone.now()
    with hats.system("test"):
        return Message.objects.bulk_create(
            Message(
                circle=circle,
                author=author,
                body=f"{body} {n}",
                once=uuid4(),
                sent_at=now - timedelta(minutes=number - n),
            )
            for n in range(1, number + 1)
        )
