"""Persons, what they tell, the organisations they belong to, the circles they meet in."""

from entrepairs.people.models.circles import Circle, Membership
from entrepairs.people.models.facets import ALL_SLOTS, Facet
from entrepairs.people.models.folding import fold
from entrepairs.people.models.organisations import (
    Affiliation,
    CoordinationRefusal,
    Opening,
    OpeningHours,
    Organisation,
)
from entrepairs.people.models.persons import Block, Person, Restriction, SearchTerm

__all__ = [
    "ALL_SLOTS",
    "Affiliation",
    "Block",
    "Circle",
    "CoordinationRefusal",
    "Facet",
    "Membership",
    "Opening",
    "OpeningHours",
    "Organisation",
    "Person",
    "Restriction",
    "SearchTerm",
    "fold",
]
