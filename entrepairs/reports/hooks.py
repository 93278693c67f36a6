"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from entrepairs.groups import page_hooks
from entrepairs.groups.models import Group
from entrepairs.groups.page_hooks import GroupSection
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.reports import queries


def join_rooms() -> None:
    page_hooks.people.append(section_of_reports)


def section_of_reports(standing: GroupStanding) -> GroupSection:
    """Beside the members of a mutual-aid group, for those who decide there: its reports."""
    told = standing.decides and standing.group.kind == Group.Kind.GEM
    reports = list(queries.reports_of(standing.circle)) if told else []
    years = queries.years_to_tell(standing.circle, {one.year for one in reports})
    here = {"told": told, "reports": reports, "years": years if standing.keeps else []}
    return GroupSection("reports/_section.html", here)
