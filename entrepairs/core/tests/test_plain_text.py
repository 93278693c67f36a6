"""One door for text: what looks the same is the same, and what nobody sees is not there."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.core.moments import can_be, read_day, read_moment
from entrepairs.core.plain_text import plain_line, plain_text, plain_value


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("Zoe\u0301", "Zoé"),
        ("Zo\u200bé", "Zoé"),
        ("\ufeffZoé\u00ad", "Zoé"),
        ("e\u200b\u0301", "é"),
        ("abc\u202edef", "abcdef"),
        ("a\u200db", "ab"),
        ("a\x07\x1b[0mb", "a[0mb"),
        ("a\ud800b", "ab"),
        ("a\x00b", "a\ufffdb"),
        ("une\r\ndeux\rtrois\u2028quatre", "une\ndeux\ntrois\nquatre"),
    ],
)
def test_what_looks_the_same_is_the_same(given_text: str, plain: str) -> None:
    assert plain_text(given_text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Élise, 12\u00a0h\u202f?",
        "\tdeux\n lignes",
        "👩🏽\u200d🦰",
        "❤\ufe0f 1\ufe0f\u20e3",
        "می\u200cخواهم",
        "क्\u200dष",
        "𐌰",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert plain_text(text) == text


SIGNS = st.sampled_from("aé\u0301e\u200b\u200c\u200d\ufe0f👩❤1\u20e3مन\r\n\x00\u2028")


@given(st.text(st.characters()) | st.text(SIGNS, max_size=12))
def test_plain_text_is_composed_and_stays_as_it_is(text: str) -> None:
    plain = plain_text(text)
    assert plain_text(plain) == plain == unicodedata.normalize("NFC", plain)
    assert "\x00" not in plain
    plain.encode()  # no half of a letter


def test_a_name_is_on_one_line_and_what_machines_send_is_plain_too() -> None:
    assert plain_line("  Jean\u00a0\r\nLuc\u200b ") == "Jean Luc"
    assert plain_value({"a\u200b": ["e\u0301", 1, None]}) == {"a": ["é", 1, None]}


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31", "x", ""])
def test_a_day_that_cannot_be_is_none(text: str) -> None:
    assert read_day(text) is None
    assert read_moment(f"{text}T10:00:00+00:00") is None


def test_a_moment_has_a_zone() -> None:
    assert read_moment("2026-12-01T10:00:00") is None
    moment = read_moment("2026-12-01T10:00:00+01:00")
    assert moment is not None
    assert can_be(moment)
