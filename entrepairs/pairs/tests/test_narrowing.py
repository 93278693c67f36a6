"""Suggestions narrowed and sorted, an invitation in one press, and what was sent already."""

from collections.abc import Callable
from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.pairs.models import Invitation, LeftOut
from entrepairs.pairs.queries import possible
from entrepairs.pairs.tests.counting import of_the_page
from entrepairs.people.models import Facet, Person
from entrepairs.suggestions import refresh
from entrepairs.tests.posting import As, once, text
from entrepairs.vocabulary.models import Concept, Place

LIST = "/pairs/suggestions/"
MONDAY_MORNING = 1
MOST = 10  # queries of a page


def told(person: Person, scheme: str, key: str, kind: str) -> None:
    concept = Concept.objects.get(scheme=scheme, key=key)
    Facet.objects.create(person=person, kind=kind, concept=concept, audience=4)


@pytest.fixture
def many(farid: Person, wish: Callable[..., Any]) -> dict[str, Person]:
    """Twenty-five people who suit Farid: Ana is free when he is, Bo is of his town and speaks
    Arabic, as he does."""
    names = ["Ana", "Bo", *(f"Someone {n:02}" for n in range(23))]
    with hats.system("test"):
        rennes, brest = (Place.objects.filter(name=name).first() for name in ("Rennes", "Brest"))
        Facet.objects.filter(person=farid).delete()
        people = {name: Person.objects.create(name=name, audience=4) for name in names}
        for person in [farid, *people.values()]:
            told(person, "experience", "cancer", "experience")
            Facet.objects.create(
                person=person,
                kind="place",
                place=rennes if person.name in ("Farid", "Bo") else brest,
                radius_km=5,
                audience=4,
            )
        for person in (farid, people["Bo"]):
            told(person, "language", "ar", "language")
        for person in (farid, people["Ana"]):
            Facet.objects.create(
                person=person, kind="availability", slots=MONDAY_MORNING, audience=4
            )
    for person in [farid, *people.values()]:
        wish(person)
    refresh.refresh_index()
    return people


def names(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split('<h2 class="h3 grow flush">')[1:]]


def test_who_is_free_when_i_am_comes_first(
    as_person: As, farid: Person, many: dict[str, Person]
) -> None:
    client = as_person(farid)
    assert names(text(client.get(LIST)))[0] == "Ana"
    assert names(text(client.get(f"{LIST}?order=best")))[0] == "Bo"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("where=in_town", ["Bo"]),
        ("where=near", ["Bo"]),
        ("language=language-ar", ["Bo"]),
        ("times=times", ["Ana"]),
        ("times=times&where=in_town", []),
        ("common=i_bring", []),
    ],
)
def test_the_list_is_narrowed(
    as_person: As, farid: Person, many: dict[str, Person], asked: str, found: list[str]
) -> None:
    page = text(as_person(farid).get(f"{LIST}?{asked}"))
    assert names(page) == found
    assert ("No suggestions with these choices" in page) is not bool(found)


def test_what_no_choice_says_narrows_nothing(
    as_person: As, farid: Person, many: dict[str, Person]
) -> None:
    page = text(as_person(farid).get(f"{LIST}?where=mars&language=language-xx&page=2"))
    assert len(names(page)) == possible.SIZE
    assert "Filter and sort" in page


def test_a_press_on_the_third_page_stays_there_with_its_choices(
    as_person: As, farid: Person, many: dict[str, Person]
) -> None:
    client, here = as_person(farid), f"{LIST}?order=best&page=3"
    page = text(client.get(here))
    assert len(names(page)) == 5
    assert page.count('name="next" value="/pairs/suggestions/?order=best&amp;page=3"') == 5 + 1
    someone = next(person for name, person in many.items() if name == names(page)[0])
    answer = client.post(f"{LIST}{someone.key}/leave-out/", once() | {"next": here})
    assert answer["Location"] == f"{here}&left-out={someone.key}"
    page = text(client.get(answer["Location"]))
    assert f"{someone.name} is left out" in page
    assert len(names(page)) == 4
    back = client.post(f"{LIST}{someone.key}/put-back/", once() | {"next": here})
    assert back["Location"] == here
    elsewhere = client.post(
        f"{LIST}{someone.key}/leave-out/", once() | {"next": "https://elsewhere.example/"}
    )
    assert elsewhere["Location"].startswith(f"{LIST}?left-out=")


def test_a_page_that_has_emptied_shows_the_one_before(
    as_person: As, farid: Person, many: dict[str, Person]
) -> None:
    page = text(as_person(farid).get(f"{LIST}?page=4"))
    assert len(names(page)) == 5


def test_who_was_left_out_is_put_back_also_without_a_search(
    as_person: As, farid: Person, eve: Person, wish: Callable[..., Any]
) -> None:
    wish(eve)
    with hats.system("test"):
        LeftOut.objects.create(person=farid, other=eve)
    client = as_person(farid)
    page = text(client.get(LIST))
    assert "First, say that you are looking for a peer" in page
    assert "Not for me (1)" in page
    client.post(f"{LIST}{eve.key}/put-back/", once())
    with hats.system("test"):
        assert not LeftOut.objects.exists()


def test_one_press_invites_with_a_time_that_both_have_or_without_words(
    as_person: As, farid: Person, many: dict[str, Person]
) -> None:
    client = as_person(farid)
    page = text(client.get(LIST))
    assert "Invite Ana – Monday morning" in page
    assert "Invite Bo" in page
    assert "Invite Bo –" not in page
    client.post(f"/pairs/invite/{many['Bo'].key}/", once())
    with hats.system("test"):
        assert Invitation.objects.get(by=farid, to=many["Bo"]).words == ""
    page = text(client.get(LIST))
    assert "Invitations you sent (1)" in page
    assert "Waiting for an answer until" in page
    assert "Bo" not in names(page)


def test_a_time_is_named_only_to_who_sees_mine(
    as_person: As, farid: Person, many: dict[str, Person]
) -> None:
    with hats.system("test"):
        Facet.objects.filter(person=farid, kind="availability").update(audience=1)
    page = text(as_person(farid).get(LIST))
    assert "Invite Ana" in page
    assert "Monday morning" not in page.split("Invite Ana")[1].split("</form>")[0]
    assert "Invite Ana –" not in page


def test_the_list_makes_at_most_ten_queries_narrowed_or_not(
    as_person: As, farid: Person, many: dict[str, Person], queries: Callable[[], Any]
) -> None:
    client, counts = as_person(farid), []
    client.get(LIST)
    with hats.system("test"):
        Facet.objects.filter(person=farid, kind="availability").update(audience=3)
    for asked in (LIST, f"{LIST}?times=times", f"{LIST}?page=3"):
        with queries() as made:
            assert client.get(asked).status_code == 200
        counts.append(len(of_the_page(made)))
    assert max(counts) <= MOST
