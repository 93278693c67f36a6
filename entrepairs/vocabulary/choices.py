"""Choices of forms, in the language of the page: countries, languages."""

from functools import cache

from babel import Locale
from django.utils.functional import lazy
from django.utils.translation import get_language

from entrepairs.core.bilingual import LANGUAGES
from entrepairs.vocabulary import queries as vocabulary

LONGEST_CODE = 8  # of a language, in the columns of a programme


# Codes of CLDR that name no country: groups of countries, tests of programs, unknown, and parts of
# others that ISO 3166-1 reserves (Ascension, Clipperton, Sark, Diego Garcia, Ceuta and Melilla …).
NO_COUNTRY = frozenset(
    {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
)


def is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NO_COUNTRY


@cache
def _countries_in(language: str) -> list[tuple[str, str]]:
    names = Locale.parse(language).territories
    known = [(code, str(name)) for code, name in names.items() if is_country(code)]
    return [("", "–"), *sorted(known, key=lambda line: fold_name(line[1]))]


def fold_name(name: str) -> str:
    """In the order of a dictionary: É is with E."""
    return name.casefold().translate(str.maketrans("éèêîôåç", "eeeioac"))


countries = lazy(lambda: _countries_in((get_language() or "fr")[:2]), list)


def spoken_languages() -> list[tuple[str, str]]:
    return [
        (concept.key, concept.label)
        for concept in vocabulary.concepts("language")
        if len(concept.key) <= LONGEST_CODE
    ]


def _languages_besides() -> list[tuple[str, str]]:
    return [("", "–"), *(line for line in spoken_languages() if line[0] not in LANGUAGES)]


languages = lazy(spoken_languages, list)
other_languages = lazy(_languages_besides, list)
