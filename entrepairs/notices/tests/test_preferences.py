from typing import Any
from uuid import uuid4

from entrepairs.core import hats
from entrepairs.notices.kinds import chosen_kinds
from entrepairs.notices.models import Preference
from entrepairs.notices.tests.addresses import give_address

ADDRESS = "/notices/"


def refused(person: Any) -> set[str]:
    with hats.person(person.pk):
        return set(Preference.objects.values_list("kind", flat=True))


def test_the_person_who_has_no_address_is_told_where_notices_are(amel: Any, as_person: Any) -> None:
    page = as_person(amel).get(ADDRESS).text
    assert "You can see your notifications on the Today page" in page
    assert 'name="kinds"' not in page


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
    assert "You can see your notifications on the Today page" in page
    assert "amel@mail.example" not in page


def test_each_kind_is_chosen_by_itself(amel: Any, as_person: Any) -> None:
    give_address(amel)
    client = as_person(amel)
    assert client.get(ADDRESS).text.count(" checked") == len(chosen_kinds())
    answer = client.post(ADDRESS, {"kinds": ["message", "reminder"], "once": str(uuid4())})
    assert answer["Location"] == ADDRESS
    assert refused(amel) == {kind.name for kind in chosen_kinds()} - {"message", "reminder"}
    assert client.get(ADDRESS).text.count(" checked") == 2


def test_one_press_turns_all_off_and_another_page_turns_some_on_again(
    amel: Any, as_person: Any
) -> None:
    give_address(amel)
    client = as_person(amel)
    once = str(uuid4())
    for _ in range(2):
        assert client.post("/notices/stop/", {"once": once}).status_code == 302
    assert refused(amel) == {"all"}
    page = client.get(ADDRESS).text
    assert " checked" not in page
    assert "Stop all emails" not in page
    client.post(ADDRESS, {"kinds": ["yes"], "once": str(uuid4())})
    assert "all" not in refused(amel)
    assert "yes" not in refused(amel)


def test_a_kind_that_does_not_exist_is_refused(amel: Any, as_person: Any) -> None:
    answer = as_person(amel).post(ADDRESS, {"kinds": ["everything"], "once": str(uuid4())})
    assert answer.status_code == 422
    assert refused(amel) == set()


def test_a_stranger_is_led_to_the_door(client: Any) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/enter/")
    assert client.post("/notices/stop/")["Location"].startswith("/enter/")


def test_the_page_makes_few_queries(amel: Any, as_person: Any, queries: Any) -> None:
    give_address(amel)
    client = as_person(amel)
    with queries() as made:
        client.get(ADDRESS)
    assert len(made) <= 10
