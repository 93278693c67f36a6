"""Reports as pages and files show them: what is counted here, what the group wrote, what is
hidden."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.utils import dates, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.core.small_counts import LEAST
from entrepairs.core.sql_functions import call_function
from entrepairs.decisions.models import Decision
from entrepairs.decisions.queries import told_versions
from entrepairs.gatherings.models import Headcount
from entrepairs.gatherings.queries import visible_rhythms
from entrepairs.gatherings.rules import say_rule
from entrepairs.gatherings.times import days_between
from entrepairs.groups.models import Group
from entrepairs.people.models import Circle
from entrepairs.people.opening_hours import say_hours
from entrepairs.people.queries import week_of
from entrepairs.reports.lines_of_reports import read_kind
from entrepairs.reports.models import Report, ReportLine
from entrepairs.ui.report_lines import LineKind

Origin = ReportLine.Origin


@dataclass(frozen=True, slots=True)
class Found:
    """What is known here of one line, and from where."""

    words: str
    origin: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a report: as members read it, and as it leaves."""

    kind: LineKind
    words: str
    origin: str
    written: bool  # by somebody: else it is worked out each time
    lifted: bool

    @property
    def origin_label(self) -> str:
        return str(Origin(self.origin).label) if self.origin else ""

    @property
    def small(self) -> bool:
        """A number of fewer than 11 people."""
        return self.kind.figure and self.words.isdecimal() and int(self.words) < LEAST

    @property
    def leaves_as(self) -> str:
        return _("fewer than 11") if self.small and not self.lifted else self.words


def visible_reports() -> QuerySet[Report]:
    return Report.objects.select_related("circle", "decision__circle")


def reports_of(circle: Circle) -> QuerySet[Report]:
    return visible_reports().filter(circle=circle).order_by("-year")


def years_to_tell(circle: Circle, told: set[int]) -> list[int]:
    """Of which no report was begun: last year and this one, since the group began."""
    now = timezone.localdate().year
    return [year for year in (now - 1, now) if year >= circle.started_at.year and year not in told]


def is_lifted(report: Report) -> bool:
    """The members have adopted, in its newest version, that figures under 11 are told."""
    if report.decision_id is None:
        return False
    last = told_versions().filter(decision=report.decision_id).order_by("-number").first()
    return last is not None and last.stand == "adopted" and not _taken_back(report.decision)


def _taken_back(decision: Decision | None) -> bool:
    return decision is None or decision.withdrawn_at is not None


def lines_of(report: Report, group: Group) -> list[ShownLine]:
    written = {line.name: line for line in ReportLine.objects.filter(report=report)}
    known = {} if report.opened_at else find_lines(report, group)
    lifted = is_lifted(report)
    found = []
    for kind in read_kind().lines:
        line = written.get(kind.key)
        here = known.get(kind.key, Found("", ""))
        words, origin = (str(line.words), line.origin) if line else (here.words, here.origin)
        found.append(ShownLine(kind, words, origin if words else "", line is not None, lifted))
    return found


def find_lines(report: Report, group: Group) -> dict[str, Found]:
    """What is known here: numbers of members, gatherings, hours; the rest as last year."""
    members, joined = call_function("members_in_year", report.circle_id, report.year)
    found = {
        "name": Found(str(report.circle.name), Origin.PAGE),
        "place": Found(
            ", ".join(map(str, filter(None, (group.address, group.place)))), Origin.PAGE
        ),
        "members": Found(str(members), Origin.COUNTED),
        "joined": Found(str(joined), Origin.COUNTED),
        "opening": Found(say_opening(group), Origin.PAGE),
        **find_counts(report),
        **find_activities(report),
    }
    return find_before(report) | found


def find_before(report: Report) -> dict[str, Found]:
    """What nothing here can tell, as the group wrote it a year ago."""
    rows = ReportLine.objects.filter(report__circle=report.circle, report__year=report.year - 1)
    kept = rows.filter(name__in=[kind.key for kind in read_kind().lines if kind.kept])
    return {line.name: Found(str(line.words), Origin.BEFORE) for line in kept}


def find_counts(report: Report) -> dict[str, Found]:
    rows = Headcount.objects.filter(circle=report.circle, number__isnull=False)
    in_year = rows.annotate(year=ExtractYear("meeting__starts_at")).filter(year=report.year)
    numbers = [number or 0 for number in in_year.values_list("number", flat=True)]
    if not numbers:
        return {}
    average = round(sum(numbers) / len(numbers))
    return {
        "counted": Found(str(len(numbers)), Origin.COUNTED),
        "average": Found(str(average), Origin.COUNTED),
    }


def find_activities(report: Report) -> dict[str, Found]:
    """Regular meetings: how often in the year, and those that go on."""
    first, last = dt.date(report.year, 1, 1), dt.date(report.year, 12, 31)
    done, planned = Counter[str](), []
    for rhythm in visible_rhythms().filter(circle=report.circle):
        off = sum(first <= one <= last for one in cancelled_days(rhythm))
        done[str(rhythm.title)] += sum(1 for _day in days_between(rhythm, first, last)) - off
        if rhythm.until is None or rhythm.until > timezone.localdate():
            planned.append(f"{rhythm.title} ({say_rule(rhythm.rule)})")
    told = [f"{title} ({say_times(times)})" for title, times in done.items() if times > 0]
    return {
        "done": Found("\n".join(told), Origin.MEETINGS),
        "planned": Found("\n".join(planned), Origin.MEETINGS),
    }


def cancelled_days(rhythm: Any) -> list[dt.date]:
    return [dt.date.fromisoformat(one["day"]) for one in rhythm.told if one["cancelled"]]


def say_times(number: int) -> str:
    return ngettext("%(n)s time", "%(n)s times", number) % {"n": number}


def say_opening(group: Group) -> str:
    """A line a day; other hours of single days are not told."""
    return "\n".join(
        f"{capfirst(str(dates.WEEKDAYS[day]))} {say_hours(hours)}"
        for day, hours in enumerate(week_of(group).days)
        if hours
    )
