"""Keys of words at rest change without a word lost."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from entrepairs.conversations.models import Message
from entrepairs.core import hats, key_rotation
from entrepairs.core.fields import cipher


@pytest.fixture
def keys(settings: Any) -> Iterator[Any]:
    """Sets the keys, newest first."""

    def use(*words: str) -> None:
        settings.WORD_KEYS = list(words)
        cipher.cache_clear()

    yield use
    cipher.cache_clear()


OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def write(network: Any, number: int) -> None:
    with hats.system("test"):
        Message.objects.bulk_create(
            Message(
                circle=network.pair, author=network.people["Amel"], body=f"mots {n}", once=uuid4()
            )
            for n in range(number)
        )


def words() -> set[str]:
    with hats.system("test"):
        return set(Message.objects.values_list("body", flat=True))


def test_after_a_rotation_the_new_key_alone_reads_everything(network: Any, keys: Any) -> None:
    keys(OLD)
    write(network, 7)
    keys(NEW, OLD)
    steps: list[tuple[int, int]] = []
    assert key_rotation.rotate(lambda done, total: steps.append((done, total)), batch=3) == 7
    assert [done for done, total in steps if total == 7] == [3, 6, 7]
    keys(NEW)
    assert words() == {f"mots {n}" for n in range(7)}


def test_the_old_key_is_needed_until_then(network: Any, keys: Any) -> None:
    keys(OLD)
    write(network, 1)
    keys(NEW)
    with pytest.raises(ImproperlyConfigured):
        words()


def test_a_rotation_that_was_stopped_goes_on_where_it_was(network: Any, keys: Any) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stop

    keys(OLD)
    write(network, 5)
    keys(NEW, OLD)
    with pytest.raises(Stop):
        key_rotation.rotate(stop, batch=2)
    assert key_rotation.rotate(batch=2) == 3
    assert key_rotation.rotate(batch=2) == 0


def test_words_changed_meanwhile_keep_their_change(network: Any, keys: Any) -> None:
    keys(OLD)
    write(network, 1)
    keys(NEW, OLD)
    model, field = next(column for column in key_rotation.columns() if column[0] is Message)
    table, key, column = key_rotation.names(model, field)
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select id, body from conversations_message")
        read = cursor.fetchall()
        Message.objects.update(body="autre chose")
    assert key_rotation.replace(table, key, column, read) == 0
    assert words() == {"autre chose"}


def test_every_room_with_words_at_rest_is_turned(db: None) -> None:
    found = {f"{model._meta.app_label}.{field.name}" for model, field in key_rotation.columns()}
    assert {
        "conversations.body",
        "people.note",
        "meetings.title",
        "meetings.where",
        "pairs.words",
    } <= found
