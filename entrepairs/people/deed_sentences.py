"""Deeds told as sentences, to whoever did them and to whom they are about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.ledger.models import Deed
from entrepairs.ledger.verbs import verb_named
from entrepairs.people import hooks
from entrepairs.people.consent_receipts import told
from entrepairs.people.models import Person

ROOM = "people"
NOBODY_ELSE = ""
# verb -> (to whoever did it, to the person it is about)
OURS: dict[str, tuple[Any, Any]] = {
    "make_person": (
        gettext_lazy("You made %(who)s known here"),
        gettext_lazy("You were made known here"),
    ),
    "rename": (gettext_lazy("You said what you want to be called"), NOBODY_ELSE),
    "set_up": (gettext_lazy("You chose your language and time zone"), NOBODY_ELSE),
    "pause": (gettext_lazy("You paused: not to be found for now"), NOBODY_ELSE),
    "resume": (gettext_lazy("You are to be found again"), NOBODY_ELSE),
    "tell": (gettext_lazy("You told: %(what)s"), NOBODY_ELSE),
    "change": (gettext_lazy("You changed who sees it, or its words: %(what)s"), NOBODY_ELSE),
    "untell": (gettext_lazy("You took back: %(what)s"), NOBODY_ELSE),
    "block": (gettext_lazy("You blocked someone"), NOBODY_ELSE),
    "unblock": (gettext_lazy("You lifted a block"), NOBODY_ELSE),
    "make_organisation": (gettext_lazy("You made an organisation"), NOBODY_ELSE),
    "change_organisation": (
        gettext_lazy("You changed the words about an organisation"),
        NOBODY_ELSE,
    ),
    "add_people": (
        gettext_lazy("You added people to an organisation"),
        gettext_lazy("%(who)s added you to an organisation"),
    ),
    "end_affiliation": (
        gettext_lazy("You ended a time in an organisation"),
        gettext_lazy("%(who)s ended your time in an organisation"),
    ),
    "ask_to_coordinate": (
        gettext_lazy("You asked %(who)s to coordinate an organisation"),
        gettext_lazy("%(who)s asked you to coordinate an organisation"),
    ),
    "accept_coordination": (
        gettext_lazy("You said yes to coordinating an organisation"),
        NOBODY_ELSE,
    ),
    "decline_coordination": (
        gettext_lazy("You said no to coordinating an organisation"),
        NOBODY_ELSE,
    ),
    "stop_coordinating": (gettext_lazy("You stopped coordinating an organisation"), NOBODY_ELSE),
    "make_circle": (gettext_lazy("You made a circle"), NOBODY_ELSE),
    "join": (gettext_lazy("You joined a circle"), NOBODY_ELSE),
    "leave": (gettext_lazy("You left a circle"), NOBODY_ELSE),
    "add_member": (
        gettext_lazy("You added %(who)s to a circle"),
        gettext_lazy("%(who)s added you to a circle"),
    ),
    "end_circle": (gettext_lazy("You ended a circle"), NOBODY_ELSE),
}


def register() -> None:
    hooks.deed_words.update({(ROOM, verb): words for verb, words in OURS.items()})


def sentence(deed: Deed, me: int, named: Mapping[int, Person]) -> str:
    """One line of the ledger, in words. Whoever may not be seen is "someone"."""
    mine = deed.by_person == me
    other = deed.about_person if mine else deed.by_person
    try:
        known = verb_named(deed.room, deed.verb)
        words = known.mine if mine else known.theirs
    except KeyError:
        by_me, about_me = hooks.deed_words.get((deed.room, deed.verb), (NOBODY_ELSE, NOBODY_ELSE))
        words = by_me if mine else about_me
    if not words:
        return f"{deed.room}: {deed.verb}"
    who = (
        _("the administrator")
        if other is None
        else named[other].name
        if other in named
        else _("someone")
    )
    return str(words) % {"who": who, "what": told(deed.object_key)}
