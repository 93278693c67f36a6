"""Teams as pages show them: each answer is what the hat that is worn may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from entrepairs.people.circles import current_memberships, is_true
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.teams.models import TeamRole

INSIDE = "people_circle.id = any((select my_circles())::bigint[])"
EVER = "people_circle.id = any((select my_circles_ever())::bigint[])"
COORDINATED = "people_circle.id = any((select my_coordinated_teams())::bigint[])"


def visible_teams() -> QuerySet[Any]:
    teams = Circle.objects.filter(kind=Circle.Kind.TEAM).select_related("organisation")
    return teams.annotate(
        inside=is_true(INSIDE), ever=is_true(EVER), coordinated=is_true(COORDINATED)
    )


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """A team, and where the person who looks stands in it."""

    circle: Any

    @property
    def inside(self) -> bool:
        return bool(self.circle.inside)

    @property
    def ever(self) -> bool:
        """Is or was in it: reads what was said while they were there."""
        return bool(self.circle.ever)

    @property
    def coordinates(self) -> bool:
        return bool(self.circle.coordinated)

    @property
    def ended(self) -> bool:
        return self.circle.ended_at is not None


def find_standing(key: str) -> TeamStanding | None:
    """One query. Whom it only asks does not open it."""
    team = visible_teams().filter(key=key).first()
    return TeamStanding(team) if team and (team.ever or team.coordinated) else None


def my_teams() -> list[Any]:
    """Those I am in, and those of organisations that I coordinate. One query."""
    rows = visible_teams().filter(ended_at=None).filter(Q(inside=True) | Q(coordinated=True))
    return list(rows.order_by("folded", "pk"))


def offers_to_me() -> QuerySet[TeamRole]:
    waits = RawSQL("select unnest(my_team_offers())", ())
    rows = TeamRole.objects.filter(pk__in=waits)
    return rows.select_related("circle__organisation", "offered_by", "organisation").order_by("pk")


def offers_of(circle: Circle) -> QuerySet[TeamRole]:
    """Those that wait, for who coordinates: each the same, whatever keeps the answer away."""
    rows = TeamRole.objects.filter(is_true("team_offer_waits(teams_teamrole)"), circle=circle)
    return rows.select_related("person", "organisation").order_by("made_at", "pk")


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's role in a team now, with what was agreed about it."""

    membership: Membership
    person: Person
    terms: TeamRole | None  # of who came in by another way, nothing is known of hours

    @property
    def name(self) -> str:
        return self.membership.role.label if self.membership.role else ""

    @property
    def statute(self) -> str:
        return self.membership.statute.label if self.membership.statute else ""


def roles_in(circle: Circle) -> list[Held]:
    """By name of person. One query."""
    rows = current_memberships(circle).select_related(
        "person", "role", "statute", "team_role__organisation"
    )
    rows = rows.order_by("person__folded", "person_id", "pk")
    return [Held(row, row.person, getattr(row, "team_role", None)) for row in rows]
