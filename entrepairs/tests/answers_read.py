"""Words that a test read of an answer that is no page, as if it were one: nothing was looked for on
a page that is absent. A test that reads such an answer asks for its status as well."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client

PAGES = {*range(200, 300), 422}  # a form that comes back is a page


class Watched:
    """An answer that is no page. It notes whether its words are read, and its status asked for."""

    words_read = status_asked = False

    @property
    def content(self) -> Any:
        self.words_read = True
        return super().content  # type: ignore[misc]

    @property
    def status_code(self) -> int:
        self.status_asked = True
        return self.__dict__["status_code"]  # type: ignore[no-any-return]


@contextmanager
def watched_answers() -> Iterator[list[Any]]:
    """The answers, in this block, that are no pages."""
    found: list[Any] = []
    request = Client.request

    def watch(self: Client, **about: Any) -> Any:
        answer: Any = request(self, **about)
        status = vars(answer).get("status_code") or answer.status_code  # of its class, at times
        if status not in PAGES and not answer.streaming:
            if not isinstance(answer, Watched):
                answer.__dict__["status_code"] = status
                answer.__class__ = type(type(answer).__name__, (Watched, type(answer)), {})
            found.append(answer)
        return answer

    Client.request = watch  # type: ignore[method-assign]
    try:
        yield found
    finally:
        Client.request = request  # type: ignore[method-assign]


def taken_for_pages(answers: list[Any]) -> list[str]:
    return [
        f"{answer.request['REQUEST_METHOD']} {answer.request['PATH_INFO']} answered "
        f"{answer.__dict__['status_code']}"
        for answer in answers
        if answer.words_read and not answer.status_asked
    ]
