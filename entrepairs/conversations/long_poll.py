"""Long polling: a response that comes when there is something to say.

Meanwhile it holds a thread of the server, and nothing else.
"""

from collections.abc import Iterator
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from entrepairs.conversations import actions, queries
from entrepairs.conversations.queries import CircleStanding
from entrepairs.core import hats
from entrepairs.core.live_updates import Wait
from entrepairs.people.models import Circle

ASK_AGAIN_AFTER = 5  # seconds, for a page that found no place to wait


def render_news(standing: CircleStanding, page: queries.MessagePage, *, wait: bool = False) -> str:
    """New messages, how far mine are seen, and which were taken back."""
    queries.mark_seen(page, standing.seen_to)
    seen = queries.find_last_seen(standing.circle, standing.seen_to)
    context = {"page": page, "seen": seen, "gone": queries.find_taken_back(standing.circle)}
    again = ASK_AGAIN_AFTER if wait else None
    return render_to_string("conversations/_news.html", {**context, "again": again})


class LongPoll:
    """The body of such a response, for one person and one circle.

    In the language and the time zone of the page. `last` is the message it has, `read` the one to
    mark as read, if any.
    """

    def __init__(
        self, place: Wait, circle: Circle, last: UUID | None, person: int, read: int | None
    ) -> None:
        self.place, self.circle, self.person = place, circle, person
        self.last, self.read = last, read
        self.language = translation.get_language() or settings.LANGUAGE_CODE
        self.zone = timezone.get_current_timezone()

    def __iter__(self) -> Iterator[str]:
        """After the request's own transaction has ended."""
        if self.read is not None:
            with hats.person(self.person):
                actions.mark_read(circle=self.circle, message_id=self.read, by=self.person)
        until = monotonic() + settings.LIVE_SECONDS
        while True:
            release_connection()
            woken = self.place.wait(until - monotonic())
            with translation.override(self.language), timezone.override(self.zone):
                answer = self.find_news(even_if_none=not woken)
            if answer is not None:
                yield answer
                return

    def find_news(self, *, even_if_none: bool) -> str | None:
        """None, to go on waiting: a message may be told of after it was seen."""
        if self.place.sent_away:
            return render_to_string("conversations/_news.html", {"again": ASK_AGAIN_AFTER})
        with hats.person(self.person, read_only=True):
            standing = queries.find_standing(self.circle.key)
            if standing is None:
                return ""
            page = queries.find_after(standing.circle, self.last)
            if page.messages or even_if_none or queries.find_taken_back(standing.circle):
                return render_news(standing, page)
            return None

    def close(self) -> None:
        """Called at the end of every response, also of one that was never begun."""
        self.place.close()


def release_connection() -> None:
    """Back to the pool, unless a transaction is open around us."""
    if not connection.in_atomic_block:
        connection.close()
