"""What inviting and writing ask of the database: few statements, under the hat of the person who
does it."""

from collections.abc import Callable
from typing import Any

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once

SYSTEM_ROLE, PERSON_ROLE = hats.ROLES["system"], hats.ROLES["person"]


def roles_worn(statements: list[str]) -> list[str]:
    return [role for one in statements for role in (SYSTEM_ROLE, PERSON_ROLE) if role in one]


def test_inviting_takes_at_most_twenty_statements_under_one_hat(
    wish: Callable[..., Any],
    eve: Person,
    farid: Person,
    as_person: As,
    queries: Callable[[], Any],
) -> None:
    wish(eve)
    wish(farid)
    client = as_person(farid)
    with queries() as made:
        answer = client.post(f"/pairs/invite/{eve.key}/", {"words": "Hello"} | once())
    assert answer["Location"] == "/pairs/invitations/"
    assert len(made) <= 20
    assert roles_worn(made) == [PERSON_ROLE]


def test_a_message_takes_at_most_fourteen_statements_under_one_hat(
    network: Network, amel: Person, as_person: As, queries: Callable[[], Any]
) -> None:
    client = as_person(amel)
    with queries() as made:
        answer = client.post(network.pair.path, {"body": "Hello"} | once())
    assert answer["Location"].startswith(network.pair.path)
    assert len(made) <= 14
    assert roles_worn(made) == [PERSON_ROLE]
