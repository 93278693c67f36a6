"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import function_of
from entrepairs.groups.models import Group
from entrepairs.people import hooks as people
from entrepairs.people.models import Circle
from entrepairs.safeguarding import reportable
from entrepairs.safeguarding.reportable import Kind, Reported
from entrepairs.ui import nav


def join_rooms() -> None:
    Circle.PATHS["group"] = "/groups/"
    nav.add(
        nav.Place("groups", _("Groups"), "groups:list", icon="users", order=25, within="circles")
    )
    nav.add_public(_("Groups"), "groups:list", icon="users", order=15)
    nav.add_footer(_("Groups"), "groups:list", order=12)
    nav.add_to(
        "circles",
        number=function_of("groups", "queries/waiting.sql"),
        names=function_of("groups", "queries/by_name.sql"),
    )
    people.rooms_of_circles.append("groups")
    reportable.add(Kind("group", _("the page of a group"), find_group, hides=False))


def find_group(key: str) -> Reported | None:
    """What the page of a group tells to who reports it; its organisation answers for it."""
    found = Group.objects.select_related("circle").filter(circle__key=key).first()
    if found is None:
        return None
    circle = found.circle
    words = "\n\n".join(filter(None, (circle.name, circle.about)))
    return Reported("group", key, circle.path, circle.name, words)
