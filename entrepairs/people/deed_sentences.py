"""Deeds told as sentences, to the person who did them and to the one they are about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.ledger.models import Deed
from entrepairs.ledger.verbs import verb_named
from entrepairs.people.consent_receipts import describe_receipt
from entrepairs.people.models import Person


def describe_deed(deed: Deed, me: int, named: Mapping[int, Person]) -> str:
    """One line of the ledger, in words; nothing when it is not told to me.

    A person who may not be seen is "someone".
    """
    mine = deed.by_person == me
    other = deed.about_person if mine else deed.by_person
    words = _words_of(deed, mine)
    if words is None:
        return f"{deed.room}: {deed.verb}"
    who = (
        _("the administrator")
        if other is None
        else named[other].name
        if other in named
        else _("someone")
    )
    return str(words) % {"who": who, "what": describe_receipt(deed.object_key)}


def _words_of(deed: Deed, mine: bool) -> Any:
    """None for what is not known here any more."""
    try:
        verb = verb_named(deed.room, deed.verb)
    except KeyError:
        return None
    return verb.mine if mine else verb.theirs
