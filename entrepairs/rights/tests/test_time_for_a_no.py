"""What somebody else noted for a person is not done before the person could say no."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Affiliation, Person
from entrepairs.rights import register
from entrepairs.rights.erasing import erase_person
from entrepairs.rights.models import DataRequest
from entrepairs.rights.tests.asking import DAY, PAGE, latest, noted
from entrepairs.tests.posting import As

NOW = timezone.now()


def test_an_erasure_on_paper_waits_14_days_and_a_copy_3_for_a_no(
    david: Person, claire: Person, as_person: As, network: Any, tmp_path: Path
) -> None:
    """Who coordinates could have written the paper."""
    noted(claire, david, as_person, network, standing="self", kind="access")
    copy = latest()
    with pytest.raises(NotPossible, match="may say no until"):
        register.write_copy(copy.key, "Pour la remettre", tmp_path / "copy.zip", NOW + 2 * DAY)
    assert not (tmp_path / "copy.zip").exists()
    register.write_copy(copy.key, "Pour la remettre", tmp_path / "copy.zip", NOW + 4 * DAY)
    noted(claire, david, as_person, network, standing="self", kind="erase")
    erasure = latest()
    with pytest.raises(NotPossible, match="may say no until"):
        register.answer_request(erasure.key, "Fait", now=NOW + 13 * DAY)
    register.answer_request(erasure.key, "Fait", now=NOW + 15 * DAY)
    with hats.system("test"):
        assert not Person.objects.filter(pk=david.pk).exists()


def test_nobody_who_came_since_is_erased_as_dead(
    david: Person, claire: Person, as_person: As, network: Any
) -> None:
    noted(claire, david, as_person, network, standing="relative", kind="died")
    with hats.system("test"):
        Deed.objects.create(by_person=david.pk, verb="x", room="rights", at=NOW + 2 * DAY)
    with pytest.raises(NotPossible, match="was here since"):
        register.answer_request(latest().key, "Fait", now=NOW + 15 * DAY)
    with hats.system("test"):
        assert Person.objects.filter(pk=david.pk).exists()
        assert DataRequest.objects.get().answered_at is None


def test_who_noted_requests_is_erased_and_they_stay(
    amel: Person, eve: Person, claire: Person, as_person: As, network: Any
) -> None:
    as_person(amel).post(PAGE, {"kind": "object", "words": "mots", "once": uuid4()})
    noted(claire, amel, as_person, network, standing="self", kind="object")
    with hats.system("test"):
        Affiliation.objects.create(organisation=network.escale, person=eve, coordinator=True)
    erase_person(claire.pk)
    with hats.system("test"):
        kept = DataRequest.objects.filter(person=amel, called_off_at=None)
        assert sorted(kept.values_list("on_paper", flat=True)) == [False, True]
