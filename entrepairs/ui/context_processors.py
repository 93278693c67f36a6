"""What every page knows: who asks, in which language, and what waits for them."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language


def page(request: Any) -> dict[str, Any]:
    return {
        "person": (person := getattr(request, "person", None)),
        "signed_in": person
        is not None,  # without asking who: a page that says it only then has to be asked
        "language": get_language(),
        "other_language": "en" if get_language() == "fr" else "fr",
        "exit_url": settings.EXIT_URL,
        "demo": settings.DEMO,
        "mails": settings.MAILS_LEAVE,
        "worker": f"/service-worker.js?hl={get_language()}" if settings.OFFLINE else "",
    }
