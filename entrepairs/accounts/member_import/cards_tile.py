"""Cards, on the page of an organisation: who came in, who has a card, who has none."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Task, Tile, TileWords
from entrepairs.ui.formats import day


def say_cards(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    for one in fact["first"]:
        one["given_at"] = one["given_at"] and datetime.fromisoformat(one["given_at"])
    parts = [fact["came_in"], fact["carded"], fact["none"]]
    more = {
        "came_in": fact["came_in"],
        "carded": fact["carded"],
        "none": fact["none"],
        "people": sum(parts),
        "first": fact["first"],
    }
    return TileWords(tasks=tuple(find_tasks(organisation, fact)), more=more)


def find_tasks(organisation: Organisation, fact: dict[str, Any]) -> list[Task]:
    tasks = []
    if number := fact["none"]:
        text = ngettext("%(count)s person has no card", "%(count)s people have no card", number)
        listed = fact["listed_at"] and datetime.fromisoformat(fact["listed_at"])
        tasks.append(
            Task(
                text % {"count": number},
                ngettext("Print the card", "Choose and print cards", number),
                reverse("organisation_desk", args=[organisation.key]) + "#cards",
                _("Last list imported: %(day)s") % {"day": day(listed)} if listed else "",
                icon="printer",
                order=10,
            )
        )
    if names := fact["shared"]:
        tasks.append(
            Task(
                _("Several people have the same name: %(names)s") % {"names": ", ".join(names)},
                _("Tell them apart"),
                reverse("mark_cards", args=[organisation.key]),
                _("A mark on the back of each card, so that cards are not swapped"),
                icon="users",
                order=20,
            )
        )
    return tasks


CARDS = Tile(
    "accounts",
    "cards",
    gettext_lazy("Cards: who can sign in"),
    icon="key-round",
    press=gettext_lazy("All cards"),
    url_name="import_cards",
    say=say_cards,
    order=10,
    template="accounts/_cards.html",
)
