"""An answer that comes when there is something to say. Meanwhile it holds a thread of the server, and nothing else."""

from collections.abc import Iterator
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from entrepairs.conversations import actions, queries
from entrepairs.core import hats
from entrepairs.core.live_updates import Wait
from entrepairs.people.models import Circle

ASK_AGAIN_AFTER = 5  # seconds, for a page that found no place to wait


def news_of(circle: Any, page: queries.Page, *, wait: bool = False) -> str:
    """New messages, and how far mine are seen. `circle` comes from queries.standing()."""
    queries.mark_seen(page, circle.seen_to)
    context = {"page": page, "seen": queries.last_seen(circle, circle.seen_to)}
    return render_to_string(
        "conversations/_news.html", {**context, "again": ASK_AGAIN_AFTER if wait else None}
    )


class Late:
    """The body of such an answer, for one person and one circle, in the language and time zone of the page."""

    def __init__(
        self, place: Wait, circle: Circle, last: UUID | None, person: int, read: int | None
    ) -> None:
        self.place, self.circle, self.last, self.person, self.read = (
            place,
            circle,
            last,
            person,
            read,
        )
        self.language = translation.get_language() or settings.LANGUAGE_CODE
        self.zone = timezone.get_current_timezone()

    def __iter__(self) -> Iterator[str]:
        """After the request's own transaction has ended."""
        if self.read is not None:
            self.mark_read(self.read)
        until = monotonic() + settings.LIVE_SECONDS
        while True:
            let_go_of_the_database()
            woken = self.place.wait(until - monotonic())
            with translation.override(self.language), timezone.override(self.zone):
                answer = self.news(even_if_none=not woken)
            if answer is not None:
                yield answer
                return

    def news(self, *, even_if_none: bool) -> str | None:
        """What there is to say. Nothing, to go on waiting: a message may be told of after it was seen."""
        if self.place.sent_away:
            return render_to_string("conversations/_news.html", {"again": ASK_AGAIN_AFTER})
        with hats.person(self.person, read_only=True):
            here = queries.standing(self.circle.key)
            if here is None:
                return ""
            page = queries.after(here, self.last)
            return news_of(here, page) if page.messages or even_if_none else None

    def mark_read(self, message_id: int) -> None:
        with hats.person(self.person):
            actions.mark_read(circle=self.circle, message_id=message_id, by=self.person)

    def close(self) -> None:
        """Called at the end of every answer, also of one that was never begun."""
        self.place.close()


def let_go_of_the_database() -> None:
    """Back to the pool, unless a transaction is open around us."""
    if not connection.in_atomic_block:
        connection.close()
