"""A page that waits is answered when the other writes. Real commits; nothing sleeps."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from entrepairs.conftest import Network, sign_in
from entrepairs.conversations import actions, long_poll, queries
from entrepairs.conversations.models import Message, Reading
from entrepairs.core import hats, live_updates
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.people.models import Membership, Person
from entrepairs.tests.committed import as_superuser, committed

__all__ = ["committed"]
pytestmark = pytest.mark.urls("entrepairs.conversations.tests.addresses")
ENOUGH = 30


@pytest.fixture(autouse=True)
def _woken_not_out_of_time(settings: Any) -> None:
    """A page that is not woken waits longer than a test does: only news answers it."""
    settings.LIVE_SECONDS = 20 * ENOUGH


@pytest.fixture
def threads() -> Iterator[Callable[..., "Future[Any]"]]:
    """Run something in a thread with database connections of its own."""

    def run(work: Callable[..., Any], *about: Any) -> Any:
        try:
            return work(*about)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        yield lambda work, *about: pool.submit(run, work, *about)
        live_updates.stop_listening()  # a page that nobody woke, in a test that failed


@pytest.fixture
def waits(monkeypatch: Any) -> threading.Semaphore:
    """Lets pass each time a page begins to wait."""
    begun = threading.Semaphore(0)
    wait = live_updates.Wait.wait

    def told(self: live_updates.Wait, seconds: float) -> bool:
        begun.release()
        return wait(self, seconds)

    monkeypatch.setattr(live_updates.Wait, "wait", told)
    return begun


def ask(client: Client, network: Network, after: Message | None = None) -> str:
    address = f"/conversations/{network.pair.key}/new/"
    answer = client.get(address, {"after": after.once.hex} if after else {})
    assert answer.status_code == 200
    text = b"".join(answer) if answer.streaming else answer.content
    answer.close()
    return text.decode()


def send(network: Network, name: str, body: str = "Bonjour") -> Message:
    by = network.people[name]
    with hats.person(by.pk):
        return actions.send_message(circle=network.pair, body=body, once=uuid4(), by=by)


def person(network: Network, name: str) -> tuple[Client, Person]:
    who = network.people[name]
    return sign_in(Client(headers={"accept-language": "en"}), who), who


def test_a_page_that_waits_is_answered_by_the_message_that_comes(
    committed: Network, threads: Any, waits: Any
) -> None:
    client, _amel = person(committed, "Amel")
    answer = threads(ask, client, committed)
    assert waits.acquire(timeout=ENOUGH)
    other, _bruno = person(committed, "Bruno")
    other.post(committed.pair.path, {"body": "Tu es là ?", "once": str(uuid4())})
    assert "Tu es là ?" in answer.result(ENOUGH)


def test_a_message_sent_between_looking_and_waiting_is_not_lost(
    committed: Network, threads: Any, monkeypatch: Any
) -> None:
    look = queries.find_after

    def look_then_someone_writes(*about: Any) -> Any:
        found = look(*about)
        monkeypatch.setattr(queries, "find_after", look)
        threads(send, committed, "Bruno", "Juste entre les deux").result(ENOUGH)
        return found

    client, _amel = person(committed, "Amel")
    monkeypatch.setattr(queries, "find_after", look_then_someone_writes)
    assert "Juste entre les deux" in threads(ask, client, committed).result(ENOUGH)


def test_when_nothing_comes_the_answer_says_how_far_it_was_seen(
    committed: Network, settings: Any
) -> None:
    settings.LIVE_SECONDS = 0
    message = send(committed, "Amel")
    client, amel = person(committed, "Amel")
    with hats.system("test"):
        Reading.objects.create(
            circle=committed.pair, person=committed.people["Bruno"], message_id=message.pk
        )
    answer = ask(client, committed, message)
    assert f'data-seen="m-{message.once.hex}"' in answer
    assert "class=" not in answer
    with hats.system("test"):
        assert Reading.objects.get(person=amel).message_id == message.pk


def test_the_person_who_waits_holds_no_connection_and_no_transaction(
    committed: Network, threads: Any, waits: Any
) -> None:
    client, _amel = person(committed, "Amel")
    connection.close()
    answer = threads(ask, client, committed)
    assert waits.acquire(timeout=ENOUGH)
    pool = connections["default"].pool  # type: ignore[attr-defined]
    counts = pool.get_stats()
    assert counts["pool_available"] == counts["pool_size"]
    with as_superuser() as link:
        states = link.execute(
            "select count(*) from pg_stat_activity"
            " where datname = %s and state like 'idle in transaction%%'",
            [connection.settings_dict["NAME"]],
        ).fetchone()
    assert states == (0,)
    send(committed, "Bruno")
    answer.result(ENOUGH)


def test_the_late_answer_speaks_the_language_and_the_hour_of_the_page(
    committed: Network, threads: Any, waits: Any, settings: Any
) -> None:
    from django.utils import timezone, translation

    client, amel = person(committed, "Amel")
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(time_zone="Pacific/Noumea")

    def ask_in_french_from_noumea() -> str:
        answer: Any = client.get(
            f"/conversations/{committed.pair.key}/new/", headers={"accept-language": "fr"}
        )
        begun = iter(answer.streaming_content)
        with timezone.override("UTC"), translation.override("en"):
            return b"".join(begun).decode()

    answer = threads(ask_in_french_from_noumea)
    assert waits.acquire(timeout=ENOUGH)
    send(committed, "Bruno")
    assert "+11:00" in answer.result(ENOUGH)
    assert " h" in answer.result().replace("\u00a0", " ")


def test_the_person_who_leaves_while_waiting_is_told_nothing(
    committed: Network, threads: Any, waits: Any, monkeypatch: Any, settings: Any
) -> None:
    from django.utils import timezone

    over = threading.Event()  # the time a page waits at most, when we say so
    monkeypatch.setattr(
        long_poll, "monotonic", lambda: settings.LIVE_SECONDS if over.is_set() else 0.0
    )
    client, amel = person(committed, "Amel")
    answer = threads(ask, client, committed)
    assert waits.acquire(timeout=ENOUGH)
    with hats.system("test"):
        Membership.objects.filter(circle=committed.pair, person=amel).update(until=timezone.now())
    with hats.system("test"):
        Message.objects.create(
            circle=committed.pair, author=committed.people["Bruno"], body="seul", once=uuid4()
        )
    over.set()
    with hats.system("test"):
        live_updates.notify_pages(actions.topic_of(committed.pair))
    assert "seul" not in answer.result(ENOUGH)


def test_being_told_of_what_one_has_already_goes_on_waiting(
    committed: Network, threads: Any, waits: Any
) -> None:
    client, _amel = person(committed, "Amel")
    message = send(committed, "Bruno", "Déjà là")
    answer = threads(ask, client, committed, message)
    assert waits.acquire(timeout=ENOUGH)
    with hats.person(None):
        live_updates.notify_pages(actions.topic_of(committed.pair))
    assert waits.acquire(timeout=ENOUGH)
    send(committed, "Bruno", "Nouveau")
    assert "Nouveau" in answer.result(ENOUGH)


def test_a_page_too_many_is_told_to_ask_again_later(
    committed: Network, threads: Any, waits: Any
) -> None:
    client, _amel = person(committed, "Amel")
    first = threads(ask, client, committed)
    assert waits.acquire(timeout=ENOUGH)
    others = [threads(ask, client, committed) for _ in range(live_updates.MOST_OF_ONE_PERSON)]
    assert 'data-again="5"' in first.result(ENOUGH)
    send(committed, "Bruno")
    assert all("Bonjour" in other.result(ENOUGH) for other in others)


def test_messages_of_a_circle_are_written_one_after_the_other(
    committed: Network, threads: Any
) -> None:
    """Else a page could read the second before the first is there, and never ask for that one."""

    def turn_is_free() -> bool:
        with hats.system("test"), connection.cursor() as cursor:
            free = actions.IN_TURN.replace("pg_advisory_xact_lock", "pg_try_advisory_xact_lock")
            cursor.execute(free, [committed.pair.pk])
            return bool(cursor.fetchone()[0])

    assert threads(turn_is_free).result(ENOUGH)
    with transaction.atomic():
        send(committed, "Amel")
        assert not threads(turn_is_free).result(ENOUGH)
    assert threads(turn_is_free).result(ENOUGH)


def test_a_double_press_at_the_same_time_is_one_message(committed: Network, threads: Any) -> None:
    once = uuid4()

    def press() -> bool:
        amel = committed.people["Amel"]
        try:
            with hats.person(amel.pk):
                actions.send_message(circle=committed.pair, body="Bonjour", once=once, by=amel)
        except AlreadyDone:
            return False
        return True

    pressed = [threads(press) for _ in range(4)]
    assert sorted(one.result(ENOUGH) for one in pressed) == [False, False, False, True]
    with hats.system("test"):
        assert Message.objects.count() == 1


def test_the_server_closes_what_it_never_began(committed: Network) -> None:
    client, _amel = person(committed, "Amel")
    answer = client.get(f"/conversations/{committed.pair.key}/new/")
    listener = next(iter(live_updates.listeners.values()))
    assert listener.count == 1
    answer.close()
    assert listener.count == 0
