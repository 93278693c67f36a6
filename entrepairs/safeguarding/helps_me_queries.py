"""What helps whom, as the hat may read it; and the numbers in it, to be dialled."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When

from entrepairs.core.sql_functions import call_function
from entrepairs.people.models import Membership, Person
from entrepairs.people.queries import people_to_ask
from entrepairs.safeguarding.models import HelpsMe, HelpsMeReader

NUMBER = re.compile(r"\+?\d(?:[\s.\u00a0\u202f-]?\d){1,14}")
MOST = 60  # people to choose from


@dataclass(frozen=True, slots=True)
class CallLine:
    """Words of one line, and its number to be dialled, if there is one."""

    words: str
    dialled: str = ""


def call_lines(calls: str) -> Iterator[CallLine]:
    """A line each: "Samira, 06 39 98 01 23"."""
    for line in filter(None, map(str.strip, calls.splitlines())):
        found = NUMBER.search(line)
        number = re.sub(r"[^\d+]", "", found[0]) if found else ""
        yield CallLine(line, number)


def whom_i_may_choose(me: int) -> QuerySet[Person]:
    """Those in a circle with me now, across no block: my peers first, then by name."""
    pairs, mates = call_function("my_pairs"), call_function("my_mates")
    rows = people_to_ask().filter(pk__in=set(mates) - {me}, paused_at=None)
    far = Case(When(pk__in=pairs, then=Value(0)), default=Value(1))
    return rows.order_by(far, "folded", "pk")[:MOST]


def tell_apart(people: Iterable[Person]) -> list[tuple[int, str]]:
    """Their names; of those called alike, with a circle in which I know them."""
    found = list(people)
    names = Counter(one.name for one in found)
    alike = [one.pk for one in found if names[one.name] > 1]
    circles: dict[int, str] = {}
    if alike:
        rows = Membership.objects.current().filter(person__in=alike).exclude(circle__name="")
        circles = dict(rows.order_by("-pk").values_list("person_id", "circle__name"))
    return [
        (one.pk, f"{one.name} ({circles[one.pk]})" if one.pk in circles else one.name)
        for one in found
    ]


def mine(me: int) -> HelpsMe | None:
    return HelpsMe.objects.filter(person=me).first()


def readers_of(me: int) -> list[int]:
    return list(HelpsMeReader.objects.filter(owner=me).values_list("reader_id", flat=True))


def shown_to_me(me: int) -> QuerySet[HelpsMe]:
    """Of others, who chose me."""
    rows = HelpsMe.objects.exclude(person=me).select_related("person")
    return rows.order_by("person__folded", "pk")
