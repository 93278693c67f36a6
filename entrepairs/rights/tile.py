"""Requests on paper, on the page of an organisation."""

from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Tile, TileWords


def say_requests(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    unit = ngettext("request on paper is open", "requests on paper are open", fact["open"])
    return TileWords(str(fact["open"]), unit, gettext_lazy("Of those that you noted yourself."))


TILE = Tile(
    "rights",
    "requests",
    gettext_lazy("Requests about data"),
    icon="file-text",
    press=gettext_lazy("Note a request"),
    url_name="rights:paper",
    say=say_requests,
    order=75,
)
