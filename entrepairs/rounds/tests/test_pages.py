"""The pages about rounds: for those who coordinate and nobody else, with figures that tell of
nobody."""

from typing import Any

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.pairs.models import Wish
from entrepairs.pairs.tests.counting import of_the_page
from entrepairs.people.models import Affiliation, Circle, Facet, Membership, Person
from entrepairs.rounds.models import Round, Suggestion
from entrepairs.rounds.tests.making import (
    STREET,
    Join,
    form,
    join,
    joins,
    opened,
    released,
    suggested,
    text,
    worked_out,
)
from entrepairs.tests.posting import As
from entrepairs.vocabulary.models import Concept

__all__ = ["join"]


@pytest.mark.parametrize("who", ["amel", "eve", "farid"])
def test_rounds_do_not_exist_for_those_who_do_not_coordinate(
    network: Any, as_person: As, who: str, request: Any, claire: Person, join: Join
) -> None:
    join("Nora", **STREET)
    join("Ines", **STREET)
    found = worked_out(network, claire)
    with hats.system("test"):
        line = Suggestion.objects.get()
    other = as_person(request.getfixturevalue(who))
    expected = 200 if who == "eve" else 404  # she coordinates another organisation
    assert other.get("/rounds/").status_code == expected
    for path in (
        f"/rounds/open/{network.escale.key}/",
        found.path,
        f"{found.path}release/",
        f"{found.path}cancel/",
    ):
        assert other.get(path).status_code == 404, path
    for path in (
        f"{found.path}work-out/",
        f"/rounds/suggestions/{line.key}/",
        f"{found.path}release/",
    ):
        assert other.post(path, form()).status_code == 404, path
    assert len(suggested(found)) == 1


def test_a_coordinator_opens_a_round_and_a_job_counts_who_waits(
    network: Any, claire: Person, as_person: As
) -> None:
    client = as_person(claire)
    path = f"/rounds/open/{network.escale.key}/"
    assert client.post(path, form(with_whom="nobody at all")).status_code == 422
    answer = client.post(path, form(with_whom="anyone"), follow=True)
    assert "Counting who is waiting" in text(answer)
    assert client.post(path, form(with_whom="anyone")).status_code == 422  # one at a time
    with hats.system("test"):
        assert Round.objects.count() == 1


def test_the_same_form_sent_twice_opens_one_round(
    network: Any, claire: Person, as_person: As
) -> None:
    sent = form(with_whom="anyone")
    client = as_person(claire)
    paths = [client.post(f"/rounds/open/{network.escale.key}/", sent)["Location"] for _ in range(2)]
    assert paths[0] == paths[1]


@pytest.mark.parametrize("pairs", [1, 30])
def test_a_round_is_read_in_few_queries(
    network: Any, claire: Person, as_person: As, queries: Any, pairs: int
) -> None:
    people = [joins(network, f"P{number}", **STREET) for number in range(2 * pairs)]
    found = opened(network, claire)
    with hats.system("test"):
        Round.objects.update(
            state="ready", figures={"waiting": {"total": None, "parts": {}, "rest": False}}
        )
        Suggestion.objects.bulk_create(
            Suggestion(round=found, one=one, other=other)
            for one, other in zip(people[::2], people[1::2], strict=True)
        )
    client = as_person(claire)
    client.get(found.path)
    with queries() as made:
        page = text(client.get(found.path))
    assert len(of_the_page(made)) <= 9
    assert page.count("Both have been through") == min(pairs, 20)


def test_reasons_are_made_of_what_the_coordinator_may_see(
    network: Any, claire: Person, as_person: As, join: Join
) -> None:
    nora, ines = join("Nora", **STREET, audience=3), join("Ines", **STREET)
    with hats.system("test"):
        shelter = Concept.objects.get(scheme="experience", key="shelter")
        for person in (nora, ines):
            Facet.objects.create(person=person, kind="experience", concept=shelter, audience=2)
    found = worked_out(network, claire)
    page = text(as_person(claire).get(found.path))
    assert "Both have been through: living on the street" in page
    assert shelter.en not in page
    with hats.system("test"):
        Facet.objects.filter(person=nora, audience=3).update(audience=1)  # she hides it meanwhile
    assert "Both have been through" not in text(as_person(claire).get(found.path))


@pytest.mark.parametrize("hidden", [False, True])
def test_what_a_limit_leaves_unspoken_is_no_reason_for_those_who_see_that_limit(
    network: Any, claire: Person, as_person: As, join: Join, hidden: bool
) -> None:
    nora = join("Nora", experience=["suicidal_thoughts"], limit=["no_suicide"])
    join("Ines", experience=["suicidal_thoughts"])
    with hats.system("test"):
        Facet.objects.filter(person=nora, kind="limit").update(audience=0 if hidden else 3)
    found = worked_out(network, claire)
    page = text(as_person(claire).get(found.path))
    assert "Nora" in page
    assert ("Both have been through" in page) is hidden  # else what is missing would tell of it


