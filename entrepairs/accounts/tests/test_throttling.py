"""Guessing is counted, wherever it comes from, and told clearly."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections, transaction
from django.test import Client, RequestFactory, override_settings

from entrepairs.accounts import throttling
from entrepairs.accounts.tests.ways_in import give_words, send, who
from entrepairs.accounts.throttle_cache import TriesCache
from entrepairs.core import hats
from entrepairs.people.models import Person

IN_THE_TABLE = {
    "default": {
        "BACKEND": "entrepairs.accounts.throttle_cache.TriesCache",
        "LOCATION": "accounts_tries",
    }
}


def limit(action: str, per: str) -> int:
    return next(found.amount for found in throttling.LIMITS[action] if found.per == per)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three from an address, five for a name, ten for everyone."""
    three = (
        throttling.Limit("address", 3, 900),
        throttling.Limit("name", 5, 900),
        throttling.Limit("everyone", 10, 3600),
    )
    monkeypatch.setattr(throttling, "LIMITS", dict.fromkeys(throttling.LIMITS, three))


def guess(address: str, name: str = "amel", secret: str = "one two three four") -> Any:
    browser = Client(headers={"accept-language": "en"}, REMOTE_ADDR=address)
    return send(browser, "/enter/name/", login=name, secret=secret)


def test_after_too_many_tries_from_one_address_one_is_told_how_long_to_wait(
    few: None, amel: Person
) -> None:
    words = give_words(amel)
    assert [guess("192.0.2.1").status_code for _ in range(5)] == [422, 422, 422, 429, 429]
    page = guess("192.0.2.1", secret=words)
    assert page.status_code == 429
    assert "minute" in page.text
    assert 0 < int(page["Retry-After"]) <= 900
    assert "Help now" in page.text
    assert guess("192.0.2.2", secret=words).status_code == 302


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (50, "Wait 1 minute,"),
        (5400, "Wait 90 minutes,"),
        (5401, "Wait 2 hours,"),
        (84000, "24 hours"),
    ],
)
def test_how_long_to_wait_is_said_in_minutes_or_in_hours(
    seconds: int, said: str, client: Client, amel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_asked: object) -> None:
        raise throttling.TooMany(seconds)

    monkeypatch.setattr(throttling, "count_try", refuse)
    page = guess("192.0.2.1")
    assert page.status_code == 429
    assert said in page.text


def test_a_name_is_protected_from_many_addresses(few: None, amel: Person, bruno: Person) -> None:
    give_words(amel)
    give_words(bruno)
    answers = [
        guess(f"192.0.2.{n}", name="AMEL " if n % 2 else "amel").status_code for n in range(7)
    ]
    assert answers == [422] * 5 + [429] * 2
    assert (
        guess("192.0.2.99", name="bruno", secret="abricot bateau cerise dragon").status_code == 302
    )


def test_all_guesses_together_are_limited(few: None, db: None) -> None:
    answers = [guess(f"192.0.2.{n}", name=f"name{n}").status_code for n in range(12)]
    assert answers == [422] * 10 + [429] * 2


def test_what_opened_is_not_a_guess(few: None, amel: Person) -> None:
    words = give_words(amel)
    assert [guess("192.0.2.1", secret=words).status_code for _ in range(6)] == [302] * 6


def test_one_address_alone_cannot_shut_the_door_on_a_name() -> None:
    for action in ("secret", "mail_code"):
        assert limit(action, "name") >= 2 * limit(action, "address")


def test_codes_on_paper_are_counted_whether_looked_at_or_used(
    few: None, client: Client, db: None
) -> None:
    data = {"code": "K7QM-3T9X-WP4D"}
    answers = [
        send(client, "/enter/code/", **data, **({"yes": "1"} if n % 2 else {})).status_code
        for n in range(5)
    ]
    assert answers == [422, 422, 422, 429, 429]


def test_showing_a_page_is_never_counted(few: None, client: Client, db: None) -> None:
    assert {
        client.get(f"/enter/{page}").status_code
        for page in ("", "code/", "name/")
        for _ in range(6)
    } == {200}


def test_an_ipv6_network_is_one_address(rf: RequestFactory) -> None:
    near = [rf.get("/", REMOTE_ADDR=address) for address in ("2001:db8::1", "2001:db8::ffff:2")]
    assert throttling.address_of(near[0]) == throttling.address_of(near[1])
    assert throttling.address_of(near[0]) != throttling.address_of(
        rf.get("/", REMOTE_ADDR="2001:db8:0:1::1")
    )


