"""Organisations that support a group: asked, accepted, and never both sponsor and manager."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.groups.actions.backings import accept_backing, ask_backing, end_backing
from entrepairs.groups.models import Backing
from entrepairs.groups.tests.making import group_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


def test_an_organisation_supports_a_group_once_its_coordinator_says_yes(
    amel: Person, eve: Person, claire: Person, client: Client, network: Any, as_person: As
) -> None:
    group = group_of(amel, eve)
    said = {"organisation": "gem l’escale", "role": "sponsor", "exception": ""}
    answer = as_person(amel).post(f"{group.path}organisations/", said | {"once": str(uuid4())})
    assert answer.status_code == 302
    assert network.escale.name not in client.get(group.path).content.decode()
    with hats.person(amel.pk):
        backing = Backing.objects.get(circle=group.circle)
        with pytest.raises(NotPossible):
            accept_backing(backing=backing, once=uuid4(), by=amel)
    assert (
        "asks your organisation to support it" in as_person(claire).get("/today/").content.decode()
    )
    path = f"{group.path}organisations/{backing.pk}/"
    as_person(claire).post(f"{path}yes/", {"once": str(uuid4())})
    assert network.escale.name in client.get(group.path).content.decode()
    assert as_person(claire).get(f"{group.path}talk/").status_code == 404
    as_person(claire).post(f"{path}end/", {"once": str(uuid4())})
    assert network.escale.name not in client.get(group.path).content.decode()


def test_an_organisation_is_asked_once_and_for_both_roles_only_if_an_exception_says_why(
    amel: Person, eve: Person, network: Any
) -> None:
    group = group_of(amel, eve)
    values: Any = {"circle": group.circle, "organisation": network.escale}
    with hats.person(amel.pk):
        ask_backing(**values, role="sponsor", exception="", once=uuid4(), by=amel)
        with pytest.raises(NotPossible, match="already has this role here, or is asked"):
            ask_backing(**values, role="sponsor", exception="", once=uuid4(), by=amel)
        with pytest.raises(NotPossible, match="two different organisations"):
            ask_backing(**values, role="manager", exception="", once=uuid4(), by=amel)
    with hats.system("test"), pytest.raises(IntegrityError):
        Backing.objects.create(**values, role="manager", asked_by=amel)
    with hats.person(amel.pk):
        why = "GEM pour personnes cérébrolésées"
        ask_backing(**values, role="manager", exception=why, once=uuid4(), by=amel)
        assert Backing.objects.filter(circle=group.circle).count() == 2


@pytest.mark.parametrize("accepted", [False, True])
def test_nobody_who_ends_a_support_writes_who_agreed_to_it(
    amel: Person, eve: Person, claire: Person, network: Any, accepted: bool
) -> None:
    """Amel keeps the group, Claire coordinates the organisation; the yes is hers, once."""
    group = group_of(amel, eve)
    now, yes = Now(), {"accepted_by": claire, "accepted_at": timezone.now()}
    with hats.system("test"):
        values = {"circle": group.circle, "organisation": network.escale, "role": "sponsor"}
        Backing.objects.create(**values, asked_by=amel, **(yes if accepted else {}))
    rows = Backing.objects.filter(circle=group.circle)
    forged: list[dict[str, Any]] = [
        {"until": now, "accepted_by": amel},
        {"until": now, "accepted_by": claire, "accepted_at": now},
        {"until": now, "accepted_at": now},
        {"until": now, "accepted_by": None, "accepted_at": None} if accepted else {"until": None},
        {"accepted_by": None, "accepted_at": now},
    ]
    for who in (amel, claire):
        for values in forged:
            with hats.person(who.pk), pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**values)
    with hats.person(amel.pk):
        assert rows.update(until=now) == 1


def test_an_organisation_that_said_no_is_not_asked_again_for_thirty_days(
    amel: Person, claire: Person, network: Any
) -> None:
    group = group_of(amel)

    def ask() -> Backing:
        with hats.person(amel.pk):
            return ask_backing(
                circle=group.circle,
                organisation=network.escale,
                role="sponsor",
                exception="",
                once=uuid4(),
                by=amel,
            )

    backing = ask()
    with hats.person(claire.pk):
        end_backing(backing=backing, once=uuid4(), by=claire)
    with pytest.raises(NotPossible, match="30 days"):
        ask()
    with hats.person(amel.pk), pytest.raises(ProgrammingError), transaction.atomic():
        Backing.objects.create(
            circle=group.circle, organisation=network.escale, role="sponsor", asked_by=amel
        )
    with hats.system("test"):
        Backing.objects.update(since=timezone.now() - timedelta(days=31))
    ask()
