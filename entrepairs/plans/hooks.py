"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import function_of
from entrepairs.people import hooks as people
from entrepairs.people.models import Circle
from entrepairs.ui import nav


def join_rooms() -> None:
    Circle.PATHS["plan"] = "/plans/"
    nav.add(nav.Place("plans", _("Plans"), "plans:list", icon="shield", order=27, within="circles"))
    nav.add_to(
        "circles",
        number=function_of("plans", "queries/waiting.sql"),
        names=function_of("plans", "queries/by_name.sql"),
    )
    people.rooms_of_circles.append("plans")
    nav.add_to_pages("plans/_offline_link.html", "offline")
