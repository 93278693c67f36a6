"""Notices on a device: turned on by a press, encrypted for that browser, and without a word of what
waits."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import http_ece
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from django.conf import settings as site

from entrepairs.accounts.models import Session
from entrepairs.core import hats
from entrepairs.notices import push, sending
from entrepairs.notices.actions import reaching
from entrepairs.notices.models import ChosenWays, Device
from entrepairs.notices.tests.reached import (
    NOON,
    BrowserOfTests,
    ServerOfTests,
    choose,
    give_device,
    server_of_tests,
    tell,
)
from entrepairs.notices.ways import NotSent
from entrepairs.people.models import Person


@pytest.fixture
def pushes(settings: Any) -> Iterator[ServerOfTests]:
    settings.PUSH_LOOPBACK = True
    with server_of_tests() as server:
        yield server


def devices_of(person: Person) -> list[Device]:
    with hats.person(person.pk):
        return list(Device.objects.order_by("pk"))


def turn_on(client: Any, subscription: Any) -> Any:
    given = {"subscription": json.dumps(subscription), "once": str(uuid4())}
    agent = {"user-agent": "Mozilla/5.0 (Linux; Android 10) Chrome/80"}
    return client.post("/notices/devices/on/", given, headers=agent, follow=True)


def bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_what_is_pushed_is_read_by_that_browser_and_tells_nothing(
    amel: Person, pushes: ServerOfTests
) -> None:
    browser = give_device(amel, f"{pushes.url}/amel")
    tell(amel)
    assert sending.send_due(NOON) == 1
    heard = pushes.heard[0]
    assert browser.read(heard.body) == {"title": "Vous avez une nouvelle notification"}
    assert b"notification" not in heard.body
    assert heard.headers["content-encoding"] == "aes128gcm"
    other = BrowserOfTests("https://push.example/other")
    with pytest.raises(http_ece.ECEException):
        other.read(heard.body)


def test_it_is_signed_with_the_key_of_the_site_and_does_not_outlast_the_evening(
    amel: Person, pushes: ServerOfTests, settings: Any
) -> None:
    settings.CONTACT = "contact@pairs.example"
    give_device(amel, f"{pushes.url}/amel")
    choose(amel, "push", quiet_from=15, quiet_until=16)
    tell(amel)
    sending.send_due(NOON)
    headers = pushes.heard[0].headers
    assert 1 <= int(headers["ttl"]) <= 3 * 3600
    scheme, _, words = headers["authorization"].partition(" ")
    parts = dict(part.split("=", 1) for part in words.split(","))
    head, claims, signature = parts["t"].split(".")
    assert scheme == "vapid"
    assert parts["k"] == push.my_public_key()
    told = json.loads(bytes_of(claims))
    assert (told["aud"], told["sub"]) == (pushes.url, "mailto:contact@pairs.example")
    raw = bytes_of(signature)
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(parts["k"]))
    pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))


def test_one_press_turns_a_device_on_and_it_comes_first(amel: Person, as_person: Any) -> None:
    choose(amel, "email", "sms")
    page = turn_on(as_person(amel), BrowserOfTests("https://push.example/amel").subscription).text
    assert "Notifications are on for this device." in page
    assert "Android" in page
    assert "this one" in page
    assert "Turn on notifications on this device" not in page
    assert [device.kind for device in devices_of(amel)] == ["Android"]
    with hats.person(amel.pk):
        assert ChosenWays.objects.get().ways == ["push", "email", "sms"]


def test_the_address_of_a_device_is_kept_encrypted(amel: Person) -> None:
    from django.db import connection

    give_device(amel, "https://push.example/secret")
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select d::text from notices_device d")
        assert "push.example" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/x",
        "https://127.0.0.1/x",
        "https://10.0.0.7/x",
        "https://[::1]/x",
        "https://name:word@push.example/x",
        "ftp://push.example/x",
        "https://push.example:port/x",
        "https:///x",
        "x",
        None,
        7,
        "https://push.example/" + "x" * 2000,
    ],
)
def test_an_address_that_requests_may_not_go_to_is_refused(
    amel: Person, as_person: Any, endpoint: Any
) -> None:
    given = BrowserOfTests("").subscription | {"endpoint": endpoint}
    page = turn_on(as_person(amel), given).text
    assert "This browser did not give what is needed." in page
    assert devices_of(amel) == []


@pytest.mark.parametrize("given", ["", "[]", "{}", '{"endpoint": "https://push.example/x"}'])
def test_what_is_no_subscription_is_refused(amel: Person, as_person: Any, given: str) -> None:
    answer = as_person(amel).post(
        "/notices/devices/on/", {"subscription": given, "once": str(uuid4())}
    )
    assert answer["Location"] == "/notices/"
    assert devices_of(amel) == []


def test_no_request_goes_to_a_private_address_whatever_its_name(
    amel: Person, pushes: ServerOfTests, settings: Any, monkeypatch: Any
) -> None:
    """The name was public when the device was turned on; now it means this machine."""
    port = int(pushes.url.rpartition(":")[2])
    give_device(amel, f"https://push.example:{port}/amel")
    settings.PUSH_LOOPBACK = False
    import socket

    find = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _host, *more, **how: find("127.0.0.1", *more, **how)
    )
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it was knocked at"))
    tell(amel)
    with pytest.raises(Exception, match="private address"):
        sending.send_to(amel.pk, NOON)
    assert pushes.heard == []


def test_a_redirect_is_not_followed(amel: Person, pushes: ServerOfTests) -> None:
    pushes.status = 302
    give_device(amel, f"{pushes.url}/amel")
    tell(amel)
    with pytest.raises(Exception, match="302"):
        sending.send_to(amel.pk, NOON)
    assert [one.path for one in pushes.heard] == ["/amel"]


def test_of_two_devices_one_that_is_gone_is_forgotten_alone(
    amel: Person, pushes: ServerOfTests
) -> None:
    give_device(amel, f"{pushes.url}/amel")
    with server_of_tests(status=404) as gone:
        give_device(amel, f"{gone.url}/gone")
        tell(amel)
        assert sending.send_due(NOON) == 1
    kept = devices_of(amel)
    assert [device.reached_at for device in kept] == [NOON]


def test_devices_that_do_not_answer_keep_nobody_waiting(
    amel: Person, pushes: ServerOfTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that was reached last is tried first; after half a minute, no other."""
    for name in ("slow", "slower", "good"):
        give_device(amel, f"{pushes.url}/{name}")
    with hats.system("test"):
        good = Device.objects.latest("pk")
        Device.objects.filter(pk=good.pk).update(reached_at=NOON)
    tried: list[str] = []
    clock = iter(range(0, 1000, 16))  # each look at it is 16 seconds later

    def reach(device: Device, *_said: object) -> NotSent | None:
        tried.append(json.loads(device.subscription)["endpoint"].rpartition("/")[2])
        return None if device.pk == good.pk else NotSent("no answer")

    monkeypatch.setattr(push, "reach", reach)
    monkeypatch.setattr(push, "monotonic", lambda: next(clock))
    choose(amel, "push")
    tell(amel)
    assert sending.send_due(NOON) == 1
    assert tried == ["good"]


