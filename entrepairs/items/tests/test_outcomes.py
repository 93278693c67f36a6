"""What came of an item is shared by the delegation, for everyone, and found before one carries the
same alone."""

from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.items.models import Item, Outcome, Sighting
from entrepairs.items.tests.making import joined, led, said
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person
from entrepairs.search.models import Entry
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today

WORDS = "Des pairs relisent et sont payés"


@pytest.fixture
def shared(body: Body, amel: Person, david: Person, as_person: As) -> Outcome:
    """Amel said it; David shares what came of it."""
    item = led(said(body, amel, title="Horaires en français facile"), david, "decided")
    form = once(title="Horaires en français facile", words=WORDS)
    assert as_person(david).post(f"{item.path}share/", form).status_code == 302
    with hats.system("test"):
        return Outcome.objects.select_related("item", "body").get(item=item)


def test_strangers_read_what_is_shared_and_nothing_else(
    shared: Outcome, client: Client, as_person: As, david: Person
) -> None:
    for path in ("/outcomes/", shared.path, f"/outcomes/?body={shared.body.key}"):
        page = text(client.get(path))
        assert "Horaires en français facile" in page
        for hidden in ("Amel", "David", "Les affiches datent", "Personne ne la comprend"):
            assert hidden not in page
    assert "payés" in text(client.get(shared.path))
    assert client.get(shared.item.path)["Location"].startswith("/enter/")
    found = text(client.get("/library/?q=relisent"))
    assert shared.path in found
    as_person(david).post(f"{shared.item.path}unshare/", once())
    assert client.get(shared.path).status_code == 404
    assert shared.path not in text(client.get("/library/?q=relisent"))
    with hats.system("test"):
        assert not Entry.objects.filter(kind="outcome").exists()


def test_the_search_of_strangers_never_knows_an_item(
    shared: Outcome, body: Body, amel: Person, david: Person, client: Client, as_person: As
) -> None:
    item = led(said(body, amel, title="Zanzibar aux admissions"), david, "agenda")
    private = said(body, amel, title="Zanzibar la nuit")
    assert item.path not in text(client.get("/library/?q=zanzibar"))
    for person, sees in ((amel, True), (david, True), (shared_reader(as_person), False)):
        page = text(as_person(person).get("/items/search/?q=zanzibar"))
        assert item.path in page
        assert (private.path in page) is sees


def shared_reader(as_person: As) -> Person:
    with hats.system("test"):
        return Person.objects.get(name="Eve")


def test_what_others_have_come_to_is_shown_before_one_says_it_alone(
    shared: Outcome, network: Any, body: Body, claire: Person, eve: Person, as_person: As
) -> None:
    with hats.system("test"):
        other = Body.objects.create(kind_id=body.kind_id, name="Vitré", kept_by=network.university)
    client, where = as_person(eve), f"{other.path}items/new/?from={shared.key}"
    values = {"title": "Afficher les horaires en français", "source": "me", "tell": "end"}
    form = once(said_on=today().isoformat(), **values)
    page = text(client.post(where, form))
    assert "Nothing was sent yet" in page
    assert shared.path in page
    assert "Afficher les horaires en français" in page
    assert client.post(where, form | {"looked": "on"}).status_code == 302
    with hats.system("test"):
        made = Item.objects.get(body=other)
        assert made.taken_from_id == shared.pk


def test_those_who_said_it_say_what_they_see_and_no_number_below_eleven_is_read(
    body: Body, amel: Person, bruno: Person, claire: Person, david: Person, as_person: As
) -> None:
    item = led(said(body, amel), david, "done")
    joined(item, bruno)
    assert "What did you see on the spot?" not in text(as_person(claire).get(item.path))
    for person, seen in ((amel, "not_yet"), (bruno, "not_yet"), (bruno, "no_help")):
        as_person(person).post(f"{item.path}seen/", once(seen=seen))
    with hats.system("test"):
        assert set(Sighting.objects.values_list("person", "seen")) == {
            (amel.pk, "not_yet"),
            (bruno.pk, "no_help"),
        }
    page = text(as_person(david).get(item.path))
    part = page[page.index("Seen on the spot, by those who said it") :]
    assert "Not yet </li>" in part
    assert "It does not help me </li>" in part
    assert "It is there </li>" not in part
    assert "Seen on the spot, by those" not in text(as_person(claire).get(item.path))
    with hats.system("test"):
        others = [Person(name=f"P{one}", key=f"personnel{one:05}") for one in range(10)]
        for person in Person.objects.bulk_create(others):
            Sighting.objects.create(item=item, person=person, seen="not_yet")
    assert "Not yet · 11" in text(as_person(david).get(item.path))
