"""Names in two parts: as they were said, else as they are most often written."""

import pytest
from django.core.exceptions import ValidationError

from entrepairs.core.person_names import NameParts, read_name, read_orcid, split_name, write_name


@pytest.mark.parametrize(
    ("typed", "shown", "family"),
    [
        ("Lise Dupré", "Lise Dupré", ""),
        ("Dupré, Lise", "Lise Dupré", "Dupré"),
        ("Lise DUPRÉ", "Lise DUPRÉ", "DUPRÉ"),
        ("GARCÍA-LÓPEZ Ana", "GARCÍA-LÓPEZ Ana", "GARCÍA-LÓPEZ"),
        ("de la Tour, Amel", "Amel de la Tour", "de la Tour"),
        ("“Les Passeurs”", "Les Passeurs", "Les Passeurs"),
        ("« Amel Bruno »", "Amel Bruno", "Amel Bruno"),
        ("Association Un pas, Lyon", "Association Un pas, Lyon", ""),
        ("GEM L’Escale", "GEM L’Escale", ""),
        ("AMEL", "AMEL", ""),
    ],
)
def test_what_was_typed_says_which_is_the_family_name(typed: str, shown: str, family: str) -> None:
    assert read_name(typed) == (shown, family)
    assert read_name(write_name(shown, family)) == (shown, family)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Lise Dupré", NameParts("Dupré", "Lise")),
        ("Amel de la Tour", NameParts("de la Tour", "Amel")),
        ("Zine El Abidine Ben Ali", NameParts("El Abidine Ben Ali", "Zine")),
        ("Jean-Paul Le Goff", NameParts("Le Goff", "Jean-Paul")),
        ("Amel", NameParts("Amel")),
        ("Lise D.", NameParts("Lise D.")),
        ("Une marcheuse", NameParts("Une marcheuse")),
        ("Collectif des passeurs", NameParts("Collectif des passeurs")),
        ("GEM L’Escale", NameParts("GEM L’Escale")),
        ("Amel & Bruno", NameParts("Amel & Bruno")),
    ],
)
def test_a_name_that_says_nothing_more_is_split_as_names_are_written(
    name: str, parts: NameParts
) -> None:
    assert split_name(name) == parts


def test_a_family_name_that_is_not_in_the_name_any_more_says_nothing() -> None:
    assert split_name("Une voix", "Dupré") == NameParts("Une voix")
    assert split_name("Kim Su", "Kim") == NameParts("Kim", "Su")


@pytest.mark.parametrize(
    "typed",
    ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000000218250097"],
)
def test_an_orcid_is_read_in_each_of_its_spellings(typed: str) -> None:
    assert read_orcid(typed) == "0000-0002-1825-0097"
    assert read_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize("typed", ["0000-0002-1825-0098", "0000-0002-1825", "orcid.org/x"])
def test_a_mistaken_orcid_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="ORCID"):
        read_orcid(typed)
