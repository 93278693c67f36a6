"""The page that asks before something is done."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def confirm_page(
    request: HttpRequest,
    *,
    title: Any,
    lines: Sequence[Any] = (),
    yes: Any,
    back: str,
    danger: bool = True,
    **context: Any,
) -> HttpResponse:
    """What will happen, said in `lines`; the button `yes` sends the form to this same address."""
    shown = {"title": title, "lines": lines, "yes": yes, "back": back, "danger": danger}
    return render(request, "ui/confirm.html", {**shown, **context})
