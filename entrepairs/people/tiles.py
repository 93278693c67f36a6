"""What this room shows on the page of an organisation: its members, groups and public page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Tile, TileWords


def say_members(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    number = fact["people"]
    unit = ngettext("person", "people", number)
    names = fact["coordinators"]
    told = ngettext("%(count)s person coordinates", "%(count)s people coordinate", names)
    return TileWords(str(number), unit, told % {"count": names})


def say_groups(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    number = fact["groups"]
    if not number:
        return TileWords(words=_("No group yet."))
    words = _("You see who is in them, never what is said there.")
    return TileWords(str(number), ngettext("group", "groups", number), words)


def say_page(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    """What everyone reads of it, and what they would look for in vain."""
    words = {
        "kind": _("its kind"),
        "telephone": _("a telephone number"),
        "address": _("an address"),
        "opening": _("opening hours"),
    }
    missing = [words[name] for name in words if not fact[name]]
    if not missing:
        return TileWords(words=_("Kind, telephone, address and opening hours are there."))
    return TileWords(words=_("Not there yet: %(things)s") % {"things": ", ".join(missing)})


TILES = (
    Tile(
        "people",
        "page",
        gettext_lazy("Public page"),
        icon="globe",
        press=gettext_lazy("Change the page"),
        url_name="organisation_change",
        say=say_page,
        order=80,
    ),
    Tile(
        "people",
        "members",
        gettext_lazy("Members"),
        icon="users",
        press=gettext_lazy("See the members"),
        url_name="organisation_people",
        say=say_members,
        order=20,
    ),
    Tile(
        "people",
        "groups",
        gettext_lazy("Groups"),
        icon="message-circle",
        press=gettext_lazy("See the groups"),
        url_name="organisation_circles",
        say=say_groups,
        order=50,
    ),
)
