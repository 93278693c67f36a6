"""What can be reported: each kind says how it is found, under the hat of who reports, so that
nobody reports what they do not see. Rooms above add theirs in their AppConfig.ready()."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.library.indexing import index_resources
from entrepairs.library.models import Resource
from entrepairs.library.queries import PUBLIC
from entrepairs.people import queries as people
from entrepairs.people.models import Circle
from entrepairs.people.profile import THEIR_TITLES, arrange_sections

BEFORE = 2  # messages that may be shown with the one reported


@dataclass(frozen=True, slots=True)
class Reported:
    """One thing as it stands now, for who reports it: a page to send it from. What is kept of it
    the database finds by itself, by the function reported_<kind>() of its room."""

    kind: str
    thing: str
    path: str  # where it stands, to go back to
    place: str  # the same, in words
    words: str
    author: int | None = None
    said_at: dt.datetime | None = None
    before: tuple[str, ...] = ()  # messages that may be shown with it
    of_two: bool = False  # only one other person can have reported it


Find = Callable[[str], Reported | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """`returns`: its text can be given back to its author and taken away from where it stood;
    `hides`: a policy of its room asks hidden_things(); `index` writes it in the search again, when
    it is hidden no more."""

    name: str
    words: Any
    find: Find
    returns: bool = False
    hides: bool = True
    index: Callable[[str], None] | None = None


_known: dict[str, Kind] = {}


def add(kind: Kind) -> None:
    _known[kind.name] = kind


def kind_named(name: str) -> Kind | None:
    return _known.get(name)


def words_of_kind(name: str) -> str:
    kind = kind_named(name)
    return str(kind.words) if kind else name


def _in_circle(circle: Circle) -> dict[str, Any]:
    between_two = circle.kind == Circle.Kind.PAIR
    return {
        "place": circle.name or str(_("Between two people")),
        "of_two": between_two,
    }


def find_message(key: str) -> Reported | None:
    """By the name it has in addresses. With it, those that stand before it."""
    rows = Message.objects.select_related("circle").filter(taken_back_at__isnull=True)
    found = _only(rows, "once", key)
    if found is None:
        return None
    earlier = Message.objects.filter(
        circle=found.circle_id, pk__lt=found.pk, taken_back_at__isnull=True
    ).order_by("-pk")
    return Reported(
        "message",
        str(found.once),
        f"{found.circle.talk_path}#m-{found.once.hex}",
        words=str(found.body),
        author=found.author_id,
        said_at=found.sent_at,
        before=tuple(map(str, earlier.values_list("once", flat=True)[:BEFORE])),
        **_in_circle(found.circle),
    )


def find_entry(key: str) -> Reported | None:
    found = JournalEntry.objects.select_related("circle").filter(key=key).first()
    if found is None:
        return None
    return Reported(
        "entry",
        key,
        f"{found.circle.path}journal/#e-{key}",
        words=str(found.body),
        author=found.author_id,
        said_at=found.written_at,
        **_in_circle(found.circle),
    )


def find_person(key: str) -> Reported | None:
    """A profile, as far as it is open to who reports it."""
    them = people.open_pages().filter(key=key).first()
    if them is None:
        return None
    sections = arrange_sections(
        people.facets_of([them.pk])[them.pk], empty=False, titles=THEIR_TITLES
    )
    lines = [
        them.name,
        *(f"{told.words} {told.note}".strip() for one in sections for told in one.told),
    ]
    return Reported("person", key, f"/people/{key}/", them.name, "\n".join(lines), them.pk)


def find_resource(key: str) -> Reported | None:
    found = Resource.objects.filter(Q(state="published"), key=key).first()
    if found is None:
        return None
    text = "\n\n".join(filter(None, (str(found.title), str(found.summary), found.text)))
    return Reported(
        "resource",
        key,
        f"/library/{key}/",
        str(_("Library")),
        text,
        said_at=found.published_at,
    )


def index_resource(key: str) -> None:
    index_resources(*Resource.objects.filter(PUBLIC, key=key))


def _only(rows: Any, column: str, key: str) -> Any:
    """The one row of that key; nothing for what is no such key."""
    try:
        return rows.filter(**{column: key}).first()
    except (ValueError, ValidationError):
        return None


def add_kinds() -> None:
    """Those of the rooms below."""
    add(Kind("message", gettext_lazy("a message"), find_message, returns=True))
    add(Kind("entry", gettext_lazy("a journal entry"), find_entry, returns=True))
    add(Kind("person", gettext_lazy("a profile"), find_person))
    add(
        Kind(
            "resource", gettext_lazy("an item of the library"), find_resource, index=index_resource
        )
    )
