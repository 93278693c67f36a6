"""What the rooms above know of a recording: they append to these lists in their AppConfig.ready()."""

from collections.abc import Callable, Iterable

from entrepairs.library.models import Resource

# The names of those who are probably heard in it: who speaks in the talk it is of.
speakers: list[Callable[[Resource], Iterable[str]]] = []


def proposed(resource: Resource, known: Iterable[str]) -> list[str]:
    """Each once, without those already named."""
    names = dict.fromkeys(name for hook in speakers for name in hook(resource))
    return [name for name in names if name not in set(known)]
