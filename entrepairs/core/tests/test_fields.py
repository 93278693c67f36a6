from typing import Any

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.conversations.models import Message
from entrepairs.core.fields import EncryptedTextField, cipher

FIELD = EncryptedTextField()
ANY_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=500)


@given(ANY_WORDS)
def test_what_is_written_is_what_is_read(words: str) -> None:
    stored = FIELD.get_prep_value(words)
    assert FIELD.from_db_value(stored, None, connection) == words


@given(st.text(min_size=8, max_size=200))
def test_what_is_stored_shows_nothing_and_is_never_twice_the_same(words: str) -> None:
    one, other = FIELD.get_prep_value(words), FIELD.get_prep_value(words)
    assert one
    assert one.isascii()
    assert words not in one
    assert one != other


@given(ANY_WORDS.filter(bool), st.integers(min_value=0))
def test_what_was_tampered_with_is_not_read(words: str, place: int) -> None:
    stored = FIELD.get_prep_value(words) or ""
    place %= len(stored.rstrip("=")) - 1
    tampered = stored[:place] + ("A" if stored[place] != "A" else "B") + stored[place + 1 :]
    with pytest.raises(ImproperlyConfigured):
        FIELD.from_db_value(tampered, None, connection)


@pytest.mark.parametrize("empty", ["", None])
def test_nothing_stays_nothing(empty: Any) -> None:
    assert FIELD.get_prep_value(empty) == empty
    assert FIELD.from_db_value(empty, None, connection) == empty


@pytest.mark.parametrize("lookup", ["icontains", "startswith", "in", "gt", "regex"])
def test_words_at_rest_cannot_be_searched(lookup: str) -> None:
    with pytest.raises((FieldError, NotImplementedError)):
        str(Message.objects.filter(**{f"body__{lookup}": "x"}).query)


def test_without_a_key_nothing_is_written(settings: Any) -> None:
    settings.WORD_KEYS = []
    cipher.cache_clear()
    try:
        with pytest.raises(ImproperlyConfigured, match="key"):
            FIELD.get_prep_value("mots")
    finally:
        cipher.cache_clear()
