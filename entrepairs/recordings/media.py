"""Responses with the sound or the picture of a recording."""

from django.http import HttpResponseBase

from entrepairs.core.requests import Request
from entrepairs.files import responses
from entrepairs.library.models import File


def serve_medium(request: Request, file: File, *, public: bool) -> HttpResponseBase:
    served = responses.Served.of(file)
    return responses.serve(request, served, public=public, download=False)


def allow_elsewhere[Response: HttpResponseBase](response: Response) -> Response:
    """For what listening applications fetch, also those that run in another site's page."""
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
