"""Four words and codes on paper, before any page."""

import math

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.accounts import paper_codes, passphrases
from entrepairs.accounts.models import Account


@pytest.mark.parametrize("language", ["fr", "en"])
def test_four_words_are_worth_at_least_44_bits(language: str) -> None:
    assert passphrases.HOW_MANY * math.log2(len(set(passphrases.list_words(language)))) >= 44


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_are_plain_and_stay_distinct_without_accents(language: str) -> None:
    folded = [passphrases.fold(word) for word in passphrases.list_words(language)]
    assert len(set(folded)) == len(folded)
    assert all(word.isascii() and word.isalpha() and 3 <= len(word) <= 10 for word in folded)


def test_words_are_drawn_from_the_list_of_the_page_s_language() -> None:
    assert set(passphrases.draw_words("en")) <= set(passphrases.list_words("en"))
    assert set(passphrases.draw_words("fr")) <= set(passphrases.list_words("fr"))
    assert set(passphrases.draw_words("de")) <= set(passphrases.list_words("fr"))


@pytest.mark.parametrize(
    "typed",
    [
        "Éléphant, CHÂTEAU-fleur  guêpe",
        "elephant chateau fleur guepe",
        " éléphant\nchateau fleur\tguêpe ",
    ],
)
def test_words_open_however_they_are_typed(typed: str) -> None:
    account = Account()
    account.set_password("elephant cabane fleur guepe")
    assert account.check_password(typed.lower().replace("châ", "cha").replace("chateau", "cabane"))
    assert account.check_password("Éléphant  cabane, FLEUR guêpe")


def test_the_order_of_the_words_matters() -> None:
    account = Account()
    account.set_password("elephant cabane fleur guepe")
    assert not account.check_password("cabane elephant fleur guepe")


def test_a_password_of_one_s_own_is_taken_to_the_letter() -> None:
    account = Account()
    account.set_password("Ma Phrase à moi, exactement")
    assert account.check_password("Ma Phrase à moi, exactement")
    assert not account.check_password("ma phrase a moi exactement")


@pytest.mark.parametrize(
    "typed", ["k7qm-3t9x-wp4d", "K7QM 3T9X WP4D", "k7qm3t9xwp4d", " K7QM–3T9X—WP4D. "]
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert paper_codes.tidy_code(typed) == "K7QM3T9XWP4D"


def test_signs_that_look_alike_are_the_same() -> None:
    assert paper_codes.tidy_code("OOOO-IIII-LLUU") == paper_codes.tidy_code("0000-1111-11VV")


@pytest.mark.parametrize(
    "typed", ["", "K7QM", "K7QM-3T9X-WP4D-AAAA", "K7QM-3T9X-WP4!é", "K7QM-3T9X-WP4é"]
)
def test_what_cannot_be_a_code_is_not_one(typed: str) -> None:
    assert paper_codes.tidy_code(typed) == ""


@given(st.text(min_size=1))
def test_every_code_we_make_can_be_typed_back(seed: str) -> None:
    code = paper_codes.derive_code(seed, 1)
    assert paper_codes.group_in_fours(paper_codes.tidy_code(code.lower())) == code


def test_codes_outlive_a_change_of_key() -> None:
    code = paper_codes.new_code()
    before = paper_codes.code_digest(code)
    with override_settings(SECRET_KEY="new" * 20):
        assert paper_codes.code_digest(code) != before
        assert before not in paper_codes.code_digests(code)
        with override_settings(SECRET_KEY_FALLBACKS=["only-for-tests-" * 5]):
            assert before in paper_codes.code_digests(code)


def test_a_name_to_sign_in_with_has_neither_spaces_nor_accents() -> None:
    assert passphrases.login_name("Zoé-Marie d’Arc") == "zoemariedarc"
