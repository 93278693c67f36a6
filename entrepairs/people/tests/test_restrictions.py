"""Who is excluded from a circle by a decision comes back by no way in, until it ends."""

import datetime as dt
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.people.models import Membership, Person, Restriction

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("until", [None, 1, 400])
def test_nobody_enters_what_they_are_excluded_from_for_good_or_for_a_while(
    network: Any, farid: Person, until: int | None
) -> None:
    """As a member, a visitor, or in a role that ends: a delegation, a team."""
    ends = None if until is None else timezone.now() + until * DAY
    with hats.system("test"):
        Restriction.objects.create(
            person=farid, circle=network.group, kind="exclude", until=timezone.now() + DAY
        )
        with pytest.raises(ProgrammingError, match="excluded"), transaction.atomic():
            Membership.objects.create(person=farid, circle=network.group, until=ends)
        assert not Membership.objects.filter(person=farid, circle=network.group).exists()
        Restriction.objects.update(until=timezone.now())
        assert Membership.objects.create(person=farid, circle=network.group, until=ends)