def test_releasing_is_confirmed_with_how_many_are_asked_and_nothing_is_listed_afterwards(
    network: Any, claire: Person, as_person: As, join: Join
) -> None:
    for name in ("Nora", "Ines", "Lou", "Max"):
        join(name, **STREET)
    found = worked_out(network, claire)
    client = as_person(claire)
    with hats.system("test"):
        line = Suggestion.objects.order_by("pk").first()
    assert line is not None
    aside = client.post(
        f"/rounds/suggestions/{line.key}/", form(aside="yes", next=f"{found.path}#s")
    )
    assert aside["Location"] == f"{found.path}#s"
    confirm = text(client.get(f"{found.path}release/"))
    assert "The two people on each line receive an invitation" in confirm
    assert "people are asked" not in confirm
    assert "proposal goes out" not in confirm
    page = text(client.post(f"{found.path}release/", form(), follow=True))
    assert "It is now up to the people invited" in page
    assert not any(name in page for name in ("Nora", "Ines", "Lou", "Max"))
    assert client.get(f"{found.path}release/").status_code == 404
    assert client.post(f"/rounds/suggestions/{line.key}/", form(aside="yes")).status_code == 404


def test_the_person_who_was_asked_and_has_not_answered_is_not_among_those_who_wait(
    network: Any, claire: Person, as_person: As
) -> None:
    for number in range(26):
        joins(network, f"P{number}", **STREET)
    released(worked_out(network, claire), claire)
    for number in range(14):
        joins(network, f"Q{number}", **STREET)
    found = worked_out(network, claire)
    assert found.figures["waiting"] == {"total": 10, "parts": {"can": 10}, "rest": False}
    assert found.figures["found"] == {"total": 10, "parts": {"met": 10}, "rest": False}


def test_progress_is_shown_with_and_without_scripts(
    network: Any, claire: Person, as_person: As
) -> None:
    found = opened(network, claire)
    client = as_person(claire)
    client.post(f"{found.path}work-out/", form())
    with hats.system("test"):
        Round.objects.update(percent=40)
    assert '<progress aria-labelledby="progress-of-round" max="100" value="40">' in text(
        client.get(found.path)
    )
    assert client.get(f"{found.path}progress/")["Location"] == found.path
    by_htmx = {"HX-Request": "true"}
    assert "Calculating" in text(client.get(f"{found.path}progress/", headers=by_htmx))
    with hats.system("test"):
        Round.objects.update(state="failed", trouble="unforeseen")
    assert client.get(f"{found.path}progress/", headers=by_htmx)["HX-Refresh"] == "true"
    assert "The calculation failed" in text(client.get(found.path))


def test_a_round_whose_job_stopped_says_so(network: Any, claire: Person, as_person: As) -> None:
    found = opened(network, claire)
    with hats.system("test"):
        Round.objects.update(state="computing", beat_at="2026-01-01T00:00Z")
    client = as_person(claire)
    assert "The calculation seems to have stopped" in text(client.get(found.path))
    client.post(f"{found.path}work-out/", form())
    assert "Calculating" in text(client.get(found.path))


def test_cancelling_is_confirmed(network: Any, claire: Person, as_person: As) -> None:
    found = opened(network, claire)
    client = as_person(claire)
    assert "Cancel this matching round?" in text(client.get(f"{found.path}cancel/"))
    assert "Cancelled" in text(client.post(f"{found.path}cancel/", form(), follow=True))
    assert "No matching round yet" not in text(client.get("/rounds/"))


def test_a_team_with_designated_people_can_be_chosen(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    with hats.system("test"):
        team = Circle.objects.create(kind="team", name="Équipe", organisation=network.escale)
        Membership.objects.create(
            circle=team, person=bruno, role=Concept.objects.get(scheme="role", key="peer_worker")
        )
    client = as_person(claire)
    path = f"/rounds/open/{network.escale.key}/"
    assert "Équipe" in text(client.get(path))
    client.post(path, form(with_whom=team.key))
    with hats.system("test"):
        assert Round.objects.get().circle == team


def test_of_whom_a_coordinator_may_not_see_any_more_nothing_is_shown(
    network: Any, claire: Person, as_person: As, join: Join
) -> None:
    nora = join("Nora", **STREET)
    join("Ines", **STREET)
    found = worked_out(network, claire)
    with hats.system("test"):
        Affiliation.objects.filter(person=nora).update(until=timezone.now())
        Wish.objects.filter(person=nora).update(closed_at=timezone.now())
    page = as_person(claire).get(found.path)
    assert page.status_code == 200
    assert "Nora" not in text(page)
