"""A team: who comes in and with whose yes, what it writes, and how it ends."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, transaction
from django.utils import timezone

from entrepairs.conversations.actions import write_entry
from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Affiliation, Circle, Membership, Person
from entrepairs.plans.actions.stays_out import keep_apart
from entrepairs.plans.tests.making import plan_started, shown_to_the_network, with_people
from entrepairs.teams.models import TeamRole
from entrepairs.teams.tests.making import (
    come_in,
    in_team,
    many_members,
    offered,
    team_started,
    team_with,
)
from entrepairs.tests.posting import As, once
from entrepairs.vocabulary.queries import concept_by_key


@pytest.fixture(autouse=True)
def _names_are_seen(bruno: Person, eve: Person) -> None:
    shown_to_the_network(bruno, eve)


def test_who_coordinates_starts_a_team_and_each_comes_in_by_their_own_yes(
    bruno: Person, claire: Person, eve: Person, network: Any, as_person: As
) -> None:
    said = {"organisation": network.escale.pk, "name": "Équipe mobile", "about": "Dans la rue"}
    answer = as_person(claire).post("/teams/start/", once(**said))
    path = answer["Location"]
    assert as_person(bruno).get("/teams/start/").status_code == 404
    with hats.system("test"):
        keys = {"role": "peer_worker", "statute": "employee"}
        terms: dict[str, Any] = {name: concept_by_key(name, key).id for name, key in keys.items()}
    terms["hours"] = "17.5"
    sent = as_person(claire).post(f"{path}offer/{bruno.key}/", once(**terms))
    assert sent["Location"] == path
    for person in (bruno, eve):
        assert as_person(person).get(path).status_code == 404
    page = as_person(bruno).get("/teams/").text
    for words in ("Équipe mobile", "Dans la rue", "Peer worker", "17.5 h a week"):
        assert words in page
    assert "offers you a role in a team" in as_person(bruno).get("/today/").text
    with hats.person(bruno.pk):
        offer = TeamRole.objects.get()
    as_person(bruno).post(f"/teams/offers/{offer.key}/yes/", once())
    page = as_person(bruno).get(path).text
    for words in ("Peer worker", "17.5 h a week", "since"):
        assert words in page
    # Who coordinates sees who is in it, and is not in it.
    assert "17.5 h a week" in as_person(claire).get(path).text
    for tab in ("talk/", "meetings/"):
        assert as_person(claire).get(f"{path}{tab}").status_code == 404
        assert as_person(bruno).get(f"{path}{tab}").status_code == 200


def test_nobody_but_who_coordinates_offers_a_role_ends_one_or_the_team(
    bruno: Person, claire: Person, eve: Person, network: Any, as_person: As
) -> None:
    team = team_with(claire, network.escale, bruno, eve)
    with hats.person(bruno.pk), transaction.atomic():
        hers = Membership.objects.filter(circle=team, person=eve)
        assert hers.update(until=timezone.now()) == 0
        assert Circle.objects.filter(pk=team.pk).update(ended_at=timezone.now()) == 0
        assert Circle.objects.filter(pk=team.pk).update(about="x") == 0
    with pytest.raises(NotPossible):
        offered(team, bruno, eve)
    for end in ("settings/", "end/", "offer/", f"offer/{eve.key}/"):
        assert as_person(bruno).get(f"{team.path}{end}").status_code == 404
        assert as_person(claire).get(f"{team.path}{end}").status_code == 200


def test_a_no_is_silent_and_looks_like_no_answer(
    bruno: Person, claire: Person, network: Any, as_person: As
) -> None:
    team = team_started(claire, network.escale)
    offer = offered(team, claire, bruno)
    as_person(bruno).post(f"/teams/offers/{offer.key}/no/", once())
    assert "Claire offers you a role" not in as_person(bruno).get("/teams/").text
    page = as_person(claire).get(team.path).text
    assert "Offered, no answer yet" in page
    assert "Bruno" in page
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        come_in(offer)


def test_a_team_has_no_journal_whatever_hat_writes_it(
    bruno: Person, claire: Person, network: Any, as_person: As
) -> None:
    team = team_with(claire, network.escale, bruno)
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        write_entry(circle=team, body="Une note", once=uuid4(), by=bruno)
    with hats.system("test"), pytest.raises(Error), transaction.atomic():
        JournalEntry.objects.create(circle=team, author=bruno, body="Une note")
    page = as_person(bruno).get(team.path).text
    assert "keeps no journal and no file" in page
    assert as_person(bruno).get(f"{team.path}journal/").status_code == 404


def test_nothing_is_written_to_a_team_about_somebody_who_does_not_read_it(
    amel: Person, bruno: Person, claire: Person, eve: Person, network: Any, as_person: As
) -> None:
    team = team_with(claire, network.escale, bruno, eve)
    with_people(plan_started(amel), peer=bruno)
    client, path = as_person(bruno), f"{team.path}talk/"
    for words in ("J’ai vu AMEL hier.", "amel: fatiguée"):
        answer = client.post(path, once(body=words))
        assert answer.status_code == 422
        assert "Amel does not read what is written here" in answer.text
        assert words in answer.text
    for words in ("Eve, tu viens ?", "Caramel pour tous", "Réunion à 10 h"):
        assert client.post(path, once(body=words)).status_code == 303
    with hats.person(eve.pk):
        assert Message.objects.filter(circle=team).count() == 3


def test_the_holder_is_told_at_once_of_what_a_team_notes_in_their_plan_and_notes_as_much(
    amel: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    journal = f"{plan.path}journal/"
    as_person(bruno).post(journal, once(body="Amel dort mieux."))
    today = as_person(amel).get("/today/").text
    assert "There are new notes in your plan" in today
    assert "Amel dort mieux." in as_person(amel).get(journal).text
    assert "There are new notes" not in as_person(amel).get("/today/").text
    as_person(amel).post(journal, once(body="Bruno arrive en retard."))
    assert "Bruno arrive en retard." in as_person(bruno).get(journal).text
    assert as_person(eve).get(journal).status_code == 404


def test_a_role_ends_with_its_person_leaving_or_ended_by_who_coordinates_who_tells_them(
    bruno: Person, claire: Person, eve: Person, network: Any, as_person: As
) -> None:
    team = team_with(claire, network.escale, bruno, eve)
    as_person(bruno).post(f"{team.path}talk/", once(body="Bonjour"))
    with hats.person(claire.pk):
        row = Membership.objects.get(circle=team, person=eve)
    assert as_person(claire).get(f"{team.path}roles/{row.pk}/end/").status_code == 200
    as_person(claire).post(f"{team.path}roles/{row.pk}/end/", once())
    assert in_team(team) == {"Bruno"}
    assert "Your role in a team has ended" in as_person(eve).get("/today/").text
    # What was said stays with those who were there; who is in it now is not told to them.
    page = as_person(eve).get(team.path, follow=True)
    assert "Bonjour" in page.text
    assert "You are no longer in this team" in page.text
    as_person(bruno).post(f"{team.path}leave/", once())
    assert in_team(team) == set()


def test_leaving_a_team_keeps_the_friendship_and_the_plan(
    amel: Person, bruno: Person, claire: Person, network: Any, as_person: As
) -> None:
    team = team_with(claire, network.escale, bruno)
    plan = plan_started(amel)
    with_people(plan, peer=bruno)
    as_person(claire).post(f"{team.path}end/", once())
    assert "team has ended" in as_person(bruno).get(f"{team.path}talk/").text
    for path in (network.pair.path, plan.path):
        for person in (amel, bruno):
            assert as_person(person).get(path).status_code == 200
    assert "Write to" in as_person(bruno).get(network.pair.path).text


def test_a_peer_comes_into_no_team_with_the_service_they_keep_apart_from(
    amel: Person, bruno: Person, claire: Person, eve: Person, network: Any, as_person: As
) -> None:
    with hats.system("test"):
        Affiliation.objects.get_or_create(person=eve, organisation=network.university, until=None)
    with hats.person(bruno.pk):
        keep_apart(organisation=network.university, once=uuid4(), by=bruno)
    one, other = team_started(claire, network.escale), team_started(claire, network.escale, "Deux")
    come_in(offered(one, claire, eve, "professional", organisation=network.university))
    come_in(offered(other, claire, bruno))
    # Of both roads nothing arrives, and for who offers it waits like any other.
    for team, person, more in (
        (one, bruno, {}),
        (other, eve, {"organisation": network.university}),
    ):
        before = in_team(team)
        offer = offered(team, claire, person, **more)
        assert "Claire offers you a role" not in as_person(person).get("/teams/").text
        with pytest.raises(NotPossible):
            come_in(offer)
        assert "Offered, no answer yet" in as_person(claire).get(team.path).text
        assert in_team(team) == before
    with hats.system("test"):
        with pytest.raises(Error), transaction.atomic():
            Membership.objects.create(circle=one, person=bruno)
        forced = Membership.objects.create(circle=other, person=eve)
        yes = {"membership": forced, "accepted_at": timezone.now()}
        with pytest.raises(Error), transaction.atomic():
            TeamRole.objects.filter(pk=offer.pk).update(**yes)


def test_not_this_team_is_kept_until_taken_back(
    bruno: Person, claire: Person, network: Any, as_person: As
) -> None:
    team = team_started(claire, network.escale)
    offer, client = offered(team, claire, bruno), as_person(bruno)
    client.post(f"/teams/offers/{offer.key}/never/", once())
    assert "Claire offers you a role" not in client.get("/teams/").text
    page = client.get("/plans/not-with/").text
    assert "Allow invitations" in page
    with hats.system("test"), pytest.raises(Error), transaction.atomic():
        Membership.objects.create(circle=team, person=bruno)


@pytest.mark.parametrize("number", [1, 30])
def test_a_team_and_my_teams_ask_few_questions(
    bruno: Person, claire: Person, network: Any, as_person: As, queries: Any, number: int
) -> None:
    team = team_with(claire, network.escale, bruno)
    many_members(team, number)
    for number_of_team in range(number):
        with hats.system("test"):
            made = Circle.objects.create(
                kind="team", name=f"Équipe {number_of_team}", organisation=network.escale
            )
            Membership.objects.create(circle=made, person=bruno)
    client = as_person(bruno)
    for path, words in (("/teams/", "Équipe 0"), (team.path, "Personne 0")):
        client.get(path)
        with queries() as asked:
            page = client.get(path)
        assert words in page.text
        assert len(asked) <= 10
