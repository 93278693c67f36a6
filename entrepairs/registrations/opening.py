"""Whether an event takes registrations, on its own clocks."""

from entrepairs.events.models import Event


def takes_registrations(event: Event) -> bool:
    """As a page says it; the database holds it, see the policies."""
    return event.registers and event.state == Event.State.PUBLISHED and not event.is_over
