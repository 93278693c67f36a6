"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import function_of
from entrepairs.mandates.tile import TILE
from entrepairs.people import hooks as people
from entrepairs.people import my_organisation
from entrepairs.ui import nav


def join_rooms() -> None:
    nav.add_footer(_("Bodies where users sit"), "mandates:bodies")
    nav.add(
        nav.Place(
            "mandates", _("Mandates"), "mandates:mine", icon="landmark", order=28, within="circles"
        )
    )
    nav.add_to("circles", number=function_of("mandates", "queries/waiting.sql"), names="")
    people.rooms_of_circles.append("mandates")
    my_organisation.add_tile(TILE)
