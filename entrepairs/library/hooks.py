"""Hooks of the library: rooms above append to these lists in their AppConfig.ready()."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import Func, QuerySet

from entrepairs.core.requests import Request
from entrepairs.library.models import File, Resource, Series
from entrepairs.search.models import Entry

# More entries of the search index, of resources published for everyone.
entries: list[Callable[[Collection[Resource]], Iterable[Entry]]] = []
# More values for the page of a resource, from its files.
page_parts: list[Callable[[Request, Resource, list[File]], dict[str, Any]]] = []
# Among resources that are not for everyone, those in which the words of a query are said.
spoken: list[Callable[[Func, QuerySet[Any, Any]], QuerySet[Any, Any]]] = []
# Whether a series can be listened to as a podcast.
podcasts: list[Callable[[Series], bool]] = []
# When what the rooms above put in the search index was changed, by its key.
changed: list[Callable[[Collection[str]], Iterable[tuple[str, dt.datetime]]]] = []
# Who is heard in each of these resources, as they chose to be named: cited as its authors.
heard: list[Callable[[Collection[Resource]], Iterable[tuple[int, str]]]] = []
# The series that can be listened to as podcasts.
all_podcasts: list[Callable[[], Iterable[Series]]] = []
# Who is probably heard in a recording: the speakers of the talk it is of.
speakers: list[Callable[[Resource], Iterable[str]]] = []


def voices_of(resources: Collection[Resource]) -> dict[int, list[str]]:
    """By resource, who is heard in it."""
    found: dict[int, list[str]] = {resource.pk: [] for resource in resources}
    for hook in heard:
        for number, name in hook(resources):
            found[number].append(name)
    return found


def probable_speakers(resource: Resource, known: Iterable[str]) -> list[str]:
    """Each once, without those already named."""
    names = dict.fromkeys(name for hook in speakers for name in hook(resource))
    return [name for name in names if name not in set(known)]
