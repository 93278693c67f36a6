"""Each notice goes by one way, the first that its person chose and has; where that fails, by the
next."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail

from entrepairs.core import hats
from entrepairs.notices import jobs, sending
from entrepairs.notices.models import Device, Notice, Preference, WayOfDay
from entrepairs.notices.tests.addresses import give_address
from entrepairs.notices.tests.reached import (
    NOON,
    BrowserOfTests,
    ServerOfTests,
    choose,
    give_device,
    give_number,
    server_of_tests,
    tell,
)
from entrepairs.people.models import Person


@pytest.fixture
def pushes(gateway: ServerOfTests, settings: Any) -> Iterator[ServerOfTests]:
    settings.PUSH_LOOPBACK = True
    with server_of_tests() as server:
        yield server


@pytest.fixture
def reached(amel: Person, pushes: ServerOfTests) -> BrowserOfTests:
    """Amel has all three ways."""
    give_address(amel)
    give_number(amel)
    return give_device(amel, f"{pushes.url}/amel")


def left(pushes: ServerOfTests, gateway: ServerOfTests) -> tuple[int, int, int]:
    return len(pushes.heard), len(mail.outbox), len(gateway.heard)


@pytest.mark.parametrize(
    ("chosen", "came"),
    [
        (None, (1, 0, 0)),
        (["push", "email", "sms"], (1, 0, 0)),
        (["email", "push"], (0, 1, 0)),
        (["sms", "email"], (0, 0, 1)),
        ([], (0, 0, 0)),
    ],
)
@pytest.mark.usefixtures("reached")
def test_a_notice_goes_by_the_first_way_alone(
    amel: Person,
    pushes: ServerOfTests,
    gateway: ServerOfTests,
    chosen: list[str] | None,
    came: tuple[int, int, int],
) -> None:
    if chosen is not None:
        choose(amel, *chosen)
    tell(amel)
    assert sending.send_due(NOON) == min(1, sum(came))
    assert left(pushes, gateway) == came
    later = NOON + dt.timedelta(hours=2)
    assert sending.send_due(later) == 0  # nothing is told twice
    assert left(pushes, gateway) == came


@pytest.mark.usefixtures("reached")
def test_what_fails_falls_back_to_the_next_way_and_is_counted(
    amel: Person, pushes: ServerOfTests, gateway: ServerOfTests
) -> None:
    choose(amel, "push", "sms", "email")
    pushes.status, gateway.status = 500, 500
    tell(amel)
    assert sending.send_due(NOON) == 1
    assert left(pushes, gateway) == (1, 1, 1)
    with hats.system("test"):
        found = {one.way: (one.sent, one.failed) for one in WayOfDay.objects.all()}
        words = set(WayOfDay.objects.values_list("trouble", flat=True))
    assert found == {"push": (0, 1), "sms": (0, 1), "email": (1, 0)}
    assert words == {"", "push service answered 500", "gateway answered 500"}


@pytest.mark.usefixtures("reached")
def test_where_every_way_fails_it_is_tried_again_later(
    amel: Person, pushes: ServerOfTests, gateway: ServerOfTests
) -> None:
    choose(amel, "push", "sms")
    pushes.status, gateway.status = 500, 400
    tell(amel)
    assert sending.send_due(NOON, again=jobs.tell_person) == 0
    pushes.status = 201
    sending.send_to(amel.pk, NOON)
    assert left(pushes, gateway) == (2, 0, 1)
    assert sending.send_due(NOON + dt.timedelta(hours=2)) == 0


def test_a_way_that_is_chosen_and_not_there_is_passed_over(
    amel: Person, gateway: ServerOfTests
) -> None:
    choose(amel, "push", "email", "sms")
    tell(amel)
    assert sending.send_due(NOON) == 0
    give_number(amel)
    assert sending.send_due(NOON) == 1  # nothing was marked as sent
    assert len(gateway.heard) == 1


@pytest.mark.usefixtures("reached")
def test_a_kind_that_is_off_is_sent_by_no_way_and_a_code_by_any(
    amel: Person, pushes: ServerOfTests, gateway: ServerOfTests
) -> None:
    choose(amel)
    with hats.system("test"):
        Preference.objects.create(person=amel, kind="all")
    tell(amel)
    assert sending.send_due(NOON) == 0
    tell(amel, "a code", kind="code")
    assert sending.send_due(NOON) == 1
    assert left(pushes, gateway) == (1, 0, 0)
    with hats.system("test"):
        assert list(Notice.objects.filter(sent_at=None).values_list("kind", flat=True)) == [
            "message"
        ]


@pytest.mark.usefixtures("reached")
def test_what_falls_in_quiet_hours_leaves_after_them_once(
    amel: Person, pushes: ServerOfTests
) -> None:
    choose(amel, "push", quiet_from=12, quiet_until=15)
    noon = NOON.replace(hour=11, minute=30)  # half past twelve in Paris, in winter
    tell(amel, "x", at=noon)
    tell(amel, "y", at=noon)
    assert sending.send_due(noon) == 0
    after = [noon + dt.timedelta(hours=hours) for hours in (1, 2, 3, 4)]
    assert [sending.send_due(moment) for moment in after].count(1) == 1
    assert len(pushes.heard) == 1


@pytest.mark.usefixtures("reached")
def test_the_same_hour_twice_means_no_quiet_hours(amel: Person, pushes: ServerOfTests) -> None:
    choose(amel, "push", quiet_from=8, quiet_until=8)
    night = NOON.replace(hour=2)
    tell(amel, at=night)
    assert sending.send_due(night) == 1
    assert len(pushes.heard) == 1


def test_a_mail_server_that_is_away_holds_up_no_other_way(
    amel: Person, bruno: Person, pushes: ServerOfTests, monkeypatch: Any
) -> None:
    def away(self: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", away)
    give_address(amel)
    give_device(bruno, f"{pushes.url}/bruno")
    tell(amel)
    tell(bruno)
    assert sending.send_due(NOON, again=jobs.tell_person) == 1
    assert len(pushes.heard) == 1


@pytest.mark.usefixtures("reached")
def test_a_device_that_is_gone_is_forgotten_and_the_next_way_takes_over(
    amel: Person, pushes: ServerOfTests, gateway: ServerOfTests
) -> None:
    pushes.status = 410
    tell(amel)
    assert sending.send_due(NOON) == 1
    assert left(pushes, gateway) == (1, 1, 0)
    with hats.system("test"):
        assert not Device.objects.exists()
