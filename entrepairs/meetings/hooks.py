"""What rooms above add to the page on which a meeting is planned, in their AppConfig.ready()."""

from collections.abc import Callable

from entrepairs.people.models import Circle, Person
from entrepairs.people.weeks import WeekTable

# The usual weeks of those who meet: circle, other person, who asks -> a table, or nothing.
weeks: list[Callable[[Circle, Person, int], WeekTable | None]] = []


def find_week(circle: Circle, other: Person | None, me: int) -> WeekTable | None:
    found = (week(circle, other, me) for week in weeks) if other else ()
    return next((week for week in found if week), None)
