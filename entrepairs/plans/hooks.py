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
    Circle.PATHS["plan"] = "/plans/"
    nav.add(nav.Place("plans", _("Plans"), "plans:list", icon="shield", order=27, within="circles"))
    nav.add_to(
        "circles",
        number=read_sql("plans", "queries/waiting.sql"),
        names=read_sql("plans", "queries/by_name.sql"),
    )
    people.circle_sections.append(section_of_plans)


def section_of_plans(request: HttpRequest) -> CircleSection:
    """What waits for my answer in plans. One query."""
    me: int = request.person_id  # type: ignore[attr-defined]
    lines = [line for line in read_lines(me, "plans") if line.kind.counts_at]
    return CircleSection("plans/_section.html", {"lines": lines})
