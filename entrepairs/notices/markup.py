"""What templates of this room call."""

from typing import Any

from django.utils.translation import gettext as _


def device_name(kind: str) -> str:
    """As people call it."""
    return {"": _("A device"), "Macintosh": "Mac"}.get(kind, kind)


FILTERS: dict[str, Any] = {"device_name": device_name}
