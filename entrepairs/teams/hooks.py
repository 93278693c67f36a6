"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import function_of
from entrepairs.people import hooks as people
from entrepairs.people.models import Circle
from entrepairs.ui import nav


def join_rooms() -> None:
    Circle.PATHS["team"] = "/teams/"
    nav.add(nav.Place("teams", _("Teams"), "teams:list", icon="users", order=28, within="circles"))
    nav.add_to(
        "circles",
        number=function_of("teams", "queries/waiting.sql"),
        names=function_of("teams", "queries/by_name.sql"),
    )
    people.rooms_of_circles.append("teams")
