"""Groups as pages show them: each answer is what the hat that is worn may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from entrepairs.core.compiled_queries import prepared
from entrepairs.groups.models import Agreement, AgreementYes, Backing, Entry, Group, GroupOpening
from entrepairs.people.circles import current_memberships
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.vocabulary.distances import kilometres_from
from entrepairs.vocabulary.models import Place


def visible_groups() -> QuerySet[Group]:
    return Group.objects.select_related("circle", "place")


def shown_groups(near: Place | None = None) -> QuerySet[Group]:
    """Those whose page is shown, and those of mine; by place, or the nearest first."""
    found = visible_groups().filter(circle__ended_at=None).prefetch_related("openings")
    if near is None:
        return found.order_by("place__folded", "circle__folded", "pk")
    away = kilometres_from(near)
    return found.order_by(away.asc(nulls_last=True), "circle__folded", "pk")


def people_in(circle: Circle) -> set[int]:
    """All who are in it, each once: one may have several roles."""
    return set(current_memberships(circle).values_list("person", flat=True))


def roles_of(circle: Circle, person: int) -> set[str]:
    """What somebody is there now: "member", "visitor", "keeper"; nothing when they are not in."""
    rows = current_memberships(circle).filter(person=person).values_list("role__key", flat=True)
    return {key or "member" for key in rows}


def voters_of(circle: Circle) -> set[int]:
    """Those who decide: all but visitors and others who only advise."""
    rows = current_memberships(circle).exclude(role__data__advises=True)
    return set(rows.values_list("person", flat=True))


def may_end(circle: Circle) -> bool:
    """Whether the person of the hat may end it: never where nobody keeps it, save alone."""
    mine = RawSQL("select unnest(groups_i_may_end())", ())
    return Circle.objects.filter(pk=circle.pk, pk__in=mine).exists()


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """A group, and where the person who looks stands in it."""

    group: Group
    me: int | None
    roles: frozenset[str]
    keeps: bool
    ever: bool  # is or was in it
    visits_until: Any = None
    mine: tuple[Membership, ...] = ()  # my memberships there, now and before
    asks: bool = False  # a request of mine waits, or an invitation
    members: int = 0  # who decide
    visitors: int = 0  # and others who advise
    shown: bool = True  # its page; else only what was said while one was there

    @property
    def circle(self) -> Circle:
        return self.group.circle

    @property
    def inside(self) -> bool:
        return bool(self.roles)

    @property
    def decides(self) -> bool:
        return "member" in self.roles

    @property
    def ended(self) -> bool:
        return self.circle.ended_at is not None


@prepared
def groups_at(key: str) -> QuerySet[Any]:
    mine = RawSQL("groups_group.circle_id = any(my_kept_groups())", ())
    hours = GroupOpening.objects.filter(group=OuterRef("pk"))
    backed = Backing.objects.filter(circle=OuterRef("pk"), until=None, accepted_at__isnull=False)
    return (
        visible_groups()
        .filter(circle__key=key)
        .annotate(
            kept=mine,
            backed=Exists(backed),
            has_hours=Exists(hours),
            numbers=RawSQL("count_in_group(groups_group.circle_id)", ()),
        )
    )


def find_standing(key: str, me: int | None) -> GroupStanding | None:
    """Two queries; one for a stranger."""
    group: Any = next(iter(groups_at(key=key)), None)
    if group is None:
        return None if me is None else find_former(key, me)
    rows = [] if me is None else list(my_rows(circle=group.pk, me=me))
    now = [row for row in rows if row.now]
    return GroupStanding(
        group=group,
        me=me,
        roles=frozenset(row.role.key if row.role else "member" for row in now),
        keeps=bool(group.kept),
        ever=bool(rows),
        mine=tuple(rows),
        asks=any(row.asks for row in rows),
        members=group.numbers[0],
        visitors=group.numbers[1] - group.numbers[0],
        visits_until=next((row.until for row in now if row.role_id and row.until), None),
    )


def find_former(key: str, me: int) -> GroupStanding | None:
    """Of a group that I left and whose page is not shown to me: its name alone."""
    mine = Membership.objects.filter(person=me).values("circle")
    rows = Circle.objects.filter(key=key, kind=Circle.Kind.GROUP, pk__in=mine)
    circle = rows.defer("about").first()
    if circle is None:
        return None
    circle.about = ""  # what its people say of it now is not for who left
    page = Group(circle=circle, kind="")
    return GroupStanding(page, me, frozenset(), keeps=False, ever=True, shown=False)


@prepared
def my_rows(circle: int, me: int) -> QuerySet[Any]:
    now = RawSQL("is_current(people_membership.since, people_membership.until)", ())
    rows = Membership.objects.filter(circle=circle, person=me)
    asks = RawSQL("i_wait_at_door(people_membership.circle_id)", ())
    return rows.select_related("role").annotate(now=now, asks=asks)


def people_of(circle: Circle) -> QuerySet[Any]:
    """Who is in a group, each once: those who decide first, then those who advise, by name; who may
    not be seen is absent."""
    here = current_memberships(circle).filter(person=OuterRef("pk"))
    rows = Person.objects.filter(pk__in=current_memberships(circle).values("person"))
    return rows.annotate(
        decides=Exists(here.exclude(role__data__advises=True)),
        keeps=Exists(here.filter(role__scheme="role", role__key=Entry.Role.KEEPER)),
    ).order_by("-decides", "folded", "pk")


def entries_at(circle: Circle) -> list[Entry]:
    """Who asks to come in, and who is invited: what stands, for its members."""
    rows = Entry.objects.filter(circle=circle, accepted_at=None, withdrawn_at=None)
    return list(rows.filter(stands()).select_related("person", "by").order_by("made_at", "pk"))


def stands() -> Any:
    return RawSQL("entry_stands(groups_entry)", (), output_field=BooleanField())


def my_entry(circle: Circle, me: int) -> Entry | None:
    """What waits between me and this group: my request, or an invitation."""
    rows = Entry.objects.filter(circle=circle, person=me, accepted_at=None, withdrawn_at=None)
    return rows.filter(stands()).select_related("by").order_by("-pk").first()


def backings_of(circle: Circle) -> list[Backing]:
    """The organisations that support it now, or are asked to."""
    rows = Backing.objects.filter(circle=circle, until=None).select_related("organisation")
    return list(rows.order_by("role", "pk"))


def agreement_of(circle: Circle, me: int | None) -> tuple[Agreement | None, AgreementYes | None]:
    """The version that holds, and my yes to it. One query."""
    mine = AgreementYes.objects.filter(agreement=OuterRef("pk"), person=me).values("at")[:1]
    rows = Agreement.objects.filter(circle=circle).annotate(agreed_at=Subquery(mine))
    version: Any = rows.order_by("-number").first()
    if version is None or me is None or version.agreed_at is None:
        return version, None
    return version, AgreementYes(agreement=version, person_id=me, at=version.agreed_at)


def versions_of(circle: Circle) -> Iterable[Agreement]:
    return Agreement.objects.filter(circle=circle).select_related("made_by").order_by("-number")
