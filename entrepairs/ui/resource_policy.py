"""A middleware: no other site draws what is here into its own pages, unless a view says so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class ResourcePolicyMiddleware:
    """Cross-Origin-Resource-Policy on every answer, those of static files and errors included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
