"""The first conversation."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.people.actions.facets import Answer, tell_facets
from entrepairs.people.audiences import first_audience, usual_audience
from entrepairs.people.models import Facet, Person
from entrepairs.people.onboarding import STEPS
from entrepairs.people.tests.telling import again, post, told
from entrepairs.vocabulary import queries as vocabulary

BUDGET = 10
KEYS = ["name", "experiences", "needs", "offers", "times", "languages", "place", "limits"]


def test_eight_questions_are_asked_in_this_order(amel_begins: Client) -> None:
    assert [step.key for step in STEPS] == KEYS
    page = amel_begins.get("/welcome/").text
    places = [page.index(f"/welcome/{key}/") for key in KEYS]
    assert places == sorted(places)


@pytest.mark.parametrize("number", range(1, 9))
def test_each_question_says_how_far_one_is_who_will_see_and_how_to_skip(
    amel_begins: Client, number: int
) -> None:
    page = amel_begins.get(f"/welcome/{KEYS[number - 1]}/")
    assert page.status_code == 200
    assert f"Step {number} of 8" in page.text
    assert 'name="audience"' in page.text
    assert 'value="skip"' in page.text


@pytest.mark.parametrize(
    "path", ["/welcome/", "/welcome/done/", *(f"/welcome/{key}/" for key in KEYS)]
)
def test_each_page_makes_few_queries_however_much_was_told(
    amel_begins: Client, amel: Person, queries: Callable[[], Any], path: str
) -> None:
    with queries() as before:
        assert amel_begins.get(path).status_code == 200
    with hats.person(amel.pk):
        for kind, scheme in (
            ("experience", "experience"),
            ("need", "support"),
            ("offer", "support"),
            ("limit", "limit"),
        ):
            chosen = vocabulary.concepts(scheme)[:30]
            tell_facets(by=amel, kind=kind, answers={term.id: Answer(3, "mots") for term in chosen})
    with queries() as after:
        amel_begins.get(path)
    assert len(before) == len(after) <= BUDGET


@pytest.mark.parametrize("key", KEYS)
def test_each_question_is_light_to_carry(amel_begins: Client, key: str) -> None:
    """For prepaid data: the longest list is a hundred and thirty words, each with who sees it."""
    page = amel_begins.get(f"/welcome/{key}/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) <= 20_000


@pytest.mark.parametrize(("key", "following"), list(pairwise(KEYS)))
def test_skipping_saves_nothing_and_leads_on(
    amel_begins: Client, amel: Person, key: str, following: str
) -> None:
    answer = post(amel_begins, f"/welcome/{key}/", go="skip", name="", c=["nonsense"])
    assert answer.status_code == 302
    assert answer["Location"] == f"/welcome/{following}/"
    assert told(amel) == []


def test_one_goes_on_where_one_left(amel_begins: Client, amel: Person) -> None:
    post(amel_begins, "/welcome/name/", go="skip")
    post(amel_begins, "/welcome/experiences/", audience="3", c=["voices"])
    assert again(amel).welcome_step == 2
    page = amel_begins.get("/welcome/").text
    assert "Continue where I stopped" in page
    assert f'class="button" href="/welcome/{KEYS[2]}/"' in page
    post(amel_begins, "/welcome/name/", go="skip")  # looking back does not lose the place
    assert again(amel).welcome_step == 2


def test_one_stops_for_now_with_what_was_said_and_goes_on_another_day(
    amel_begins: Client, amel: Person
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(welcomed_at=None)
    data = {"audience": "3", "c": ["voices"]}
    answer = post(amel_begins, "/welcome/experiences/", go="stop", **data)
    assert answer["Location"] == "/welcome/done/"
    assert len(told(amel)) == 1
    assert again(amel).welcomed_at is not None
    assert again(amel).welcome_step == 2
    assert "Continue where I stopped" in amel_begins.get("/welcome/").text
    wrong = post(amel_begins, "/welcome/name/", go="stop", name="")
    assert wrong.status_code == 422


def test_the_last_question_ends_the_conversation_skipped_or_not(
    amel_begins: Client, amel: Person
) -> None:
    answer = post(amel_begins, "/welcome/limits/", go="skip")
    assert answer["Location"] == "/welcome/done/"
    assert again(amel).welcomed_at is not None
    assert "/pairs/looking/" in amel_begins.get("/welcome/done/").text


def test_the_same_questions_are_asked_outside_of_the_conversation(
    amel_begins: Client, amel: Person
) -> None:
    page = amel_begins.get("/me/tell/experiences/").text
    assert "Step" not in page
    answer = post(amel_begins, "/me/tell/experiences/", c=["voices"], audience="2")
    assert answer["Location"] == "/me/#experience"
    assert [facet.audience for facet in told(amel)] == [2]
    assert again(amel).welcome_step == 0


@pytest.mark.parametrize("path", ["/welcome/nothing/", "/me/tell/nothing/"])
def test_a_question_that_does_not_exist_is_not_found(amel_begins: Client, path: str) -> None:
    assert amel_begins.get(path).status_code == 404


def test_a_stranger_is_led_to_the_door(client: Client) -> None:
    for path in ("/welcome/", "/welcome/name/", "/me/"):
        assert client.get(path)["Location"].startswith("/enter/")


@pytest.mark.parametrize(("usual", "lived", "other"), [(0, 0, 0), (1, 1, 1), (3, 1, 3), (5, 1, 5)])
def test_what_is_chosen_in_advance_follows_the_one_question(
    usual: int, lived: int, other: int
) -> None:
    """Illness, prison, violence: never a whole organisation, whatever was answered."""
    kinds = {kind: first_audience(kind, usual) for kind in Facet.Kind.values}
    assert kinds.pop("contact") == 0
    assert kinds.pop("experience") == lived
    assert set(kinds.values()) == {other}


def test_the_narrowest_by_which_a_peer_can_be_found_is_chosen_in_advance(
    amel: Person, farid: Person
) -> None:
    with hats.system("test"):
        Person.objects.update(audience=0, welcome_step=0)
        amel.refresh_from_db()
        farid.refresh_from_db()
    for person, usual in ((amel, 3), (farid, 4)):  # Farid is in no organisation
        with hats.person(person.pk):
            assert usual_audience(person) == usual


def test_answers_and_wish_begin_with_what_was_said_once(
    amel: Person, as_person: Callable[..., Client]
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(audience=4, welcome_step=1)
    client = as_person(amel)

    def chosen(path: str) -> list[str]:
        page = client.get(path).content.decode()
        field = re.search(r'<select name="audience".*?</select>', page, re.DOTALL)
        if field is None:
            inputs = re.findall(r'<input[^>]*name="audience"[^>]*checked[^>]*>', page)
            return re.findall(r'value="(\d)"', " ".join(inputs))
        return re.findall(r'<option value="(\d)" selected', field[0])

    assert chosen("/welcome/needs/") == ["4"]
    assert chosen("/welcome/experiences/") == ["1"]
    assert chosen("/pairs/looking/") == ["4"]
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(audience=3)
    assert chosen("/welcome/needs/") == chosen("/pairs/looking/") == ["3"]
