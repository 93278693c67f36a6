"""Shelves: for newcomers, easy to read, in sign language."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.library.actions import shelves
from entrepairs.library.models import Recommendation, Resource
from entrepairs.library.tests.making import draft, many, published, withdraw
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


def press(client: Client, one: Resource, what: str, **told: Any) -> Any:
    return client.post(f"{one.path}{what}/", {"once": str(uuid4()), **told})


def recommend(claire: Person, *rows: Resource) -> None:
    with hats.person(claire.pk):
        for row in rows:
            shelves.recommend_resource(resource=row, by=claire.pk)


def titles(page: str) -> list[str]:
    """In the order of the page."""
    found = [(page.find(f">{name}<"), name) for name in ("Un", "Deux", "Trois")]
    return [name for place, name in sorted(found) if place > 0]


def test_coordinators_choose_for_newcomers_order_and_put_back(
    claire: Person, network: Any, as_person: As, client: Client
) -> None:
    rows = [published(claire, network, title_fr=name) for name in ("Un", "Deux", "Trois")]
    assert "New here?" not in body(client.get("/library/"))
    hers = as_person(claire)
    for row in rows:
        assert "Put on the shelf" in body(hers.get(row.path))
        press(hers, row, "recommend")
    assert "Remove from the shelf" in body(hers.get(rows[0].path))
    shelf = "/library/shelves/newcomers/"
    assert "New here?" in body(client.get("/library/"))
    assert titles(body(client.get(shelf))) == ["Un", "Deux", "Trois"]
    press(hers, rows[2], "recommend/move", way="up")
    assert titles(body(client.get(shelf))) == ["Un", "Trois", "Deux"]
    off = press(hers, rows[0], "unrecommend")["Location"]
    assert titles(body(client.get(shelf))) == ["Trois", "Deux"]
    page = body(hers.get(off))
    assert "Taken off the shelf: Un" in page
    press(hers, rows[0], "recommend", order=off.rpartition("order=")[2])
    assert titles(body(client.get(shelf))) == ["Un", "Trois", "Deux"]
    press(hers, rows[0], "unrecommend")
    assert "changed in the meantime" in body(
        hers.get(press(hers, rows[0], "unrecommend")["Location"])
    )


def test_others_do_not_choose_and_what_is_not_for_everyone_is_not_chosen(
    claire: Person, network: Any, as_person: As
) -> None:
    one, hidden = published(claire, network), draft(claire, network)
    recommend(claire, one)
    for name in ("Amel", "David", "Farid"):
        other = as_person(network.people[name])
        assert other.get(one.path).status_code == 200
        for what in ("recommend", "unrecommend", "recommend/move"):
            assert press(other, one, what).status_code == 404
    hers = as_person(claire)
    assert "Put on the shelf" not in body(hers.get(hidden.path))
    assert press(hers, hidden, "recommend").status_code == 302
    with hats.person(claire.pk):
        assert Recommendation.objects.get().resource_id == one.pk


def test_what_is_withdrawn_is_on_no_shelf_and_an_empty_shelf_is_absent(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(claire, network)
    recommend(claire, one)
    assert "New here?" in body(client.get("/library/"))
    withdraw(one, claire)
    assert "New here?" not in body(client.get("/library/"))
    assert "This shelf is empty" in body(client.get("/library/shelves/newcomers/"))
    assert client.get("/library/shelves/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("name", "title", "words"),
    [("easy", "Easy to read", {}), ("signed", "In sign language", {"language": "fsl"})],
)
def test_what_is_easy_and_what_is_signed_are_found_there_by_themselves(
    claire: Person, network: Any, client: Client, name: str, title: str, words: dict[str, str]
) -> None:
    whole = published(claire, network, title_fr="Un")
    assert f">{title}<" not in body(client.get("/library/"))
    more = {"easy_of": whole} if name == "easy" else words
    published(claire, network, title_fr="Deux", **more)
    draft(claire, network, title_fr="Trois", **more)
    page = body(client.get("/library/"))
    assert f'id="shelf-{name}"' in page
    assert titles(body(client.get(f"/library/shelves/{name}/"))) == ["Deux"]
    searched = body(client.get("/library/?q=deux"))
    assert "1 result" in searched
    assert f'id="shelf-{name}"' not in searched


def test_shelves_cost_the_same_with_thirty_things(
    claire: Person, network: Any, client: Client, queries: Any
) -> None:
    counts = []
    for number in (1, 29):
        rows = many(claire, network, number, language="fsl")
        recommend(claire, *rows)
        for path in ("/library/", "/library/shelves/newcomers/"):
            with queries() as made:
                page = body(client.get(path))
            counts.append(len(made))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 10
    assert 'rel="next"' in page
