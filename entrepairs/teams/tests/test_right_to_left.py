"""Names written from right to left stand by themselves: what is beside them stays in its place."""

import re
from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.groups.tests.making import group_of
from entrepairs.people.models import Circle, Person
from entrepairs.plans.tests.making import plan_started, shown_to_the_network, with_people
from entrepairs.teams.tests.making import team_with
from entrepairs.tests.pages import main_part
from entrepairs.tests.posting import As

NAME, CIRCLE = "مريم", "خطة ٢٠٢٦ (1)"
ALONE = re.compile(r"<bdi>[^<]*</bdi>|<(\w+)[^>]*\bdir=\"auto\"[^>]*>.*?</\1>", re.DOTALL)
HIDDEN = re.compile(r"<span class=\"visually-hidden\">[^<]*</span>|<[^>]+>")


@pytest.mark.parametrize("kind", ["plan", "team", "group"])
def test_a_name_from_right_to_left_is_set_apart_in_lists_and_headings(
    amel: Person, claire: Person, network: Any, as_person: As, kind: str
) -> None:
    with hats.system("test"):
        other = Person.objects.create(name=NAME)
    shown_to_the_network(other)
    who: Person = amel
    if kind == "plan":
        plan = plan_started(amel, CIRCLE)
        with_people(plan, peer=other)
        paths = [f"{plan.path}people/", plan.path]
    elif kind == "team":
        team = team_with(claire, network.escale, amel, other)
        with hats.system("test"):
            Circle.objects.filter(pk=team.pk).update(name=CIRCLE)
        paths = [team.path]
    else:
        group = group_of(amel, other)
        with hats.system("test"):
            Circle.objects.filter(pk=group.pk).update(name=CIRCLE)
        paths = [f"{group.path}people/"]
    for path in paths:
        page = main_part(as_person(who).get(path))
        assert f"<bdi>{NAME}</bdi>" in page or path != paths[0]
        assert f"<bdi>{CIRCLE}</bdi>" in page
        rest = HIDDEN.sub(" ", ALONE.sub(" ", page))
        assert NAME not in rest, path
        assert CIRCLE not in rest, path
