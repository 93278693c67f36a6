"""Whole addresses: what is cited and harvested is read elsewhere."""

from typing import Any

from django.conf import settings


def absolute(request: Any, path: str) -> str:
    """Where everyone finds it: at the site's own origin when it is known, else as it was asked for."""
    return (
        f"{settings.ORIGIN.rstrip('/')}{path}"
        if settings.ORIGIN
        else str(request.build_absolute_uri(path))
    )
