"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import function_of
from entrepairs.delegations.views.circles import part_of_body
from entrepairs.mandates import page_hooks
from entrepairs.mandates.models import Mandate
from entrepairs.people import hooks as people
from entrepairs.people.models import Circle
from entrepairs.ui import nav


def join_rooms() -> None:
    Circle.PATHS["delegation"] = "/delegations/"
    nav.add_to("circles", number="", names=function_of("delegations", "queries/by_name.sql"))
    people.rooms_of_circles.append("delegations")
    tab = page_hooks.MandateTab("circle", _("Our circle"), _lead_to_door, 40, _is_held)
    page_hooks.add_tab(tab)
    page_hooks.bodies.append(part_of_body)


def _lead_to_door(mandate: Mandate) -> str:
    return reverse("delegations:door", args=[mandate.body.key])


def _is_held(mandate: Mandate) -> bool:
    return not mandate.is_over
