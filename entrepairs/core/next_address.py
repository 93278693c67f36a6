"""Where to go next: an address of this site, given by a form or an address."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_path(url: str | None) -> str:
    """The address when it is a path of this site, else nothing."""
    return url if url and url.startswith("/") and url_has_allowed_host_and_scheme(url, None) else ""


def next_path(request: HttpRequest, otherwise: str = "") -> str:
    """The path that the form, or else the address, asks to go to next."""
    return safe_path(request.POST.get("next")) or safe_path(request.GET.get("next")) or otherwise
