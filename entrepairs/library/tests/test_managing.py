"""Preparing, changing, publishing, withdrawing: by whom it may be, once, and at once everywhere."""

import uuid
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library.actions import resources as actions
from entrepairs.library.models import Author, Resource, ResourceOwner, Withdrawal
from entrepairs.library.tests.making import BLANK, a_circle, draft, own, published, withdraw
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.search.models import Entry
from entrepairs.tests.posting import As


def form(**words: Any) -> dict[str, Any]:
    return {
        "kind": "document",
        "title_fr": "Être pair",
        "language": "fr",
        "once": uuid.uuid4(),
        **words,
    }


def test_a_testimony_is_written_published_and_withdrawn_by_its_person(
    amel: Person, as_person: As, client: Client
) -> None:
    hers = as_person(amel)
    words = form(
        whose="mine",
        kind="testimony",
        title_fr="Ma traversée",
        text="J’ai marché.",
        authors="Une marcheuse",
    )
    path = hers.post("/library/new/", words).headers["Location"]
    assert client.get(path).status_code == 404
    assert "only those who prepare it" in hers.get(path).content.decode()
    hers.post(f"{path}publish/", {"audience": 5, "once": uuid.uuid4()})
    page = client.get(path).content.decode()
    assert "J’ai marché." in page
    assert "Une marcheuse" in page
    assert "Amel" not in page
    assert "Withdraw this item?" in hers.get(f"{path}withdraw/").content.decode()
    hers.post(f"{path}withdraw/", {"once": uuid.uuid4()})
    gone = body(client.get(path), 410)
    assert "This item was withdrawn" in gone
    assert "traversée" not in gone
    assert hers.get(path).status_code == 200
    hers.post(f"{path}publish/", {"audience": 5, "once": uuid.uuid4()})
    assert client.get(path).status_code == 200


def test_no_row_that_others_see_leads_from_a_testimony_to_its_person(
    amel: Person, claire: Person, farid: Person, network: Any
) -> None:
    one = own(amel, audience=5)
    for reader in (claire, farid, None):
        with hats.person(reader.pk if reader else None):
            assert not ResourceOwner.objects.exists()
            assert not Deed.objects.filter(object_key=one.key).exists()
            assert Author.objects.get(name="Une marcheuse").person_id is None
            seen = Resource.objects.get(pk=one.pk)
            assert (seen.circle_id, seen.organisation_id) == (None, None)


@pytest.mark.parametrize("who", ["claire", "eve", "bruno"])
def test_the_pages_of_a_testimony_are_there_for_its_person_only(
    request: Any, amel: Person, as_person: As, who: str
) -> None:
    client = as_person(request.getfixturevalue(who))
    for one in (own(amel), own(amel, audience=5)):
        for page in ("change", "publish", "withdraw"):
            assert client.get(f"{one.path}{page}/").status_code == 404
            answer = client.post(f"{one.path}{page}/", form(audience=5))
            assert answer.status_code == 404
        assert client.get(f"/library/new/?easy_of={one.key}").status_code == 404


@pytest.mark.parametrize("what", ["change", "publish", "withdraw"])
def test_an_action_of_somebody_else_is_refused_and_writes_nothing(
    amel: Person, claire: Person, network: Any, what: str
) -> None:
    one = own(amel, audience=5)
    given: dict[str, Any] = {
        "change": {"values": {"title_fr": "x"}, "authors": [], "concepts": []},
        "publish": {"audience": 4},
        "withdraw": {},
    }
    with hats.person(claire.pk):
        with pytest.raises(NotPossible):
            getattr(actions, f"{what}_resource")(resource=one, by=claire.pk, **given[what])
        assert not Deed.objects.filter(room="library").exists()


def test_nobody_prepares_for_an_organisation_they_do_not_coordinate(
    amel: Person, network: Any
) -> None:
    with hats.person(amel.pk), pytest.raises(NotPossible):
        actions.prepare_resource(
            owner=actions.Owner(organisation=network.escale),
            values={**BLANK, "title_fr": "x"},
            authors=[],
            concepts=[],
            by=amel.pk,
        )


def test_the_form_offers_only_what_one_may_choose(
    amel: Person, claire: Person, eve: Person, network: Any, as_person: As
) -> None:
    circle = a_circle(network, amel)
    assert "Journée" in as_person(amel).get("/library/new/").content.decode()
    assert "GEM L’Escale" in as_person(claire).get("/library/new/").content.decode()
    answer = as_person(eve).post("/library/new/", form(whose=f"circle-{circle.key}"))
    assert answer.status_code == 422


def test_a_form_sent_twice_is_one_thing(claire: Person, network: Any, as_person: As) -> None:
    client, words = as_person(claire), form(whose=f"organisation-{network.escale.key}")
    first, second = (client.post("/library/new/", words).headers["Location"] for _ in range(2))
    assert first == second
    with hats.person(claire.pk):
        assert Resource.objects.count() == 1
        once = uuid.uuid4()
        row = Resource.objects.get()
        actions.publish_resource(resource=row, audience=5, once=once, by=claire.pk)
        with pytest.raises(AlreadyDone):
            actions.publish_resource(resource=row, audience=5, once=once, by=claire.pk)
        assert Deed.objects.filter(room="library").count() == 2


def test_what_was_never_public_leaves_no_trace_when_withdrawn(
    claire: Person, network: Any, client: Client
) -> None:
    one = withdraw(published(claire, network, audience=4), claire)
    with hats.person(None):
        assert not Withdrawal.objects.exists()
    assert client.get(one.path).status_code == 404


