"""Scenes of reports, made for tests."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.groups.models import Group
from entrepairs.groups.tests.making import group_of
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.reports.actions import reports as actions
from entrepairs.reports.models import Report

LAST_YEAR = timezone.localdate().year - 1


def old_group(first: Person, *others: Person, **page: Any) -> Group:
    """A mutual-aid group for three years; the first keeps its page."""
    group = group_of(first, *others, **{"kind": "gem", **page})
    since = timezone.now() - timedelta(days=3 * 365)
    with hats.system("test"):
        Circle.objects.filter(pk=group.pk).update(started_at=since)
        Membership.objects.filter(circle=group.pk).update(since=since)
        return Group.objects.select_related("circle", "place").get(pk=group.pk)


def act(action: Any, by: Person, **values: Any) -> Any:
    with hats.person(by.pk):
        return action(once=uuid4(), by=by, **values)


def report_of(group: Group, by: Person) -> Report:
    started: Report = act(actions.start_report, by, circle=group.circle, year=LAST_YEAR)
    return started


def opened(report: Report, group: Group, by: Person, days_ago: int = 0) -> Report:
    """To its members, so many days ago."""
    act(actions.open_report, by, report=report, group=group)
    with hats.system("test"):
        if days_ago:
            at = timezone.now() - timedelta(days=days_ago)
            Report.objects.filter(pk=report.pk).update(opened_at=at)
        return Report.objects.select_related("circle", "decision").get(pk=report.pk)
