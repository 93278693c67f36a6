"""What the pages of the calendar call: links that keep the rest of the address."""

from collections.abc import Mapping
from urllib.parse import urlencode

EVERYWHERE = ("place", "")


def calendar_link(kept: Mapping[str, str], **changed: object) -> str:
    """The present address with these parts changed. Empty ones are left out, but for the place:
    an empty one is everywhere, none at all is the one that I told."""
    parts = {**kept, **changed}
    said = {
        name: str(value) for name, value in parts.items() if value or (name, value) == EVERYWHERE
    }
    return f"?{urlencode(said)}"


FUNCTIONS = {"calendar_link": calendar_link}
