"""Roles, on the page of an organisation: full-time equivalents and volunteers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entrepairs.people.models import Organisation
from entrepairs.people.my_organisation import Tile, TileWords
from entrepairs.roles.queries import Sums
from entrepairs.roles.wording import say_number


def say_volunteers(number: int) -> str:
    return ngettext("%(count)s volunteer", "%(count)s volunteers", number) % {"count": number}


def say_roles(organisation: Organisation, fact: dict[str, Any]) -> TileWords:
    sums, words = Sums.of(fact), [_("Counted on dated roles.")]
    if waiting := fact["waiting"]:
        text = ngettext(
            "%(count)s offer has no answer.", "%(count)s offers have no answer.", waiting
        )
        words.append(text % {"count": waiting})
    if not sums.people:
        return TileWords(words=" ".join([_("No role yet."), *words[1:]]))
    if sums.employees:
        unit = _("FTE, and %(volunteers)s") % {"volunteers": say_volunteers(sums.volunteers)}
        return TileWords(say_number(sums.full_time), unit, " ".join(words))
    if sums.volunteers:
        unit = ngettext("volunteer", "volunteers", sums.volunteers)
        return TileWords(str(sums.volunteers), unit, " ".join(words))
    return TileWords(str(sums.people), ngettext("person", "people", sums.people), " ".join(words))


TILE = Tile(
    "roles",
    "roles",
    gettext_lazy("Roles and status"),
    icon="hand-heart",
    press=gettext_lazy("See the roles"),
    url_name="roles:organisation",
    say=say_roles,
    order=60,
)
