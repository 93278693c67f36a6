"""People of a programme: one row for each guid, number or name that the file tells."""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entrepairs.core.person_names import read_name, read_orcid
from entrepairs.schedules.formats.read_languages import column_in, country_of
from entrepairs.schedules.formats.read_model import ProgrammeRead, SpeakerRead, derived_guid
from entrepairs.schedules.formats.read_words import Reader

# Each with how many letters the database keeps.
SPEAKER_COLUMNS = {"discipline": 120, "position": 200, "affiliation": 300}
# What files of elsewhere call the two parts of a name.
FAMILY = ("family", "family_name", "last_name", "lastname", "familyName", "surname")
GIVEN = ("given", "given_name", "first_name", "firstname", "givenName")
STRONG = re.compile(r"<br\s*/?>|[;|\n]", re.IGNORECASE)
WEAK = re.compile(r",(?![^(]*\))|\s+(?:et|and|&|und)\s+(?![^(]*\))")
AFFILIATION = re.compile(
    r"(?-i:^[A-Z0-9ÉÈ&/.-]{2,}$)|\d|universit|école|ecole|institut|centre|center|hôpital|hospital|chu\b"
    r"|laborat|associat|fédérat|federat|département|department|collecti|ministère|fondation",
    re.IGNORECASE,
)


class PeopleReader:
    def __init__(self, reader: Reader, programme: ProgrammeRead) -> None:
        self.reader, self.programme = reader, programme

    def read_people(self, people: list[dict[str, Any]], where: str, language: str) -> list[UUID]:
        found = [self.add_person(person, where, language) for person in people]
        return list(dict.fromkeys(guid for guid in found if guid))

    def add_person(self, said: dict[str, Any], where: str, language: str) -> UUID | None:
        """The guid of a person: of the file, else from a number in the file, else from the name."""
        where = str(said.get("where") or where)
        name, family = self.read_name(said, where)
        if not name:
            self.reader.doubt(where, _("there is a person without a name, who is left out"))
            return None
        guid = self.reader.read_guid(said.get("guid"))
        if guid is None:
            number = self.reader.read_line(said.get("id"), where)
            identity = ("person", number) if number else ("speaker", name.casefold())
            guid = derived_guid(*identity)
        row = self.programme.speakers.setdefault(guid, SpeakerRead(where, guid, name, family))
        row.orcid = row.orcid or self.read_orcid(said.get("orcid"), where)
        for column, most in SPEAKER_COLUMNS.items():
            words = self.reader.read_line(said.get(column), where, most)
            if len(words) > len(getattr(row, column)):
                setattr(row, column, words)
        self.read_country(row, said.get("country"), where)
        text = self.reader.read_text(said.get("biography"), where)
        column = column_in("about", language)
        if text and not getattr(row, column):
            setattr(row, column, text)
            row.other_language = language if column == "about_other" else row.other_language
        return guid

    def read_name(self, said: dict[str, Any], where: str) -> tuple[str, str]:
        """As it is shown, and the family name in it when the file says which it is."""
        name = self.reader.read_line(said.get("name"), where)
        family, given = (
            self.reader.read_line(next(filter(None, map(said.get, keys)), ""), where)
            for keys in (FAMILY, GIVEN)
        )
        name = name or f"{given} {family}".strip()
        if family and family in name:
            return name, family
        return (name, "") if self.reader.ours else read_name(name)

    def read_orcid(self, value: Any, where: str) -> str:
        words = self.reader.read_line(value, where, 60)
        try:
            return read_orcid(words)
        except ValidationError as error:
            self.reader.doubt(where, error.messages[0])
            return ""

    def read_country(self, row: SpeakerRead, value: Any, where: str) -> None:
        words = self.reader.read_line(value, where, 120)
        row.country = row.country or country_of(words)
        if words and not country_of(words):
            self.reader.doubt(where, _("no country is called “%(text)s”") % {"text": words[:60]})


def split_people(cell: str) -> tuple[list[dict[str, str]], bool]:
    """The people of one cell, with their affiliations; and whether these were guessed.

    Several are apart by ; | <br> or a line, with what follows a comma as the affiliation of each;
    or by commas, “et” and “and” when there is none of these.
    """
    if STRONG.search(cell):
        parts = [part.strip(" ,") for part in STRONG.split(cell)]
        people = [_person_of(part) for part in parts if part]
        return people, any("affiliation" in person for person in people)
    names = [name.strip() for name in WEAK.split(cell) if name.strip()]
    people, guessed = [], False
    for name in names:
        if people and AFFILIATION.search(name) and "affiliation" not in people[-1]:
            people[-1]["affiliation"], guessed = name, True
        else:
            people.append(_in_brackets(name))
    return people, guessed


def _person_of(part: str) -> dict[str, str]:
    name, _comma, affiliation = part.partition(",")
    found = _in_brackets(name.strip())
    return found | ({"affiliation": affiliation.strip()} if affiliation.strip() else {})


def _in_brackets(name: str) -> dict[str, str]:
    """“Zoé Exemple (IGE)”."""
    if found := re.fullmatch(r"(.+?)\s*\(([^()]{2,})\)", name):
        return {"name": found[1], "affiliation": found[2]}
    return {"name": name}
