"""My circles: one page, in sections, each circle with what is planned next."""

from typing import Any

from entrepairs.core import hats
from entrepairs.meetings.tests.making import DAY, a_meeting
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.tests.pages import main_part
from entrepairs.tests.posting import As

BUDGET = 10


def read(as_person: As, person: Person) -> str:
    answer = as_person(person).get("/pairs/")
    assert answer.status_code == 200
    return main_part(answer)


def a_circle(kind: str, name: str, *people: Person, **columns: Any) -> Circle:
    with hats.system("test"):
        circle = Circle.objects.create(kind=kind, name=name, **columns)
        for person in people:
            Membership.objects.create(circle=circle, person=person)
    return circle


def test_each_sort_of_circle_has_its_section_and_others_none(
    as_person: As, network: Any, amel: Person, bruno: Person
) -> None:
    page = read(as_person, amel)
    for words in ("One to one", "Bruno", "Groups", network.group.name):
        assert words in page
    assert f'href="{network.pair.path}"' in page
    assert "Plans and teams" not in page
    assert "Representing others" not in page
    a_circle("team", "Un chez-soi d’abord", amel, bruno)
    a_circle("delegation", "CDU du CHU", amel)
    page = read(as_person, amel)
    assert page.index("Plans and teams") < page.index("Un chez-soi d’abord")
    assert page.index("Representing others") < page.index("CDU du CHU")


def test_circles_of_others_left_and_ended_are_not_there(
    as_person: As, amel: Person, bruno: Person
) -> None:
    from django.utils import timezone

    a_circle("team", "L’équipe de Bruno", bruno, open=True)
    left = a_circle("team", "L’équipe quittée", amel)
    with hats.system("test"):
        Membership.objects.filter(circle=left).update(until=timezone.now())
    over = a_circle("team", "L’équipe finie", amel)
    with hats.system("test"):
        Circle.objects.filter(pk=over.pk).update(ended_at=timezone.now())
    page = read(as_person, amel)
    assert "One to one" in page
    assert "L’équipe" not in page


def test_what_is_planned_next_comes_first_and_a_group_leads_to_its_page(
    as_person: As, network: Any, amel: Person, bruno: Person, claire: Person
) -> None:
    a_circle("group", "Autre groupe", amel)
    a_meeting(network.group, claire, DAY, agreed_by=amel, where="Salle bleue")
    a_meeting(network.pair, bruno, 2 * DAY, title="Pas encore de oui")
    page = read(as_person, amel)
    assert page.index(network.group.name) < page.index("Autre groupe")
    assert f'href="/groups/{network.group.key}/"' in page
    assert "tomorrow" in page
    assert "Salle bleue" in page
    assert "Pas encore de oui" not in page


def test_without_any_circle_two_doors_are_open(as_person: As, eve: Person) -> None:
    with hats.system("test"):
        Membership.objects.filter(person=eve).delete()
    page = read(as_person, eve)
    assert "You are in no circle yet" in page
    assert 'class="card door" href="/pairs/suggestions/"' in page
    assert 'class="card door" href="/groups/"' in page
    assert "One to one" not in page


def test_one_circle_and_thirty_make_the_same_queries(
    as_person: As, amel: Person, queries: Any
) -> None:
    client, made = as_person(amel), []
    for number in (1, 29):
        for n in range(number):
            circle = a_circle("pair", "", amel)
            with hats.system("test"):
                other = Person.objects.create(name=f"Someone {number} {n}")
                Membership.objects.create(circle=circle, person=other)
            a_circle("group", f"Groupe {number} {n}", amel)
        with queries() as sql:
            assert client.get("/pairs/").status_code == 200
        made.append(len(sql))
    assert made[0] == made[1] <= BUDGET, sql
