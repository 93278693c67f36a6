"""Whether an event takes registrations, on its own clocks."""

from django.utils import timezone

from entrepairs.core.timezones import zone_named
from entrepairs.events.models import Event


def is_over(event: Event) -> bool:
    return event.ends_on < timezone.now().astimezone(zone_named(event.time_zone)).date()


def takes_registrations(event: Event) -> bool:
    """As a page says it; the database holds it, see the policies."""
    return event.registers and event.state == Event.State.PUBLISHED and not is_over(event)
