"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import read_sql
from entrepairs.people import hooks as people
from entrepairs.people.hooks import CircleSection
from entrepairs.people.models import Circle
from entrepairs.ui import nav
from entrepairs.ui.duties import read_lines


def join_rooms() -> None:
    Circle.PATHS["group"] = "/groups/"
    nav.add(
        nav.Place("groups", _("Groups"), "groups:list", icon="users", order=25, within="circles")
    )
    nav.add_public(_("Groups"), "groups:list", icon="users", order=15)
    nav.add_footer(_("Groups"), "groups:list", order=12)
    nav.add_to(
        "circles",
        number=read_sql("groups", "queries/waiting.sql"),
        names=read_sql("groups", "queries/by_name.sql"),
    )
    people.circle_sections.append(section_of_groups)


def section_of_groups(request: HttpRequest) -> CircleSection:
    """What waits for my answer in my groups. One query."""
    me: int = request.person_id  # type: ignore[attr-defined]
    lines = [line for line in read_lines(me, "groups") if line.kind.counts_at]
    return CircleSection("groups/_section.html", {"lines": lines})
