"""What rooms above add to the things of the library: they append to these lists in their AppConfig.ready()."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from entrepairs.library.models import File, Resource, Series
from entrepairs.search.index import Found

# More entries for the search, of published things.
entries: list[Callable[[Collection[Resource]], Iterable[Found]]] = []
# More of what the page of a thing shows, from its files.
page_parts: list[Callable[[HttpRequest, Resource, list[File]], dict[str, Any]]] = []
# Among things that are not for everyone, those in which these words are said: the query, then which things.
spoken: list[Callable[[Any, Any], QuerySet[Any]]] = []
# Whether a series can be listened to as a podcast.
podcasts: list[Callable[[Series], bool]] = []
# The names of those who are probably heard in a recording: who speaks in the talk it is of.
speakers: list[Callable[[Resource], Iterable[str]]] = []


def probable_speakers(resource: Resource, known: Iterable[str]) -> list[str]:
    """Each once, without those already named."""
    names = dict.fromkeys(name for hook in speakers for name in hook(resource))
    return [name for name in names if name not in set(known)]