def test_narrowing_who_sees_it_takes_it_from_everyone(
    claire: Person, eve: Person, network: Any, client: Client
) -> None:
    one = published(claire, network)
    with hats.person(claire.pk):
        actions.publish_resource(resource=one, audience=4, by=claire.pk)
    assert client.get(one.path).status_code == 410
    with hats.person(eve.pk):
        assert Resource.objects.filter(pk=one.pk).exists()
        assert not Entry.objects.exists()


@pytest.mark.parametrize("how", ["withdraw", "narrow", "another kind"])
def test_the_search_finds_what_is_public_now(
    claire: Person, network: Any, client: Client, how: str
) -> None:
    stays = published(claire, network, title_fr="Persévérance")
    one = published(claire, network, title_fr="Persévérance, encore")
    assert one.path in body(client.get("/library/?q=persévérance"))
    with hats.person(claire.pk):
        if how == "withdraw":
            actions.withdraw_resource(resource=one, by=claire.pk)
        elif how == "narrow":
            actions.publish_resource(resource=one, audience=4, by=claire.pk)
        else:
            same: dict[str, Any] = {"authors": [], "concepts": []}
            values = {"kind": "book"}
            actions.change_resource(resource=one, values=values, by=claire.pk, **same)
        kinds = list(Entry.objects.filter(key=one.key).values_list("kind", flat=True))
    assert kinds == (["book"] if how == "another kind" else [])
    found = body(client.get("/library/?q=persévérance"))
    assert stays.path in found
    assert (one.path in found) == (how == "another kind")


def test_a_draft_is_not_withdrawn_and_a_circle_of_nobody_is_no_audience(
    claire: Person, network: Any
) -> None:
    one = draft(claire, network)
    with hats.person(claire.pk):
        with pytest.raises(NotPossible):
            actions.withdraw_resource(resource=one, by=claire.pk)
        with pytest.raises(NotPossible):
            actions.publish_resource(resource=one, audience=2, by=claire.pk)


def test_a_testimony_of_no_organisation_is_not_for_an_organisation(
    amel: Person, as_person: As
) -> None:
    one = own(amel)
    assert (
        as_person(amel)
        .post(f"{one.path}publish/", {"audience": 3, "once": uuid.uuid4()})
        .status_code
        == 422
    )


def test_a_change_shows_at_once_in_the_search(
    claire: Person, network: Any, as_person: As, client: Client
) -> None:
    one = published(claire, network, authors=["Lise Dupré"])
    answer = as_person(claire).post(
        f"{one.path}change/",
        form(
            title_fr="Marcher ensemble", authors="Lise Dupré; Université\nOmar Benali", kind="book"
        ),
    )
    assert answer.status_code == 302
    assert "Marcher" in client.get("/library/?q=benali").content.decode()
    assert one.path not in body(client.get("/library/?q=%22être%20pair%22"))
    with hats.person(None):
        assert list(Entry.objects.values_list("kind", "names")) == [
            ("book", "Lise Dupré, Université, Omar Benali")
        ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"title_fr": ""}, "A title in one of the two languages"),
        ({"kind": "link"}, "Enter the address of the link"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"title_fr": "x" * 301}, "300"),
        ({"authors": "x" * 301}, "Line 1"),
        ({"authors": "\n".join(f"n{n}" for n in range(61))}, "At most 60 names"),
        ({"licence": "MINE-1.0"}, "valid choice"),
        ({"concepts": "999999999"}, "valid choice"),
        ({"whose": "circle-nobody"}, "valid choice"),
        ({"dated": "31/02/2026"}, "date"),
        ({"title_fr": "\x00"}, "contains a character that cannot be saved"),
    ],
)
def test_what_cannot_be_is_said_and_the_form_comes_back(
    claire: Person, as_person: As, words: dict[str, Any], said: str
) -> None:
    answer = as_person(claire).post(
        "/library/new/", form(**{"whose": "mine", "summary_fr": "Gardé", **words})
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Gardé" in answer.content.decode()
    with hats.person(claire.pk):
        assert not Resource.objects.exists()


def test_an_easy_version_is_made_by_the_person_who_keeps_the_thing(
    claire: Person, network: Any, as_person: As, client: Client
) -> None:
    one = published(claire, network)
    hers = as_person(claire)
    path = hers.post(
        f"/library/new/?easy_of={one.key}", form(title_fr="Facile", text="C’est simple.")
    ).headers["Location"]
    assert "Facile" not in body(client.get(one.path))
    hers.post(f"{path}publish/", {"audience": 5, "once": uuid.uuid4()})
    assert "Facile" in client.get(one.path).content.decode()
    assert one.path in client.get(path).content.decode()


def test_what_i_keep_is_mine_and_my_circles(
    amel: Person, claire: Person, network: Any, as_person: As
) -> None:
    own(amel)
    published(claire, network)
    assert "Ma traversée" in as_person(amel).get("/library/kept/").content.decode()
    assert "Être pair" not in body(as_person(amel).get("/library/kept/"))
    assert "Être pair" in as_person(claire).get("/library/kept/").content.decode()


@pytest.mark.parametrize("address", ["/library/kept/", "/library/new/"])
def test_pages_of_who_keeps_cost_the_same_with_thirty_things(
    claire: Person, network: Any, as_person: As, queries: Any, address: str
) -> None:
    client = as_person(claire)
    draft(claire, network)
    client.get(address)
    with queries() as at_one:
        client.get(address)
    for _ in range(30):
        draft(claire, network)
    with queries() as at_thirty:
        client.get(address)
    assert len(at_one) == len(at_thirty) <= 10
