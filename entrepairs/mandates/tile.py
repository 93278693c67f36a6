"""Bodies and seats, on the page of an organisation."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Tile, TileWords


def say_bodies(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    held, waiting = fact["held"], fact["waiting"]
    if not held and not waiting and not fact["bodies"]:
        return TileWords(words=_("No body yet. Add those where your people sit."))
    words = []
    if waiting:
        text = ngettext(
            "%(count)s proposal has no answer.", "%(count)s proposals have no answer.", waiting
        )
        words.append(text % {"count": waiting})
    return TileWords(str(held), ngettext("mandate held", "mandates held", held), " ".join(words))


TILE = Tile(
    "mandates",
    "mandates",
    gettext_lazy("Bodies and seats"),
    icon="landmark",
    press=gettext_lazy("See the bodies"),
    url_name="mandates:kept",
    say=say_bodies,
    order=65,
)
