"""DOI and ISBN: as people paste them, in one spelling, and checked."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# https://www.crossref.org/documentation/member-setup/constructing-your-dois/
DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
BEFORE_DOI = re.compile(r"^(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)", re.IGNORECASE)
BEFORE_ISBN = re.compile(r"^ISBN(?:-1[03])?:?\s*", re.IGNORECASE)


def clean_doi(text: str) -> str:
    """10.1000/xyz, of that or of its address."""
    doi = BEFORE_DOI.sub("", text.strip())
    if doi and not DOI.fullmatch(doi):
        raise ValidationError(
            _("A DOI begins with 10, as 10.1000/182. Check “%(value)s”.") % {"value": text[:60]},
            code="doi",
        )
    return doi


def clean_isbn(text: str) -> str:
    """With its hyphens as they were typed, once its last digit agrees with the others."""
    isbn = "-".join(BEFORE_ISBN.sub("", text.strip()).replace("‑", "-").split()).upper()
    digits = isbn.replace("-", "")
    if isbn and not (is_isbn_10(digits) or is_isbn_13(digits)):
        raise ValidationError(
            _("This ISBN has a mistake. It has 10 or 13 digits. Check “%(value)s”.")
            % {"value": text[:60]},
            code="isbn",
        )
    return isbn


def is_isbn_13(digits: str) -> bool:
    """https://www.isbn-international.org/content/isbn-users-manual"""
    if not re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return False
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def is_isbn_10(digits: str) -> bool:
    if not re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII):
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * (10 - at) for at, value in enumerate(values)) % 11 == 0
