"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.complaints.levels import gaps_in, gaps_of
from entrepairs.complaints.queries import hears_complaints
from entrepairs.core.requests import Request
from entrepairs.mandates import page_hooks
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.page_hooks import BodyPage
from entrepairs.people import hooks as people
from entrepairs.ui.page_parts import PagePart

TABS: tuple[tuple[str, Any, str, int], ...] = (
    ("complaints", _("Complaints"), "complaints:ledger", 50),
    ("reports", _("Yearly report"), "complaints:years", 65),
)


def join_rooms() -> None:
    for key, label, url_name, order in TABS:
        tab = page_hooks.MandateTab(key, label, _leads_to(url_name), order, shown=_is_heard)
        page_hooks.add_tab(tab)
    page_hooks.add_tab(
        page_hooks.MandateTab(
            "level", _("Taking part"), _leads_to("complaints:level"), 75, _is_held
        )
    )
    page_hooks.bodies.append(gaps_of_body)
    page_hooks.regions.append(gaps_of_region)
    people.rooms_of_circles.append("complaints")


def _leads_to(url_name: str) -> Callable[[Mandate], str]:
    return lambda mandate: reverse(url_name, args=[mandate.key])


def _is_held(mandate: Mandate) -> bool:
    return not mandate.is_over


def _is_heard(mandate: Mandate) -> bool:
    return _is_held(mandate) and hears_complaints(mandate.body)


def gaps_of_body(request: Request, page: BodyPage) -> PagePart:
    """How far apart claimed and felt participation are, where one may read it."""
    return PagePart("complaints/_levels.html", {"gaps": gaps_of(page.body)})


def gaps_of_region(request: Request, region: str) -> PagePart:
    """The same, of all its bodies together."""
    return PagePart("complaints/_levels.html", {"gaps": gaps_in(region)})
