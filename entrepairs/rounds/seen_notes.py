"""What coordinators see of a person in matching rounds, told to that person."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from entrepairs.pairs.models import RoundOptIn
from entrepairs.people.models import Affiliation

# What opens it to coordinators.
OPENS = ("rounds_suggestion", "rounds_to_read", "count_waiting")


def note_rounds(affiliations: Sequence[Affiliation]) -> Mapping[int, Sequence[Any]]:
    """Whether the person agreed to be in them, which only that person reads. One query."""
    agreed = set(
        RoundOptIn.objects.filter(
            person=affiliations[0].person_id,
            organisation__in=[one.organisation_id for one in affiliations],
        ).values_list("organisation", flat=True)
    )
    return {
        one.organisation_id: [_say_yes() if one.organisation_id in agreed else _say_no()]
        for one in affiliations
    }


def _say_yes() -> str:
    return _(
        "You agreed that this organisation may suggest peers to you. Coordinators see how many "
        "people wait, from 11 people on, without names. While they check a matching round, they "
        "see your name, the name of the peer suggested to you, and what you have in common."
    )


def _say_no() -> str:
    return _("You did not agree that this organisation suggests peers to you.")
