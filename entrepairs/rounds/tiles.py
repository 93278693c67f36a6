"""What this room shows on the page of an organisation: who waits, the rounds, the settings."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrepairs.core.small_counts import SafeFigures
from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Task, Tile, TileWords
from entrepairs.rounds.models import Round
from entrepairs.ui.formats import day

State = Round.State


def say_waiting(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    """Of those who said yes only; no figure about fewer than eleven."""
    words = _("They agreed that the organisation may suggest someone. Counted every Monday.")
    if not fact["waiting"]:
        return TileWords(_("Fewer than 11"), _("people"), words)
    return TileWords(_("At least %(number)d") % {"number": fact["waiting"]}, _("people"), words)


def say_rounds(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    """The round that stands, or what the last one sent."""
    if not fact:
        return TileWords(words=_("No matching round yet."))
    path = reverse("rounds:round", args=[fact["key"]])
    opened = day(datetime.fromisoformat(fact["opened_at"]))
    link = (path, _("Matching round of %(date)s") % {"date": opened})
    tasks = []
    if fact["state"] == State.READY:
        words = _("A matching round is ready: nothing is sent before you have read it")
        tasks.append(Task(words, _("Read the suggestions"), path, icon="repeat", order=5))
    number = SafeFigures(**fact["asked"]).parts.get("asked") if fact["asked"] else None
    if fact["state"] != State.RELEASED or not number:
        return TileWords(
            words=State(fact["state"]).label.capitalize(), link=link, tasks=tuple(tasks)
        )
    return TileWords(
        str(number), ngettext("suggestion sent", "suggestions sent", number), link=link
    )


def say_settings(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    words = _("The settings of the network") if not fact["own"] else _("Your own settings")
    if not fact["suggested"]:
        return TileWords(words=words)
    path = reverse("rounds:weights", args=[organisation.key])
    told = _("The answers to invitations suggest other matching settings")
    return TileWords(words=words, tasks=(Task(told, _("Read"), path, icon="scale", order=60),))


TILES = (
    Tile(
        "rounds",
        "waiting",
        gettext_lazy("Looking for a peer"),
        icon="hourglass",
        press=gettext_lazy("Open a matching round"),
        url_name="rounds:open_round",
        say=say_waiting,
        order=30,
    ),
    Tile(
        "rounds",
        "rounds",
        gettext_lazy("Matching rounds"),
        icon="repeat",
        press=gettext_lazy("See the matching rounds"),
        url_name="rounds:rounds",
        say=say_rounds,
        order=40,
        keyed=False,
    ),
    Tile(
        "rounds",
        "matching",
        gettext_lazy("How we suggest peers"),
        icon="scale",
        press=gettext_lazy("See the settings"),
        url_name="rounds:weights",
        say=say_settings,
        order=70,
    ),
)
