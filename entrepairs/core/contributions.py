"""What rooms contribute is looked at when Entrepairs starts: one that forgets a part stops it."""

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured


def refuse_to_start(faults: Iterable[str]) -> None:
    """Unless there are none. All of them are told at once."""
    if found := list(faults):
        raise ImproperlyConfigured("\n".join(found))
