"""Forgetting the hat is an error; with it, the database decides."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import InternalError, OperationalError

from entrepairs.core import hats
from entrepairs.people.models import Person


def refused() -> Any:
    return pytest.raises((ProgrammingError, InternalError, OperationalError))


def test_without_a_hat_nothing_can_be_read(db: None) -> None:
    with refused() as error, transaction.atomic():
        Person.objects.count()
    assert error.value is not None  # "permission denied", or not even the schema is open


def test_a_stranger_sees_nobody(network: Any) -> None:
    with hats.person(None):
        assert not Person.objects.exists()


def test_everyone_sees_themselves(amel: Person) -> None:
    with hats.person(amel.pk):
        assert Person.objects.get(pk=amel.pk) == amel


def test_the_former_hat_is_back_after_an_inner_one(amel: Person, eve: Person) -> None:
    with hats.person(eve.pk):
        with hats.system("test"):
            assert Person.objects.count() == 6
        assert list(Person.objects.all()) == [eve]
        assert hats.worn() == hats.Hat("person", eve.pk)


def test_the_former_hat_is_back_after_an_error_inside(amel: Person, eve: Person) -> None:
    with hats.person(eve.pk):
        with refused(), hats.gate():
            Person.objects.create(name="You have not blocked anyone")
        assert list(Person.objects.all()) == [eve]


def test_a_read_only_hat_refuses_to_write(amel: Person) -> None:
    with refused() as error, hats.person(amel.pk, read_only=True):
        Person.objects.filter(pk=amel.pk).update(name="Amelle")
    assert "read-only" in str(error.value)


def test_after_the_last_hat_there_is_no_right_left(amel: Person) -> None:
    with hats.person(amel.pk):
        pass
    with refused(), transaction.atomic():
        Person.objects.count()


def test_one_statement_puts_on_a_hat(amel: Person, queries: Callable[[], Any]) -> None:
    with queries() as made, hats.person(amel.pk, read_only=True):
        pass
    assert len(made) == 2  # on, and (because this test is itself inside a transaction) off again


def test_a_system_hat_says_why() -> None:
    with pytest.raises(ValueError, match="why"):
        hats.system("")


@pytest.mark.parametrize(
    "table",
    [
        "accounts_account",
        "accounts_session",
        "accounts_entrycode",
        "account_emailaddress",
        "mfa_authenticator",
    ],
)
def test_with_the_person_hat_no_account_can_be_read(amel: Person, table: str) -> None:
    with refused() as error, hats.person(amel.pk), connection.cursor() as cursor:
        cursor.execute(f"select * from {table}")
    assert "permission denied" in str(error.value)
