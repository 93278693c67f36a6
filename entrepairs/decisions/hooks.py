"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from django.utils.translation import gettext_lazy as _

from entrepairs.core.sql_files import function_of
from entrepairs.decisions.queries import open_and_adopted
from entrepairs.groups import page_hooks
from entrepairs.groups.page_hooks import GroupSection, GroupTab
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.people import hooks as people
from entrepairs.ui import nav

MOST = 30  # the newest decisions, of which the page of a group tells


def join_rooms() -> None:
    page_hooks.tabs.append(GroupTab("decisions", _("Decisions"), "decisions:list", stays=True))
    page_hooks.sections.append(section_of_decisions)
    nav.add_to("circles", number=function_of("decisions", "queries/waiting.sql"), names="")
    people.rooms_of_circles.append("decisions")


def section_of_decisions(standing: GroupStanding) -> GroupSection:
    """What is being decided, and what holds, for who is in the group."""
    going, adopted = open_and_adopted(standing.circle, MOST)
    return GroupSection(
        "decisions/_section.html",
        {
            "going": going,
            "adopted": adopted,
            "circle": standing.circle,
            "standing": standing,
        },
        first="decisions/_going.html",
    )
