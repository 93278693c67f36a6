"""Who decides on reports and who is on call, on the page of an organisation."""

from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Tile, TileWords


def say_safety(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    decide, on_call = fact["decide"], fact["on_call"]
    said = ngettext("%(count)s person is on call.", "%(count)s people are on call.", on_call)
    words = [said % {"count": on_call}]
    if waiting := fact["waiting"]:
        text = ngettext(
            "%(count)s report waits for people who can decide.",
            "%(count)s reports wait for people who can decide.",
            waiting,
        )
        words.insert(0, text % {"count": waiting})
    unit = ngettext("person decides on reports", "people decide on reports", decide)
    return TileWords(str(decide), unit, " ".join(words))


TILE = Tile(
    "safeguarding",
    "safety",
    gettext_lazy("Reports and people on call"),
    icon="scale",
    press=gettext_lazy("See who they are"),
    url_name="safeguarding:rota",
    say=say_safety,
    order=70,
)
