"""What templates say of bodies and mandates."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.mandates.kinds import say_both, say_law, say_seat, say_short
from entrepairs.mandates.models import Mandate
from entrepairs.ui.formats import day_short, today
from entrepairs.vocabulary.queries import Term as KindOfBody


def say_end(mandate: Mandate) -> str:
    """Until when it is held: that of its term, or until the new order."""
    term, last = mandate.term, day_short(mandate.until)
    if term.goes_on_since is None or mandate.ended_at:
        return _("until %(last)s") % {"last": last}
    if term.own_last_day >= today():
        own = day_short(term.own_last_day)
        return _("until %(last)s, then until the new order") % {"last": own}
    return _("until the new order, at the latest %(last)s") % {"last": last}


def say_after(kind: KindOfBody) -> str:
    """What becomes of its seats after the last day, where the rule says so."""
    return say_both(kind.data["continues"]) if "continues" in kind.data else ""


FILTERS: dict[str, Callable[[Any], str]] = {
    "in_language": say_both,
    "short_kind": say_short,
    "law_line": say_law,
    "seat_line": say_seat,
    "mandate_end": say_end,
    "after_term": say_after,
}
