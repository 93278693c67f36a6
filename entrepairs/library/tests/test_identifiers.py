"""DOI and ISBN: read in each of their spellings, refused with a mistake."""

import pytest
from django.core.exceptions import ValidationError

from entrepairs.library.identifiers import clean_doi, clean_isbn


@pytest.mark.parametrize(
    "typed", ["10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182", " DOI: 10.1000/182 "]
)
def test_a_doi_is_kept_without_what_stands_before_it(typed: str) -> None:
    assert clean_doi(typed) == "10.1000/182"
    assert clean_doi("") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("978-2-07-036822-8", "978-2-07-036822-8"),
        ("ISBN 978 2 07 036822 8", "978-2-07-036822-8"),
        ("207036822X", "207036822X"),
        ("0-8044-2957-x", "0-8044-2957-X"),
        ("", ""),
    ],
)
def test_an_isbn_is_kept_once_its_last_digit_agrees(typed: str, kept: str) -> None:
    assert clean_isbn(typed) == kept


@pytest.mark.parametrize("typed", ["978-2-07-036822-9", "2070368223", "12", "977-2-07-036822-8"])
def test_a_mistaken_isbn_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="ISBN"):
        clean_isbn(typed)


@pytest.mark.parametrize("typed", ["11.1000/182", "10.1000", "https://example.org/10.1000/182"])
def test_a_mistaken_doi_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="DOI"):
        clean_doi(typed)
