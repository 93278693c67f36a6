"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.mandates import page_hooks
from entrepairs.mandates.models import Body, Mandate
from entrepairs.people import hooks as people
from entrepairs.people import my_organisation
from entrepairs.sittings.models import Sitting
from entrepairs.sittings.tile import TILE
from entrepairs.sittings.views.mandate import part_of_body
from entrepairs.ui.formats import day_short, today

TABS: tuple[tuple[str, Any, str, int], ...] = (
    ("mandate", _("My mandate"), "sittings:mandate", 10),
    ("sittings", _("Sittings"), "sittings:sittings", 30),
    ("year", _("The year"), "sittings:year", 60),
    ("costs", _("My costs"), "sittings:costs", 70),
    ("handover", _("For the next one"), "sittings:handover", 80),
)


def join_rooms() -> None:
    for key, label, url_name, order in TABS:
        shown = _always if key == "costs" else _is_held  # what it cost me stays mine
        page_hooks.add_tab(page_hooks.MandateTab(key, label, _leads_to(url_name), order, shown))
    page_hooks.bodies.append(part_of_body)
    page_hooks.year_facts.append(tell_year)
    people.rooms_of_circles.append("sittings")
    my_organisation.add_tile(TILE)


def _always(mandate: Mandate) -> bool:
    return True


def _is_held(mandate: Mandate) -> bool:
    return not mandate.is_over


def _leads_to(url_name: str) -> Callable[[Mandate], str]:
    return lambda mandate: reverse(url_name, args=[mandate.key])


def tell_year(body: Body, year: int) -> dict[str, str]:
    """The sittings of a year, for its report: how many, and when; none that was called off."""
    rows = Sitting.objects.filter(body=body, cancelled_at=None, day__year=year, day__lte=today())
    days = [day_short(day) for day in rows.order_by("day").values_list("day", flat=True)]
    return {"sittings": "\n".join([str(len(days)), *days])} if days else {}
