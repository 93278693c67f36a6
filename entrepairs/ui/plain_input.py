"""A middleware: what an address, a form or a cookie says is plain text before anything reads it."""

from collections.abc import Callable, Iterable
from typing import Any, Self

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError

from entrepairs.core.plain_text import ZERO_BYTE, plain_text, plain_value


class PlainQuery(QueryDict):
    """Like what was sent, in plain text; `zero_bytes` names the fields that held a zero byte."""

    zero_bytes: frozenset[str] = frozenset()

    @classmethod
    def from_lists(cls, lists: Iterable[tuple[str, list[Any]]]) -> Self:
        query, zero_bytes = cls(mutable=True), set()
        for name, values in lists:
            plain = plain_text(name)
            for value in values:
                query.appendlist(plain, plain_value(value))
                if isinstance(value, str) and ZERO_BYTE in value:
                    zero_bytes.add(plain)
        query.zero_bytes, query._mutable = frozenset(zero_bytes), False
        return query


class PlainInputMiddleware:
    """The first that reads: what looks the same is the same to all that comes after."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.path, request.path_info = plain_text(request.path), plain_text(request.path_info)
        request.COOKIES = {name: plain_text(value) for name, value in request.COOKIES.items()}
        request.GET = PlainQuery.from_lists(request.GET.lists())
        if request.method == "POST":
            try:
                request.POST = PlainQuery.from_lists(request.POST.lists())
            except UnreadablePostError as error:
                raise BadRequest("The connection was lost before the form had come.") from error
        return self.get_response(request)
