"""The page of notifications: which kinds, by which ways, at which hours."""

from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.notices.kinds import chosen_kinds
from entrepairs.notices.models import ChosenWays, Preference
from entrepairs.notices.tests.addresses import give_address
from entrepairs.notices.tests.reached import give_device

ADDRESS = "/notices/"
HOURS = {"quiet_from": 21, "quiet_until": 8}


def refused(person: Any) -> set[str]:
    with hats.person(person.pk):
        return set(Preference.objects.values_list("kind", flat=True))


def ways_of(person: Any) -> list[str]:
    with hats.person(person.pk):
        return list(ChosenWays.objects.get().ways)


def save(client: Any, **values: Any) -> Any:
    return client.post(ADDRESS, {**HOURS, "once": str(uuid4()), **values})


def test_who_has_no_way_is_told_where_notices_are_and_what_there_is(
    amel: Any, as_person: Any, settings: Any
) -> None:
    settings.TEXTS_LEAVE = True
    page = as_person(amel).get(ADDRESS).text
    assert "you see your notifications on the Today page" in page
    assert 'name="kinds"' not in page
    for way in ("On my devices", "By email", "By text message"):
        assert way in page
    assert "says only “You have a new notification”" in page
    assert "You never have to give one" in page


def test_a_way_that_is_not_set_up_here_is_not_offered(
    amel: Any, as_person: Any, settings: Any
) -> None:
    settings.MAILS_LEAVE, settings.PUSH_KEY = False, ""
    client = as_person(amel)
    page = client.get(ADDRESS).text
    assert "Not available here" in page
    assert "Add an email address" not in page
    assert "By text message" not in page
    assert client.get("/notices/number/").status_code == 404
    assert client.post("/notices/devices/on/").status_code == 404


def test_the_page_says_which_address_and_never_that_of_another(
    amel: Any, bruno: Any, as_person: Any
) -> None:
    give_address(amel)
    give_address(bruno)
    page = as_person(amel).get(ADDRESS).text
    assert "amel@mail.example" in page
    assert "bruno@mail.example" not in page


def test_an_address_that_was_not_shown_to_be_theirs_is_not_used(amel: Any, as_person: Any) -> None:
    give_address(amel, verified=False)
    page = as_person(amel).get(ADDRESS).text
    assert "you see your notifications on the Today page" in page
    assert "amel@mail.example" not in page


def test_each_kind_is_chosen_by_itself(amel: Any, as_person: Any) -> None:
    give_address(amel)
    client = as_person(amel)
    assert client.get(ADDRESS).text.count(" checked") == len(chosen_kinds())
    answer = save(client, kinds=["message", "reminder"], way_0="email")
    assert answer["Location"] == ADDRESS
    assert refused(amel) == {kind.name for kind in chosen_kinds()} - {"message", "reminder"}
    assert client.get(ADDRESS).text.count(" checked") == 2


def test_no_kind_at_all_refuses_those_of_later_versions_too(amel: Any, as_person: Any) -> None:
    give_address(amel)
    client = as_person(amel)
    save(client, way_0="email")
    assert refused(amel) == {"all"}
    save(client, kinds=["yes"], way_0="email")
    assert "all" not in refused(amel)
    assert "yes" not in refused(amel)


def test_the_ways_are_put_in_order_and_those_to_come_stand_after_them(
    amel: Any, as_person: Any
) -> None:
    give_address(amel)
    give_device(amel)
    client = as_person(amel)
    save(client, kinds=["message"], way_0="email", way_1="push")
    assert ways_of(amel) == ["email", "push", "sms"]
    page = client.get(ADDRESS).text
    assert page.index('value="email" selected') < page.index('value="push" selected')
    save(client, kinds=["message"], way_0="", way_1="push")
    assert ways_of(amel) == ["push", "sms"]
    save(client, kinds=["message"], way_0="email", way_1="email")
    assert ways_of(amel) == ["email", "sms"]


def test_emails_are_stopped_in_one_press_and_other_ways_stay(amel: Any, as_person: Any) -> None:
    give_address(amel)
    client = as_person(amel)
    assert "Stop all emails" in client.get(ADDRESS).text
    once = str(uuid4())
    for _ in range(2):
        assert client.post("/notices/stop/", {"once": once}).status_code == 302
    assert ways_of(amel) == ["push", "sms"]
    assert refused(amel) == set()
    page = client.get(ADDRESS).text
    assert "amel@mail.example" in page
    assert "Stop all emails" not in page
    save(client, kinds=["yes"], way_0="email")
    assert "email" in ways_of(amel)


def test_what_does_not_exist_is_refused_and_the_form_comes_back_filled(
    amel: Any, as_person: Any
) -> None:
    give_address(amel)
    client = as_person(amel)
    for wrong in ({"kinds": ["everything"]}, {"way_0": "pigeon"}, {"quiet_from": 24}):
        answer = save(client, **{"kinds": ["yes"], "way_0": "email", "quiet_until": 6, **wrong})
        assert answer.status_code == 422
        assert 'value="6" selected' in answer.text
    assert refused(amel) == set()


def test_a_stranger_is_led_to_the_door(client: Any) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/enter/")
    assert client.post("/notices/stop/")["Location"].startswith("/enter/")


def test_the_page_makes_few_queries_with_one_device_and_with_thirty(
    amel: Any, as_person: Any, queries: Any
) -> None:
    give_address(amel)
    give_device(amel)
    client = as_person(amel)
    with queries() as made:
        client.get(ADDRESS)
    for _ in range(29):
        give_device(amel)
    with queries() as again:
        assert client.get(ADDRESS).text.count("Turn off this device") == 30
    assert len(again) == len(made) <= 10
