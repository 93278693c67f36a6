"""Two people at the same moment, on two real connections: no place is given twice, none is lost."""

import datetime as dt
import threading
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.events.tests.making import an_event
from entrepairs.registrations import actions
from entrepairs.registrations.models import Registration, secret_of
from entrepairs.tests.committed import as_superuser, committed

__all__ = ["committed"]


def an_open_event(network: Network, **columns: Any) -> Event:
    day = timezone.localdate() + dt.timedelta(days=10)
    return an_event(
        network.escale,
        network.people["Claire"],
        starts_on=day,
        ends_on=day,
        registers=True,
        **columns,
    )


def ask(event: Event, name: str) -> str:
    with hats.person(None):
        return actions.register_for_event(
            event=event, name=name, mail="x@mail.example", needs="", once=uuid4(), by=None
        )


def confirm(key: str) -> None:
    one = Registration.objects.with_key(key)
    assert one is not None
    actions.confirm_registration(registration=one, secret=secret_of(key))


def register(event: Event, name: str) -> str:
    key = ask(event, name)
    with hats.person(None):
        confirm(key)
    return key


def as_strangers_at_once(first: Any, second: Any) -> None:
    """The first is done, not committed, when the second begins; it commits once that one waits."""

    def run() -> None:
        with hats.person(None):
            second()
        connection.close()

    other = threading.Thread(target=run)
    with hats.person(None):
        first()
        other.start()
        with as_superuser() as watching:
            asked = (
                "select exists (select from pg_stat_activity "
                "where datname = %s and wait_event_type = 'Lock')"
            )
            while (
                other.is_alive()
                and not watching.execute(asked, [connection.settings_dict["NAME"]]).fetchone()[0]
            ):
                other.join(0.01)
    other.join(30)


def states() -> list[tuple[str, str]]:
    with hats.system("test"):
        return list(Registration.objects.order_by("pk").values_list("name", "state"))


def test_two_places_given_back_at_once_go_to_two_who_wait(committed: Network) -> None:
    event = an_open_event(committed, capacity=2)
    amel, bruno, *_waiting = [register(event, name) for name in ("Amel", "Bruno", "Zoé", "Tom")]

    def give_back(key: str) -> None:
        one = Registration.objects.with_key(key)
        assert one is not None
        actions.cancel_registration(registration=one, once=uuid4(), by=None)

    as_strangers_at_once(lambda: give_back(amel), lambda: give_back(bruno))
    assert states() == [
        ("Amel", "cancelled"),
        ("Bruno", "cancelled"),
        ("Zoé", "place"),
        ("Tom", "place"),
    ]


def test_the_last_place_goes_to_one_of_two(committed: Network) -> None:
    event = an_open_event(committed, capacity=1)

    zoe, tom = (ask(event, name) for name in ("Zoé", "Tom"))
    as_strangers_at_once(lambda: confirm(zoe), lambda: confirm(tom))
    assert states() == [("Zoé", "place"), ("Tom", "waiting")]
