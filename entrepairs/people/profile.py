"""What someone tells, arranged for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.models import Audience
from entrepairs.people import audiences, queries
from entrepairs.people.models import Facet
from entrepairs.people.onboarding import STEP_OF_KIND

TITLES: dict[str, Any] = {
    Facet.Kind.EXPERIENCE: _("What I have lived through"),
    Facet.Kind.NEED: _("What I am looking for"),
    Facet.Kind.OFFER: _("What I can bring"),
    Facet.Kind.LANGUAGE: _("My languages"),
    Facet.Kind.LIMIT: _("My limits"),
    Facet.Kind.AVAILABILITY: _("When"),
    Facet.Kind.PLACE: _("Where"),
}
THEIR_TITLES: dict[str, Any] = TITLES | {
    Facet.Kind.EXPERIENCE: _("Lived experience"),
    Facet.Kind.NEED: _("Looking for"),
    Facet.Kind.OFFER: _("Can bring"),
    Facet.Kind.LANGUAGE: _("Languages"),
    Facet.Kind.LIMIT: _("Limits"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One facet as a page shows it."""

    facet: Facet
    words: str
    note: str

    @classmethod
    def of(cls, facet: Facet) -> "Told":
        note = "" if facet.kind == Facet.Kind.CONTACT else facet.note
        return cls(facet, queries.describe_facet(facet), note)

    @property
    def what(self) -> str:
        return self.facet.what

    @property
    def place(self) -> str:
        """Where it stands on the page."""
        return "told-" + self.facet.what.replace(":", "-")

    @property
    def seen_by(self) -> Any:
        return Audience(self.facet.audience).label

    @property
    def icon(self) -> str:
        return audiences.icon_of(self.facet.audience)

    @property
    def link(self) -> str:
        """For a way to reach someone."""
        scheme = {"phone": "tel:", "email": "mailto:"}.get(self.facet.means, "")
        return scheme + self.facet.note.replace(" ", "") if scheme else ""


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    title: Any
    told: list[Told]

    @property
    def step(self) -> str:
        """The question it answers."""
        return STEP_OF_KIND[self.kind].key


def arrange_sections(
    facets: Iterable[Facet], *, empty: bool = True, titles: dict[str, Any] = TITLES
) -> list[Section]:
    """By kind, in the order of the questions; contact details stand apart."""
    known = list(facets)
    found = [
        Section(kind, titles[kind], [Told.of(facet) for facet in known if facet.kind == kind])
        for kind in STEP_OF_KIND
    ]
    return [section for section in found if empty or section.told]
