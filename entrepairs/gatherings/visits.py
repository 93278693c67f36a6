"""Visits between groups, as pages show them."""

from entrepairs.gatherings.models import Visit
from entrepairs.gatherings.times import Time
from entrepairs.groups.models import Group
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import fold


def visits_of(time: Time) -> list[Visit]:
    """The groups that are invited to this time, or the one that invited to it. One query."""
    if time.meeting is None:
        return []
    same = getattr(time.rhythm, "same_as_id", None)
    rows = Visit.objects.filter(meeting=same or time.meeting, withdrawn_at=None)
    return list(rows.order_by("guest_name", "pk"))


def asked_meeting(visit: Visit) -> Meeting | None:
    """To what my group is invited, while it waits for our answer."""
    rows = Meeting.objects.raw("select * from meeting_of_visit(%s)", [visit.pk])
    return next(iter(rows), None)


def group_named(typed: str) -> Group | None:
    """The one of that name whose page I see, as somebody types it."""
    rows = Group.objects.filter(circle__folded=fold(typed.strip()), circle__ended_at=None)
    return rows.select_related("circle").first()
