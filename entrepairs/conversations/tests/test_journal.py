from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.conversations import actions, queries
from entrepairs.conversations.models import JournalEntry
from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.tests.posting import As

pytestmark = pytest.mark.urls("entrepairs.conversations.tests.addresses")


def write(circle: Any, by: Any, body: str = "Une ligne") -> JournalEntry:
    with hats.person(by.pk):
        return actions.write_entry(circle=circle, body=body, once=uuid4(), by=by)


def address(network: Any) -> str:
    return f"{network.pair.path}journal/"


def test_a_line_is_read_by_both_and_by_nobody_else(network: Any, amel: Any) -> None:
    write(network.pair, amel)
    for name, person in network.people.items():
        with hats.person(person.pk):
            assert JournalEntry.objects.count() == (1 if name in {"Amel", "Bruno"} else 0), name


def test_the_same_form_is_one_line(network: Any, amel: Any, as_person: As) -> None:
    form = {"body": "Une ligne", "once": str(uuid4())}
    client = as_person(amel)
    assert [client.post(address(network), form)["Location"] for _ in range(2)] == [
        address(network)
    ] * 2
    with hats.system("test"):
        assert JournalEntry.objects.count() == 1
        assert Deed.objects.filter(verb="write_entry", by_person=amel.pk).count() == 1


def test_the_newest_line_comes_first_and_says_who_wrote_it(
    network: Any, amel: Any, bruno: Any, as_person: As
) -> None:
    write(network.pair, bruno, "La première")
    write(network.pair, amel, "La seconde")
    page = as_person(amel).get(address(network)).text
    assert page.index("La seconde") < page.index("La première")
    assert page.count("/change/") == 1  # mine


def test_the_author_changes_a_line_and_everyone_sees_that(
    network: Any, amel: Any, bruno: Any, as_person: As
) -> None:
    entry = write(network.pair, amel, "Avant")
    client = as_person(amel)
    page = f"/conversations/journal/{entry.key}/change/"
    assert "Avant" in client.get(page).text
    form = {"body": "Après", "once": str(uuid4())}
    assert [client.post(page, form)["Location"] for _ in range(2)] == [address(network)] * 2
    seen = as_person(bruno).get(address(network)).text
    assert "Après" in seen
    assert "changed" in seen


def test_the_author_removes_a_line_for_everyone(network: Any, amel: Any, as_person: As) -> None:
    entry = write(network.pair, amel)
    client = as_person(amel)
    page = f"/conversations/journal/{entry.key}/remove/"
    assert "Une ligne" in client.get(page).text
    assert client.post(page, {"once": str(uuid4())})["Location"] == address(network)
    with hats.system("test"):
        assert not JournalEntry.objects.exists()
    assert client.post(page, {"once": str(uuid4())}).status_code == 404


@pytest.mark.parametrize("what", ["change", "remove"])
@pytest.mark.parametrize("who", ["Bruno", "Claire", "Eve"])
def test_nobody_else_changes_or_removes_it(
    network: Any, amel: Any, as_person: As, what: str, who: str
) -> None:
    entry = write(network.pair, amel, "À moi")
    page = f"/conversations/journal/{entry.key}/{what}/"
    client = as_person(network.people[who])
    assert client.get(page).status_code == 404
    assert client.post(page, {"body": "À eux", "once": str(uuid4())}).status_code == 404
    with hats.person(network.people[who].pk), pytest.raises(NotPossible):
        actions.remove_entry(entry=entry, once=uuid4(), by=network.people[who])
    with hats.system("test"):
        assert JournalEntry.objects.get().body == "À moi"


def close(network: Any) -> None:
    with hats.system("test"):
        type(network.pair).objects.filter(pk=network.pair.pk).update(paused_at=timezone.now())


def test_while_paused_nothing_is_added_or_changed_and_what_was_typed_stays(
    network: Any, amel: Any, as_person: As
) -> None:
    entry = write(network.pair, amel)
    close(network)
    client = as_person(amel)
    assert "Contact is paused" in client.get(address(network)).text
    form = {"body": "Trop tard", "once": str(uuid4())}
    for page in (address(network), f"/conversations/journal/{entry.key}/change/"):
        answer = client.post(page, form)
        assert answer.status_code == 422
        assert "Trop tard" in answer.text
    with hats.system("test"):
        assert [line.body for line in JournalEntry.objects.all()] == ["Une ligne"]
        assert Deed.objects.filter(room="conversations").count() == 1


def test_while_paused_one_may_still_remove_ones_own_line(network: Any, amel: Any) -> None:
    entry = write(network.pair, amel)
    close(network)
    with hats.person(amel.pk):
        actions.remove_entry(entry=entry, once=uuid4(), by=amel)
        assert not JournalEntry.objects.exists()


def test_a_form_sent_again_after_a_pause_is_still_the_first_one(network: Any, amel: Any) -> None:
    once = uuid4()
    with hats.person(amel.pk):
        actions.write_entry(circle=network.pair, body="x", once=once, by=amel)
    close(network)
    with hats.person(amel.pk), pytest.raises(AlreadyDone):
        actions.write_entry(circle=network.pair, body="x", once=once, by=amel)


@pytest.mark.parametrize("body", ["", " \n ", "x" * 4001])
def test_a_line_that_cannot_be_written_stays_in_the_form(
    network: Any, amel: Any, as_person: As, body: str
) -> None:
    answer = as_person(amel).post(address(network), {"body": body, "once": str(uuid4())})
    assert answer.status_code == 422
    assert body.strip() in answer.text


def test_a_journal_makes_as_many_queries_whatever_its_length(
    network: Any, amel: Any, as_person: As, queries: Any
) -> None:
    client, counts = as_person(amel), set()
    for number in (1, 29, 30):
        with hats.system("test"):
            JournalEntry.objects.bulk_create(
                JournalEntry(circle=network.pair, author=amel, body=f"Ligne {n}")
                for n in range(number)
            )
        with queries() as made:
            client.get(address(network))
        counts.add(len(made))
    assert len(counts) == 1
    assert counts.pop() <= 10
    page = client.get(address(network)).text
    assert page.count('id="e-') == 50
    older = page.partition("?before=")[2].partition('"')[0]
    assert client.get(address(network), {"before": older}).text.count('id="e-') == 10
    assert client.get(address(network), {"before": "nobody"}).status_code == 404


def test_an_empty_journal_says_what_it_is_for(network: Any, amel: Any, as_person: As) -> None:
    assert "Nothing is written here yet" in as_person(amel).get(address(network)).text
    with hats.person(amel.pk):
        assert queries.find_journal_page(network.pair).entries == []
