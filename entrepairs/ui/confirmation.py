"""The page that asks before something is done."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def confirm_page(
    request: HttpRequest,
    *,
    title: str,
    lines: Sequence[str] = (),
    yes: str,
    back: str,
    danger: bool = True,
) -> HttpResponse:
    """`yes` is on the button, which posts to the same address; `back` is where the other one leads."""
    context = {"title": title, "lines": lines, "yes": yes, "back": back, "danger": danger}
    return render(request, "ui/confirm.html", context)
