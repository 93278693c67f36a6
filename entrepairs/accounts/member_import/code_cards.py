"""Codes on paper for the people of an organisation who have no way in yet, and their marks."""

from collections.abc import Sequence
from typing import Any

from entrepairs.accounts.models import CardMark
from entrepairs.people.models import Organisation, Person

VALID_DAYS = 90
LONGEST_MARK = 40
A_SHEET = 400  # cards: what a printer and a phone bear


def people_without_way_in(organisation: Organisation) -> list[Any]:
    """Its people who have never come in, by name, for the coordinator whose hat is worn.

    Each with `given_at`, when they have a card that still opens, `mark`, and whether others are
    called `alike`.
    """
    return list(
        Person.objects.raw(
            "select person_id as id, key, name, language, given_at, mark,"
            " count(*) over (partition by folded) > 1 as alike"
            " from cards_of(%s) where state <> 'in' order by folded, person_id",
            [organisation.pk],
        )
    )


def sheets_to_print(people: Sequence[Any]) -> list[tuple[int, list[Any]]]:
    """Sheets with their numbers: of each part of these people, those who have no card.

    A sheet that was printed leaves the numbers of the others as they were.
    """
    parts = (
        (at // A_SHEET + 1, people[at : at + A_SHEET]) for at in range(0, len(people), A_SHEET)
    )
    sheets = ((number, [one for one in part if one.given_at is None]) for number, part in parts)
    return [(number, part) for number, part in sheets if part]


def marks_of(organisation: Organisation, people: Sequence[Person]) -> dict[int, str]:
    found = CardMark.objects.filter(organisation=organisation, person__in=people)
    return dict(found.values_list("person_id", "words"))
