"""Deeds told as sentences, to the person who did them and to the one they are about."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from entrepairs.ledger.models import Deed
from entrepairs.ledger.verbs import verb_named
from entrepairs.people.consent_receipts import describe_receipt
from entrepairs.people.models import Person


def describe_deed(deed: Deed, me: int, named: Mapping[int, Person]) -> str:
    """One line of the ledger, in words; nothing when it is not told to me.

    A person who may not be seen is "someone".
    """
    try:
        verb = verb_named(deed.room, deed.verb)
    except KeyError:  # of a version that is no more
        return f"{deed.room}: {deed.verb}"
    mine = deed.by_person == me
    other = deed.about_person if mine else deed.by_person
    if other is None:
        who = verb.unnamed if mine else _("the administrator")
    else:
        who = named[other].name if other in named else _("someone")
    words = verb.mine if mine else verb.theirs
    return str(words) % {"who": who, "what": describe_receipt(deed.object_key)}
