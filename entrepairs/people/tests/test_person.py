"""Another person's page, who looked, and blocks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.models import Deed, Look
from entrepairs.people import hooks
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.actions.facets import Answer, tell_facet, tell_facets
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Block, Facet, Person
from entrepairs.people.tests.telling import concept, newcomers, post, tell
from entrepairs.tests.pages import main_part
from entrepairs.vocabulary import queries as vocabulary

BUDGET = 10


@pytest.fixture
def brunos(as_person: Callable[[Person], Client], bruno: Person) -> Client:
    return as_person(bruno)


def looks_at(person: Person) -> list[tuple[int, str]]:
    with hats.person(person.pk):
        return list(Look.objects.filter(owner=person.pk).values_list("viewer", "what"))


def test_a_page_shows_what_we_share_first(brunos: Client, amel: Person, bruno: Person) -> None:
    tell(amel, "voices")
    tell(amel, "street")
    tell(bruno, "street")
    with hats.person(amel.pk):
        tell_facet(by=amel, kind="offer", concept=concept("support", "coffee"), audience=3)
        tell_facet(by=amel, kind="availability", slots=0b11, audience=3)
    with hats.person(bruno.pk):
        tell_facet(by=bruno, kind="need", concept=concept("support", "coffee"), audience=0)
        tell_facet(by=bruno, kind="availability", slots=0b10, audience=0)
    page = brunos.get(f"/people/{amel.key}/").text
    shared, rest = page.split("Lived experience</h2>")
    assert "What you have both been through" in shared
    assert (
        "living on the street" in shared
        or vocabulary.concept_by_key("experience", "street").en in shared
    )
    assert "You look for it, Amel can bring it" in shared
    assert "Monday afternoon" in shared
    assert "hearing voices" not in shared
    assert "hearing voices" in rest


def test_what_is_not_for_me_is_not_on_the_page(
    as_person: Any, amel: Person, bruno: Person, david: Person
) -> None:
    tell(amel, "voices", 1, note="Pour mes pairs.")
    assert "Pour mes pairs." in as_person(bruno).get(f"/people/{amel.key}/").text
    assert "Pour mes pairs." not in as_person(david).get(f"/people/{amel.key}/").text


def test_the_person_who_opens_a_page_is_noted(brunos: Client, amel: Person, bruno: Person) -> None:
    brunos.get(f"/people/{amel.key}/")
    assert looks_at(amel) == [(bruno.pk, "profile")]


def test_ones_own_page_is_my_page_and_is_no_look(as_person: Any, amel: Person) -> None:
    assert as_person(amel).get(f"/people/{amel.key}/")["Location"] == "/me/"
    assert looks_at(amel) == []


def test_a_page_one_may_not_see_does_not_exist_and_is_no_look(
    as_person: Any, client: Client, amel: Person, farid: Person
) -> None:
    for visitor in (as_person(farid), client):
        assert visitor.get(f"/people/{amel.key}/").status_code == 404
        assert visitor.get("/people/nobody/").status_code == 404
    assert looks_at(amel) == []


def test_a_stranger_sees_what_is_for_everyone(client: Client, amel: Person) -> None:
    tell(amel, "voices", 5)
    tell(amel, "street", 4)
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(audience=5)
    page = client.get(f"/people/{amel.key}/")
    assert "hearing voices" in page.text
    assert vocabulary.concept_by_key("experience", "street").en not in page.text
    assert 'name="robots" content="noindex"' in page.text
    assert "Block" not in page.text
    assert looks_at(amel) == []


def test_a_page_makes_few_queries_however_much_is_told(
    brunos: Client, amel: Person, bruno: Person, queries: Callable[[], Any]
) -> None:
    tell(amel, "voices")
    brunos.get(f"/people/{amel.key}/")  # what follows reads it again: one look
    with queries() as before:
        brunos.get(f"/people/{amel.key}/")
    answers = {term.id: Answer(3, "mots") for term in vocabulary.concepts("experience")[:30]}
    for person in (amel, bruno):
        with hats.person(person.pk):
            tell_facets(by=person, kind="experience", answers=answers)
    with queries() as after:
        assert brunos.get(f"/people/{amel.key}/").status_code == 200
    look = next(index for index, query in enumerate(after) if "ledger_look" in query)
    assert len(before) == len(after)
    assert look - 1 <= BUDGET  # the look is written after the answer, under a hat of its own


def test_other_rooms_add_what_can_be_done(
    brunos: Client, amel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def propose(request: Any, person: Person) -> list[PageAction]:
        return [PageAction(f"Propose to {person.name}", "/x/", quiet=False)]

    monkeypatch.setattr(hooks, "person_actions", [propose])
    page = brunos.get(f"/people/{amel.key}/").text
    assert "Propose to Amel" in page
    assert 'href="/x/"' in page


def test_a_block_is_asked_about_then_done_in_silence(
    brunos: Client, amel: Person, bruno: Person
) -> None:
    assert "Block Amel?" in brunos.get(f"/people/{amel.key}/block/").text
    assert post(brunos, f"/people/{amel.key}/block/")["Location"] == "/me/blocks/"
    with hats.person(bruno.pk):
        assert Block.objects.filter(blocked=amel).count() == 1
    with hats.person(amel.pk):  # nothing tells the other
        assert not Block.objects.exists()
        assert not Deed.objects.exists()


def test_after_a_block_neither_opens_the_others_page(
    as_person: Any, amel: Person, bruno: Person, david: Person
) -> None:
    tell(bruno, "voices", 5)
    post(as_person(bruno), f"/people/{amel.key}/block/")
    assert as_person(amel).get(f"/people/{bruno.key}/").status_code == 404
    assert as_person(bruno).get(f"/people/{amel.key}/").status_code == 404
    assert as_person(david).get(f"/people/{bruno.key}/").status_code == 200
    with hats.person(amel.pk):
        assert not Facet.objects.filter(person=bruno).exists()


def test_a_block_tells_the_rooms_above_in_the_same_transaction(
    bruno: Person, amel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int, bool]] = []

    def end_pair(by: int, blocked: int) -> None:
        told.append((by, blocked, Person.objects.filter(pk=blocked).exists()))

    monkeypatch.setattr(hooks, "on_block", [end_pair])
    with hats.person(bruno.pk):
        block_person(by=bruno, person=amel)
    assert told == [(bruno.pk, amel.pk, True)]

    def fail(by: int, blocked: int) -> None:
        raise RuntimeError

    monkeypatch.setattr(hooks, "on_block", [fail])
    with hats.person(amel.pk):
        with pytest.raises(RuntimeError):
            block_person(by=amel, person=bruno)
        assert not Block.objects.exists()


def test_one_cannot_block_oneself_nor_someone_one_never_saw(
    as_person: Any, amel: Person, farid: Person
) -> None:
    assert post(as_person(amel), f"/people/{amel.key}/block/").status_code == 404
    assert post(as_person(farid), f"/people/{amel.key}/block/").status_code == 404
    with hats.system("test"):
        assert not Block.objects.exists()


def test_a_block_is_lifted_by_the_person_who_set_it(
    as_person: Any, amel: Person, bruno: Person
) -> None:
    post(as_person(bruno), f"/people/{amel.key}/block/")
    with hats.person(bruno.pk):
        block = Block.objects.get()
    page = as_person(bruno).get("/me/blocks/").text
    assert "Amel" in page
    post(as_person(amel), f"/me/blocks/{block.key}/lift/")  # not hers to lift
    assert as_person(bruno).get(f"/people/{amel.key}/").status_code == 404
    post(as_person(bruno), f"/me/blocks/{block.key}/lift/")
    assert as_person(bruno).get(f"/people/{amel.key}/").status_code == 200
    assert post(as_person(bruno), f"/me/blocks/{block.key}/lift/").status_code == 302


def test_the_list_of_blocks_makes_few_queries(
    brunos: Client, bruno: Person, queries: Callable[[], Any]
) -> None:
    people = newcomers(30)

    def block(some: list[Person]) -> None:
        with hats.system("test"):
            Block.objects.bulk_create([Block(person=bruno, blocked=one) for one in some])

    block(people[:1])
    with queries() as before:
        brunos.get("/me/blocks/")
    block(people[1:])
    with queries() as after:
        assert brunos.get("/me/blocks/").text.count("Personne 0") >= 30
    assert len(before) == len(after) <= BUDGET


def test_looks_are_read_by_the_person_who_was_looked_at_with_the_names_of_those_who_looked(
    as_person: Any, amel: Person, bruno: Person, farid: Person, queries: Callable[[], Any]
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=farid.pk).update(audience=0)  # hidden, but not while looking
        Look.objects.create(viewer=farid.pk, owner=amel.pk)
        Look.objects.create(viewer=amel.pk, owner=bruno.pk)
    amels = as_person(amel)
    with queries() as before:
        page = main_part(amels.get("/me/views/"))
    assert "Farid" in page
    assert "Bruno" not in page
    with hats.system("test"):
        Look.objects.bulk_create([Look(viewer=one.pk, owner=amel.pk) for one in newcomers(60)])
    with queries() as after:
        page = amels.get("/me/views/").text
    assert len(before) == len(after) <= BUDGET
    assert "page=2" in page
    assert "Farid" in amels.get("/me/views/?page=2").text


def test_someone_blocked_who_looked_before_is_not_named_to_who_blocked_them(
    as_person: Any, amel: Person, bruno: Person
) -> None:
    with hats.system("test"):
        Look.objects.create(viewer=bruno.pk, owner=amel.pk)
        Look.objects.create(viewer=amel.pk, owner=bruno.pk)
        Block.objects.create(person=amel, blocked=bruno)
    page = main_part(as_person(amel).get("/me/views/"))
    assert "Bruno" not in page
    assert "someone you no longer see" in page
    # Amel's name stays where Bruno has read it already: without it, he would know of the block.
    assert "Amel" in as_person(bruno).get("/me/views/").text


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "99999999999999999999"])
def test_a_page_number_that_makes_no_sense_breaks_nothing(brunos: Client, page: str) -> None:
    assert brunos.get(f"/me/views/?page={page}").status_code == 200