def test_a_device_is_turned_off_by_its_person_alone(
    amel: Person, bruno: Person, as_person: Any
) -> None:
    give_device(amel)
    path = f"/notices/devices/{devices_of(amel)[0].key}/off/"
    assert as_person(bruno).post(path, {"once": str(uuid4())}).status_code == 404
    assert len(devices_of(amel)) == 1
    page = as_person(amel).post(path, {"once": str(uuid4())}, follow=True).text
    assert "Notifications are off for this device." in page
    assert devices_of(amel) == []


def test_one_browser_is_one_device_who_had_it_before_has_it_no_more(
    amel: Person, bruno: Person, as_person: Any
) -> None:
    shared = BrowserOfTests("https://push.example/shared").subscription
    turn_on(as_person(amel), shared)
    turn_on(as_person(bruno), shared)
    assert devices_of(amel) == []
    assert len(devices_of(bruno)) == 1


def test_of_very_many_devices_the_oldest_go(amel: Person, as_person: Any) -> None:
    client = as_person(amel)
    for number in range(reaching.MOST_DEVICES + 2):
        turn_on(client, BrowserOfTests(f"https://push.example/{number}").subscription)
    kept = [json.loads(one.subscription)["endpoint"] for one in devices_of(amel)]
    assert kept == [f"https://push.example/{number}" for number in range(2, len(kept) + 2)]
    assert len(kept) == reaching.MOST_DEVICES


def test_signing_out_ends_what_that_device_is_told_and_nothing_else_does(
    amel: Person, as_person: Any
) -> None:
    here, elsewhere = as_person(amel), as_person(amel)
    turn_on(here, BrowserOfTests("https://push.example/here").subscription)
    turn_on(elsewhere, BrowserOfTests("https://push.example/elsewhere").subscription)
    here.get("/today/")
    session = here.session
    with hats.gate():
        session.cycle_key()  # as when four words are chosen: the session goes on under another key
        session.save()
    here.cookies[site.SESSION_COOKIE_NAME] = session.session_key
    assert len(devices_of(amel)) == 2
    here.post("/account/logout/", {"once": str(uuid4())})
    assert len(devices_of(amel)) == 1


@pytest.mark.parametrize(
    ("kind", "told"), [("Android", True), ("iPhone", True), ("Windows", False), ("", False)]
)
def test_where_a_session_expires_a_phone_is_still_told_and_a_computer_is_not(
    amel: Person, as_person: Any, kind: str, told: bool
) -> None:
    """Of a computer in an association, the next person would read that something waits."""
    client = as_person(amel)
    turn_on(client, BrowserOfTests("https://push.example/here").subscription)
    with hats.system("test"):
        Device.objects.update(kind=kind)
    with hats.gate():
        Session.objects.update(expire_date=NOON)
        Session.objects.all().delete()  # as the nightly job does
    assert len(devices_of(amel)) == told
