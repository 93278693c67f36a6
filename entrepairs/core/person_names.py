"""Names of people as references sort them: the family name apart from the given ones.

What somebody wants to be called is kept as it was said. `family` is the part of it that was said to
be the family name: the whole of it for a collective or a single name, nothing when nobody said.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

QUOTED = re.compile(r'^[“«"]\s*(.+?)\s*[”»"]$')
# What begins a family name without being all of it: de la Tour, van Gogh, El Amrani.
PARTICLES = frozenset(
    {
        "af",
        "al",
        "ap",
        "ben",
        "bin",
        "da",
        "dal",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "den",
        "der",
    }
    | {"des", "di", "do", "dos", "du", "el", "la", "le", "les", "lo", "los", "san", "ter", "ten"}
    | {"van", "vande", "vom", "von", "zu", "zur"}
)
# What names a group of people, in either language.
COLLECTIVE = re.compile(
    r"\b(une?|anonym\w*|les|the|et|and|pour|for|collecti\w*|associ\w*|groupe?s?|équipe\w*|equipe\w*|team|réseau\w*|"
    r"network|fédération|federation|union|centre|center|institut\w*|universit\w*|école|school|"
    r"hôpital|hospital|chu|gem|comité|committee|commission|conseil|council|ministère|ministry|"
    r"fondation|foundation|laboratoire|laborator\w*|service|atelier|maison|club|société|society|"
    r"agence|agency|ville|région|peers|pairs|membres|members|participants)\b|[\d&@/+]",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in two parts. A collective has no given one, nor has a single name."""

    family: str
    given: str = ""

    @property
    def literal(self) -> bool:
        return not self.given

    @property
    def sorted_form(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


def read_name(text: str) -> tuple[str, str]:
    """What is shown, and the family name in it, of what somebody typed.

    “Dupré, Lise” is Lise Dupré; a name between quotes is one name; Lise DUPRÉ says it too.
    """
    text = " ".join(text.split())
    if found := QUOTED.match(text):
        return found[1], found[1]
    family, comma, given = (part.strip() for part in text.partition(","))
    if COLLECTIVE.search(text):
        return text, ""
    if comma and family and given and "," not in given:
        return f"{given} {family}", family
    words = text.split()
    loud = [word for word in words if CAPITALS.fullmatch(word) and word == word.upper()]
    if loud and len(loud) < len(words) and " ".join(loud) in text:
        return text, " ".join(loud)
    return text, ""


def write_name(name: str, family: str) -> str:
    """As read_name reads it again."""
    if not family or read_name(name) == (name, family):
        return name
    if family == name:
        return f"“{name}”"
    given = given_part(name, family)
    return f"{family}, {given}" if f"{given} {family}" == name else name


def given_part(name: str, family: str) -> str:
    start = name.find(family)
    return " ".join((name[:start] + name[start + len(family) :]).split())


def split_name(name: str, family: str = "") -> NameParts:
    """In two parts: as it was said; else as names are most often written, given ones first."""
    if family and family in name:
        return NameParts(family, given_part(name, family))
    words = name.split()
    if not 2 <= len(words) <= 5 or COLLECTIVE.search(name) or len(words[-1].rstrip(".")) < 2:
        return NameParts(name)
    first = next(
        (at for at, word in enumerate(words) if at and is_particle(word, words[at + 1 :])),
        len(words) - 1,
    )
    return NameParts(" ".join(words[first:]), " ".join(words[:first]))


def is_particle(word: str, after: list[str]) -> bool:
    return bool(after) and word.lower() in PARTICLES


def check_orcid(value: str) -> None:
    """ISO 7064, MOD 11-2: https://support.orcid.org/hc/articles/360006897674."""
    total = 0
    digits = value.replace("-", "")
    if re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", value, re.ASCII):
        for digit in digits[:-1]:
            total = (total + int(digit)) * 2
        if "0123456789X"[(12 - total % 11) % 11] == digits[-1]:
            return
    raise ValidationError(
        _("An ORCID has 16 digits, as 0000-0002-1825-0097. Check “%(value)s”."),
        params={"value": value[:60]},
        code="orcid",
    )


def is_orcid(text: str) -> bool:
    """It wants to be one, right or wrong."""
    return "orcid.org" in text or bool(re.fullmatch(r"\d{4}([ -]?[\dXx]{4}){2,4}", text.strip()))


def read_orcid(text: str) -> str:
    """Of an address of orcid.org, or of the number alone."""
    digits = re.sub(r"^(https?://)?(www\.)?orcid\.org/|[\s‑-]", "", text.strip()).upper()
    if not digits:
        return ""
    orcid = "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))
    check_orcid(orcid)
    return orcid


class NamedModel(models.Model):
    """The columns of someone who is named, with `name` as they chose it."""

    family = models.CharField(max_length=300, blank=True, default="", db_default="")
    orcid = models.CharField(max_length=19, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    @property
    def parts(self) -> NameParts:
        named: Any = self
        return split_name(named.name, self.family)