def test_without_https_nobody_believes_what_a_request_says_of_its_address(
    rf: RequestFactory,
) -> None:
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "198.51.100.7"})
    assert throttling.address_of(request) == "192.0.2.1"
    with override_settings(SECURE_ORIGIN=True, PROXIES=1):
        assert throttling.address_of(request) == "198.51.100.7"
        forged = rf.get(
            "/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"}
        )
        assert throttling.address_of(forged) == "198.51.100.7"
        assert throttling.address_of(rf.get("/", REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"
    with override_settings(SECURE_ORIGIN=True, PROXIES=2):
        assert throttling.address_of(request) == "192.0.2.1"
        assert throttling.address_of(forged) == "203.0.113.9"


def test_counters_tell_neither_names_nor_addresses(rf: RequestFactory) -> None:
    request = rf.get("/", REMOTE_ADDR="192.0.2.1")
    counters = throttling.count_try("secret", request, "nadia@example.org")
    assert [one.split(":")[1:3] for one in counters] == [
        ["secret", "address"],
        ["secret", "name"],
        ["secret", "everyone"],
    ]
    assert not any("192.0.2.1" in one or "nadia" in one for one in counters)


@pytest.fixture
def table(settings: Any) -> TriesCache:
    settings.CACHES = IN_THE_TABLE
    assert isinstance(cache._connections[cache._alias], TriesCache)  # type: ignore[attr-defined]
    return cache  # type: ignore[return-value]


@pytest.mark.django_db(databases=["default", "tries"], transaction=False)
class TestTheTable:
    """The counters where they really are."""

    def test_they_are_read_and_written_under_the_gate_hat(self, table: Any) -> None:
        assert table.add("x", 0, 60)
        assert not table.add("x", 5, 60)
        assert table.incr("x") == 1
        assert table.decr("x") == 0
        table.set("y", {"to": "/", "session": None}, 60)
        assert table.get("y") == {"to": "/", "session": None}
        assert table.get("z", "none") == "none"
        with connections["tries"].cursor() as cursor:
            cursor.execute("select current_user")
            assert cursor.fetchone() == ("entrepairs_gate",)

    def test_a_counter_past_its_time_begins_again(self, table: Any) -> None:
        table.set("x", 7, -1)
        assert table.get("x") is None
        with pytest.raises(ValueError, match="not found"):
            table.incr("x")
        assert table.add("x", 0, 60)
        assert table.incr("x") == 1

    def test_many_names_do_not_wipe_the_counters_of_others(self, table: Any) -> None:
        table.set("kept", 3, 60)
        for number in range(400):
            table.add(f"n{number}", 0, 60)
        assert table.get("kept") == 3

    def test_a_try_counts_though_its_request_is_rolled_back(
        self, table: Any, rf: RequestFactory
    ) -> None:
        with hats.gate():
            counters = throttling.count_try("secret", rf.post("/"), "amel")
            transaction.set_rollback(True)
        assert [table.get(one) for one in counters] == [1, 1, 1]
        with suppress(ZeroDivisionError), hats.gate(), transaction.atomic():
            throttling.count_try("secret", rf.post("/"), "amel")
            raise ZeroDivisionError
        assert [table.get(one) for one in counters] == [2, 2, 2]

    def test_a_sign_in_works_with_them(self, table: Any, amel: Person, client: Client) -> None:
        words = give_words(amel)
        assert send(client, "/enter/name/", login="amel", secret=words).status_code == 302
        assert who(client) == amel.pk


def test_no_sum_over_everyone_shuts_the_door_on_secrets_nobody_guesses() -> None:
    for action in ("code", "passkey"):
        assert {found.per for found in throttling.LIMITS[action]} == {"address"}


@pytest.mark.parametrize(
    ("near", "far", "tries"),
    [
        ("2001:db8:0:{n:x}::1", "2001:db8:1::1", 30),  # of one /48
        ("2001:db8:0:00{n:02x}::1", "2001:db8:0:100::1", 9),  # of one /56
        ("2001:db8::{n:x}", "2001:db8:0:1::1", 3),  # of one /64
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", 3),
    ],
)
def test_a_network_is_counted_whole_and_the_next_is_not(
    few: None, db: None, near: str, far: str, tries: int
) -> None:
    data = {"code": "K7QM-3T9X-WP4D"}

    def enter(address: str) -> int:
        browser = Client(headers={"accept-language": "en"}, REMOTE_ADDR=address)
        return int(send(browser, "/enter/code/", **data).status_code)

    answers = [enter(near.format(n=n)) for n in range(tries + 1)]
    assert answers.count(422) == tries or 429 in answers
    assert answers[-1] == 429
    assert enter(far) == 422


@pytest.mark.parametrize(
    ("per", "said"),
    [
        ("address", "too many tries from this connection"),
        ("name", "with that name"),
        ("everyone", "closed to everyone"),
    ],
)
def test_the_words_say_what_was_counted(
    monkeypatch: pytest.MonkeyPatch, db: None, per: str, said: str
) -> None:
    monkeypatch.setattr(
        throttling,
        "LIMITS",
        dict.fromkeys(throttling.LIMITS, (throttling.Limit(per, 1, 900),)),  # type: ignore[arg-type]
    )
    guess("192.0.2.1")
    answer = guess("192.0.2.1")
    assert answer.status_code == 429
    assert said in answer.text


def test_a_proxy_that_tells_nothing_is_noted_for_doctor(
    rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    request = rf.get("/", REMOTE_ADDR="192.0.2.1")
    with override_settings(SECURE_ORIGIN=True, PROXIES=1):
        for _ in range(2):
            assert throttling.address_of(request) == "192.0.2.1"
    assert cache.get(throttling.PROXY_MISSING)
    assert caplog.text.count("X-Forwarded-For") == 1
