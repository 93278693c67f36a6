"""From what people did to what is published, and to pages and files."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.learning.models import Step
from entrepairs.observatory import definitions, intervals, publishing
from entrepairs.observatory.models import Figure, Publication, Uncounted
from entrepairs.observatory.periods import Period
from entrepairs.observatory.tests.doing import AT, QUARTER, make_exchanges, make_people, meet_again
from entrepairs.people.models import Organisation, Person
from entrepairs.roles.models import HeldRole
from entrepairs.tests.posting import As, once
from entrepairs.vocabulary.models import Concept

type Figures = dict[str, Figure]


@pytest.fixture
def busy(network: Any, monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """24 people, each giving to the next, twelve of whom are given to in return."""
    monkeypatch.setattr(intervals, "REPLICATES", 50)
    with hats.system("test"):
        people = make_people(24)
        told = [(one, two, 30) for one, two in zip(people, people[1:] + people[:1], strict=True)]
        met = make_exchanges(told)
        make_exchanges([(two, one, 30) for one, two, _m in told[:12]], kind="group")
        make_exchanges([(people[0], people[5], 900)], confirmed=False)
        make_exchanges([(people[1], people[7], 900)], at=AT + dt.timedelta(days=70))
        for one in met[:12]:
            meet_again(one)
        tell_paths(people, network.escale)
    return people


def tell_paths(people: list[Person], organisation: Organisation) -> None:
    """Half of them in a role with pay, half without; each learned something that was confirmed."""
    role = Concept.objects.filter(scheme="role")[0]
    statutes = {one.key: one for one in Concept.objects.filter(scheme="statute")}
    asked = {"minutes": 60, "first_day": AT.date(), "asked_at": AT, "confirmed_at": AT}
    for at, person in enumerate(people):
        HeldRole.objects.create(
            organisation=organisation,
            person=person,
            role=role,
            accepted_at=AT,
            statute=statutes["employee" if at % 2 else "volunteer"],
            since=AT.date(),
        )
        way = ("life", "work")[at % 2]
        Step.objects.create(person=person, side="learned", title="x", way=way, **asked)
        pay = ("paid", "free")[at % 2]
        Step.objects.create(
            person=person, side="taught", title="x", pay=pay, together=False, **asked
        )


def figures_of(period: str) -> Figures:
    with hats.system("test"):
        return {one.key: one for one in Figure.objects.filter(publication__period=period)}


def test_a_quarter_is_published_once_from_what_was_confirmed_in_it(busy: list[Person]) -> None:
    assert publishing.publish_period(QUARTER)
    found = figures_of("2026-Q2")
    told = {key: one.value for key, one in found.items() if not one.reason}
    assert told == {
        "rho": 0.64,
        "returned_minutes": 0.67,
        "gave_and_received": 1,
        "initiative": 0.48,
        "concentration": 0.17,
        "kinds_of_support": 0,
        "unpaid_roles": 0.5,
        "teaching_paid": 0.5,
        "ways_of_learning": 0.5,
    }
    assert found["confirmed"].reason == "few"  # two people are behind what was not
    with hats.system("test"):
        row = Publication.objects.get()
        Uncounted.objects.create(person=busy[0])
    assert row.published_at - row.made_at == dt.timedelta(days=14)
    assert not publishing.publish_period(QUARTER)
    assert {key: one.pk for key, one in figures_of("2026-Q2").items()} == {
        key: one.pk for key, one in found.items()
    }
    with pytest.raises(ValueError, match="not over"):
        publishing.publish_period(Period.read("2099"))


def test_made_again_from_nothing_it_is_the_same_and_who_is_not_counted_is_not_in_it(
    busy: list[Person],
) -> None:
    def made() -> list[Any]:
        publishing.publish_period(QUARTER)
        told = [
            (one.key, one.value, one.low, one.high, one.people, one.links, one.reason)
            for one in figures_of("2026-Q2").values()
        ]
        with hats.system("test"):
            Publication.objects.all().delete()
        return told

    first = made()
    assert made() == first
    with hats.system("test"):
        new = make_people(1, "Nouveau")[0]
        make_exchanges([(new, one, 600) for one in busy])
        Uncounted.objects.create(person=new)
    assert made() == first
    with hats.system("test"):
        Uncounted.objects.all().delete()
    assert made() != first


def test_pages_tell_the_same_in_pictures_tables_and_files(
    busy: list[Person], amel: Person, as_person: As
) -> None:
    stranger = Client(headers={"accept-language": "en"})
    assert "No publication yet" in stranger.get("/observatory/").text
    publishing.publish_period(QUARTER, made_at=AT + dt.timedelta(days=60))
    page = stranger.get("/observatory/").text
    for told in ("April to June 2026", "0.64", "67%", "20 people or a few"):
        assert told in page
    assert "It would take: who defined each task" in page
    assert page.count('class="axis"') == 9
    data = stranger.get("/observatory/2026-Q2/figures.json").json()
    csv = stranger.get("/observatory/2026-Q2/figures.csv").text
    by_key = {one["key"]: one for one in data["figures"]}
    assert by_key["rho"]["value"] == 0.64
    assert by_key["rho"]["formula"] in csv
    assert '"0.64"' in csv
    assert "/observatory/2026-Q2/" in data["cite"]
    assert data["cite"] in csv
    deep = stranger.get("/observatory/questions/6/").text
    assert "more demanding" in deep
    assert "able to contest" in deep
    assert stranger.get("/observatory/symmetry/").text.count('class="axis"') == 5
    for path in ("questions/8/", "2026-Q3/", "2026-Q3/figures.csv"):
        assert stranger.get(f"/observatory/{path}").status_code == 404
    for answer in (page, deep, csv, str(data)):
        assert "Pair 1" not in answer


def test_the_network_reads_first_and_everyone_14_days_later(
    busy: list[Person], amel: Person, as_person: As, client: Client
) -> None:
    publishing.publish_period(QUARTER)
    assert client.get("/observatory/2026-Q2/").status_code == 404
    assert as_person(amel).get("/observatory/2026-Q2/").status_code == 200
    assert (
        "People of the network can read this publication now"
        in as_person(amel).get("/observatory/").text
    )
    with hats.system("test"):
        Publication.objects.update(made_at=AT, published_at=AT + dt.timedelta(days=14))
    assert client.get("/observatory/2026-Q2/").status_code == 200


def test_amel_asks_not_to_be_counted_and_to_be_again(amel: Person, as_person: As) -> None:
    page = "/observatory/counting/"
    for said, done in (
        ("Do not count me", "From the next publication on, you are not counted."),
        ("Count me again", "You are counted."),
    ):
        assert said in as_person(amel).get(page).text
        assert done in as_person(amel).post(page, once(), follow=True).text


def test_pages_ask_as_much_of_30_publications_as_of_one(
    busy: list[Person], client: Client, queries: Any
) -> None:
    def asked() -> list[int]:
        counts = []
        for path in ("", "publications/", "questions/2/", "2026-Q2/"):
            with queries() as made:
                assert client.get(f"/observatory/{path}").status_code == 200
            counts.append(len(made))
        return counts

    publishing.publish_period(QUARTER, made_at=AT)
    one = asked()
    assert max(one) <= 10
    with hats.system("test"):
        for number in range(29):
            period = Period.read(f"{2018 + number // 4}-Q{number % 4 + 1}")
            row = Publication.objects.create(
                **{name: getattr(period, name) for name in ("since", "until")},
                period=period.name,
                made_at=AT,
                published_at=AT,
                version="1",
                seed=1,
            )
            Figure.objects.bulk_create(
                Figure(publication=row, key=key, reason="few") for key in definitions.definitions()
            )
    assert asked() == one
