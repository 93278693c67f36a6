"""The pages about rounds: for those who coordinate and nobody else, with figures that tell of
nobody."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats, small_counts
from entrepairs.ledger.models import Consent
from entrepairs.pairs.models import Invitation, RoundOptIn, Wish
from entrepairs.pairs.tests.counting import of_the_page
from entrepairs.people.models import Affiliation, Block, Circle, Facet, Membership, Person
from entrepairs.rounds import figures, queries
from entrepairs.rounds.models import Round, Suggestion
from entrepairs.rounds.tests.making import (
    Join,
    asked,
    join,
    joins,
    opened,
    released,
    suggested,
    worked_out,
)
from entrepairs.vocabulary.models import Concept

__all__ = ["join"]
As = Callable[[Person], Client]
STREET = {"experience": ["street"]}
LONG = timedelta(days=22)


def text(answer: Any) -> str:
    """The words of a page that is there."""
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def form(**said: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **said}


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


def say_yes(found: Any, pairs: int) -> None:
    """So many pairs more said yes."""
    with hats.system("test"):
        lines = Invitation.objects.filter(round_id=found.pk, accepted_at=None, by__lt=F("to"))
        for one in lines.order_by("pk")[:pairs]:
            both = Invitation.objects.filter(
                round_id=found.pk, by__in=(one.by_id, one.to_id), to__in=(one.by_id, one.to_id)
            )
            both.update(accepted_at=timezone.now())


def test_what_became_of_a_round_is_told_by_eleven_people_and_stays_so_until_eleven_more(
    network: Any, claire: Person, as_person: As
) -> None:
    """Read after each answer, a figure that follows them tells what each couple answered."""
    for number in range(60):
        joins(network, f"P{number}", **STREET)
    found = released(worked_out(network, claire), claire)
    client, told = as_person(claire), []
    for _answer in range(30):
        page = text(client.get(found.path))
        said = re.search(r"At least (\d+) pairs of peers said yes to each other", page)
        assert said or "at least 11 people" in page
        told.append(int(said[1]) if said else 0)
        say_yes(found, 1)
    # Six pairs are twelve people. Nothing is said of the last: "all of them" would tell of each.
    assert told == [0] * 6 + [6] * 6 + [12] * 6 + [18] * 6 + [24] * 6
    with hats.system("test"):
        Invitation.objects.filter(round_id=found.pk).update(
            made_at=F("made_at") - LONG, expires_at=F("expires_at") - LONG
        )
    assert "At least 24 pairs" in text(client.get(found.path))


def test_that_all_said_yes_is_not_told_either(network: Any, claire: Person, as_person: As) -> None:
    for number in range(12):
        joins(network, f"P{number}", **STREET)
    found = released(worked_out(network, claire), claire)
    say_yes(found, 6)
    page = text(as_person(claire).get(found.path))
    assert "at least 11 people" in page
    assert "said yes to each other" not in page


@pytest.mark.parametrize(
    ("parts", "total", "kept", "rest"),
    [
        ({"can": 5}, None, {}, False),
        ({"can": 30}, 30, {"can": 30}, False),
        ({"can": 10}, None, {}, False),
        ({"can": 11}, 11, {"can": 11}, False),
        ({"can": 30, "time": 4}, 34, {}, True),
        ({"can": 30, "time": 10}, 40, {}, True),
        ({"can": 30, "time": 11}, 41, {"can": 30, "time": 11}, False),
        ({"can": 30, "time": 12, "place": 4}, 46, {"can": 30}, True),
        ({"can": 30, "time": 6, "place": 6}, 42, {"can": 30}, True),
        ({}, None, {}, False),
    ],
)
def test_no_figure_is_about_fewer_than_eleven_nor_can_be_worked_out(
    parts: dict[str, int], total: int | None, kept: dict[str, int], rest: bool
) -> None:
    assert small_counts.hide_small(parts) == small_counts.SafeFigures(total, kept, rest)


def test_people_are_counted_not_pairs() -> None:
    around_two = [(helper, other) for helper in (1, 2) for other in (3, 4, 5, 6)]
    assert small_counts.hide_small_pairs({"asked": around_two}) == small_counts.SafeFigures()
    many = [(number, number + 1) for number in range(10, 34, 2)]
    assert small_counts.hide_small_pairs(
        {"yes": many, "over": around_two}
    ) == small_counts.SafeFigures(20, {}, True)
    assert small_counts.hide_small_pairs({"yes": many, "over": []}) == small_counts.SafeFigures(
        12, {"yes": 12}, False
    )


def test_two_figures_together_tell_of_no_fewer_than_eleven_either() -> None:
    said = figures.waiting_figures(40, ["time"] * 12)
    assert figures.found_figures(40, 28, said)["found"]["parts"] == {"met": 28, "unmet": 12}
    assert (
        figures.found_figures(40, 26, said)["found"]["parts"] == {}
    )  # two of the 28 who could would not
    assert figures.found_figures(40, 26, figures.waiting_figures(40, ["time"] * 4))["found"][
        "parts"
    ] == {
        "met": 26,
        "unmet": 14,
    }


def test_what_a_round_found_is_told_by_tens(network: Any, claire: Person, as_person: As) -> None:
    """Exact, both numbers together would be that of those who wait, and of them who does not let
    themselves be read."""
    for number in range(24):
        joins(network, f"P{number}", language=["fr"])
    for number, key in enumerate(
        ["ar", "en", "es", "pt", "it", "de", "nl", "pl", "ro", "bg", "hu", "sq", "sr", "ru"]
    ):
        joins(network, f"Q{number}", language=[key])
    found = worked_out(network, claire)
    told = {"total": 30, "parts": {"met": 20, "unmet": 10}, "rest": False}
    assert found.figures["found"] == told
    page = text(as_person(claire).get(found.path))
    assert "At least 20 people would be matched." in page
    assert "For at least 10, there is nobody this time." in page


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


def test_a_person_says_with_their_wish_in_whose_rounds_they_may_be(
    network: Any, amel: Person, as_person: As
) -> None:
    client = as_person(amel)
    said = {"audience": "4", "words": "", "room_for": "1"}
    page = text(client.get("/pairs/looking/"))
    assert "Matching rounds: GEM L’Escale" in page
    assert f'value="{network.escale.pk}" checked' not in page
    client.post("/pairs/looking/", form(**said, rounds=str(network.escale.pk)))
    with hats.person(amel.pk):
        assert [one.organisation_id for one in RoundOptIn.objects.all()] == [network.escale.pk]
        assert Consent.objects.filter(
            what=f"rounds:{network.escale.key}", withdrawn_at=None
        ).exists()
    assert (
        client.post("/pairs/looking/", form(**said, rounds=str(network.university.pk))).status_code
        == 422
    )
    client.post("/pairs/looking/", form(**said))
    with hats.person(amel.pk):
        assert not RoundOptIn.objects.exists()
        assert not Consent.objects.filter(
            what=f"rounds:{network.escale.key}", withdrawn_at=None
        ).exists()


def test_the_person_who_is_in_no_organisation_is_asked_nothing_about_rounds(
    farid: Person, as_person: As
) -> None:
    page = text(as_person(farid).get("/pairs/looking/"))
    assert "How many peers do you have time for?" in page
    assert "Which organisations may suggest" not in page


def test_whom_a_round_found_nobody_for_reads_what_would_help_once_it_is_released(
    network: Any, claire: Person, as_person: As, join: Join
) -> None:
    nora = alone_at_night(network)
    for name in ("Ines", "Lou"):
        with hats.system("test"):
            Facet.objects.create(
                person=join(name, **STREET), kind="availability", slots=0b010, audience=3
            )
    found = worked_out(network, claire)
    assert "found no match for you" not in text(as_person(nora).get("/pairs/looking/"))
    released(found, claire)
    page = text(as_person(nora).get("/pairs/looking/"))
    assert "More free times, a longer distance or another language may help" in page
    assert "Monday afternoon" not in page  # it is Ines and Lou who are free then
    assert "Monday afternoon" not in text(as_person(claire).get(found.path))


def alone_at_night(network: Any) -> Person:
    from entrepairs.accounts.models import Account

    nora = joins(network, "Nora", **STREET)
    with hats.system("test"):
        Facet.objects.create(person=nora, kind="availability", slots=0b100, audience=3)
        Account.objects.create(person=nora, username="nora")
    return nora


def test_an_invitation_of_a_round_says_whose_it_is_and_is_answered(
    network: Any, claire: Person, amel: Person, as_person: As, join: Join
) -> None:
    from entrepairs.rounds.tests.making import be_in

    join("Nora", **STREET)
    with hats.system("test"):
        be_in(network, amel)
    released(worked_out(network, claire), claire)
    client = as_person(amel)
    assert "You and Nora?" in text(client.get("/today/"))
    page = text(client.get("/pairs/invitations/"))
    assert "This organisation suggested it to both of you: GEM L’Escale" in page
    with hats.person(amel.pk):
        key = Invitation.objects.get(to=amel, organisation__isnull=False).key
    page = text(client.post(f"/pairs/invitations/{key}/yes/", form(), follow=True))
    assert "You will be in contact as soon as Nora says yes too" in page
    assert "You said yes. The other person has not answered yet" in page
    assert "You and Nora?" not in text(client.get("/today/"))
    client.post(f"/pairs/invitations/{key}/not-now/", form())
    assert "You said yes. The other person has not answered yet" not in text(
        client.get("/pairs/invitations/")
    )


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


def test_a_block_shows_in_no_figure_of_a_round(network: Any, claire: Person, join: Join) -> None:
    """Thirty are met; who is across a block of hers is in no list that she reads, and in no number
    beside it."""
    people = [join(f"P{number:02}", **STREET) for number in range(30)]
    with hats.system("test"):
        Block.objects.create(person=people[0], blocked=claire)
    found = worked_out(network, claire)
    with hats.person(claire.pk):
        assert queries.suggestions_kept(found).count() == 14
    assert found.figures["found"]["parts"].get("met") != 30
    found = released(found, claire)
    assert found.figures["asked"]["parts"] == {"asked": 14}
    assert "P00" in {
        who for who, _about in asked(found)
    }  # asked all the same: it is no turn of hers to take away


def test_how_many_were_left_out_comes_out_by_no_subtraction(
    network: Any, claire: Person, join: Join, as_person: As
) -> None:
    """Twenty pairs were to read; one is left out: nineteen answers would tell it."""
    people = [join(f"P{number:02}", **STREET) for number in range(40)]
    found = worked_out(network, claire)
    with hats.system("test"):
        Person.objects.filter(pk=people[0].pk).update(paused_at=timezone.now())
    found = released(found, claire)
    say_yes(found, 8)
    assert figures.pairs_made(found) == 6
    assert ">19<" not in text(as_person(claire).get(found.path))
