"""The library's search is told here, and nowhere else in this room, of what an event has to be found by."""

from entrepairs.events.models import Event


def keep(event: Event) -> None:
    """To be found once published; not any more when it is not."""
