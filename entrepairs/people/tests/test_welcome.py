"""The first conversation."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.models import Consent, Deed
from entrepairs.people import slots
from entrepairs.people.actions.facets import Answer, tell_facets
from entrepairs.people.audiences import first_audience, usual_audience
from entrepairs.people.models import Facet, Person
from entrepairs.people.onboarding import STEPS
from entrepairs.people.tests.telling import post, tell, told
from entrepairs.vocabulary import queries as vocabulary

BUDGET = 10
KEYS = ["name", "experiences", "needs", "offers", "times", "languages", "place", "limits"]


@pytest.fixture
def amels(as_person: Callable[[Person], Client], amel: Person) -> Client:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(welcome_step=0, welcomed_at=None)
    return as_person(amel)


def again(person: Person) -> Person:
    with hats.system("test"):
        return Person.objects.get(pk=person.pk)


def test_eight_questions_are_asked_in_this_order(amels: Client) -> None:
    assert [step.key for step in STEPS] == KEYS
    page = amels.get("/welcome/").text
    places = [page.index(f"/welcome/{key}/") for key in KEYS]
    assert places == sorted(places)


@pytest.mark.parametrize("number", range(1, 9))
def test_each_question_says_how_far_one_is_who_will_see_and_how_to_skip(
    amels: Client, number: int
) -> None:
    page = amels.get(f"/welcome/{KEYS[number - 1]}/")
    assert page.status_code == 200
    assert f"Step {number} of 8" in page.text
    assert 'name="audience"' in page.text
    assert 'value="skip"' in page.text


@pytest.mark.parametrize(
    "path", ["/welcome/", "/welcome/done/", *(f"/welcome/{key}/" for key in KEYS)]
)
def test_each_page_makes_few_queries_however_much_was_told(
    amels: Client, amel: Person, queries: Callable[[], Any], path: str
) -> None:
    with queries() as before:
        assert amels.get(path).status_code == 200
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
        amels.get(path)
    assert len(before) == len(after) <= BUDGET


@pytest.mark.parametrize("key", KEYS)
def test_each_question_is_light_to_carry(amels: Client, key: str) -> None:
    """For prepaid data: the longest list is a hundred and thirty words, each with who sees it."""
    page = amels.get(f"/welcome/{key}/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) <= 20_000


@pytest.mark.parametrize(("key", "following"), list(pairwise(KEYS)))
def test_skipping_saves_nothing_and_leads_on(
    amels: Client, amel: Person, key: str, following: str
) -> None:
    answer = post(amels, f"/welcome/{key}/", go="skip", name="", c=["nonsense"])
    assert answer.status_code == 302
    assert answer["Location"] == f"/welcome/{following}/"
    assert told(amel) == []


def test_one_goes_on_where_one_left(amels: Client, amel: Person) -> None:
    post(amels, "/welcome/name/", go="skip")
    post(amels, "/welcome/experiences/", audience="3", c=["voices"])
    assert again(amel).welcome_step == 2
    page = amels.get("/welcome/").text
    assert "Continue where I stopped" in page
    assert f'class="button" href="/welcome/{KEYS[2]}/"' in page
    post(amels, "/welcome/name/", go="skip")  # looking back does not lose the place
    assert again(amel).welcome_step == 2


def test_one_stops_for_now_with_what_was_said_and_goes_on_another_day(
    amels: Client, amel: Person
) -> None:
    with hats.system("test"):
        Person.objects.filter(pk=amel.pk).update(welcomed_at=None)
    data = {"audience": "3", "c": ["voices"]}
    answer = post(amels, "/welcome/experiences/", go="stop", **data)
    assert answer["Location"] == "/welcome/done/"
    assert len(told(amel)) == 1
    assert again(amel).welcomed_at is not None
    assert again(amel).welcome_step == 2
    assert "Continue where I stopped" in amels.get("/welcome/").text
    wrong = post(amels, "/welcome/name/", go="stop", name="")
    assert wrong.status_code == 422


def test_the_last_question_ends_the_conversation_skipped_or_not(
    amels: Client, amel: Person
) -> None:
    answer = post(amels, "/welcome/limits/", go="skip")
    assert answer["Location"] == "/welcome/done/"
    assert again(amel).welcomed_at is not None
    assert "/pairs/looking/" in amels.get("/welcome/done/").text


def test_a_name_is_said_with_who_sees_it(amels: Client, amel: Person) -> None:
    answer = post(amels, "/welcome/name/", name="  Amélie ", audience="4")
    assert answer["Location"] == "/welcome/experiences/"
    assert (again(amel).name, again(amel).audience) == ("Amélie", 4)
    with hats.person(amel.pk):
        assert list(Consent.objects.values_list("what", "audience")) == [("name", 4)]


@pytest.mark.parametrize(
    "wrong", [{"name": "  "}, {"name": "x" * 61}, {"audience": "9"}, {"audience": ""}]
)
def test_a_wrong_name_comes_back_with_what_was_typed(
    amels: Client, amel: Person, wrong: dict[str, str]
) -> None:
    answer = post(amels, "/welcome/name/", **({"name": "Amélie", "audience": "4"} | wrong))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert again(amel).name == "Amel"


def test_words_are_told_each_to_whom_and_in_which_own_words(amels: Client, amel: Person) -> None:
    data = {
        "c": ["voices", "street"],
        "audience": "3",
        "who-voices": "1",
        "words-voices": "Depuis longtemps.",
    }
    answer = post(amels, "/welcome/experiences/", **data)
    assert answer["Location"] == "/welcome/needs/"
    rows = {facet.what: (facet.audience, facet.note) for facet in told(amel)}
    assert rows == {"experience:voices": (1, "Depuis longtemps."), "experience:street": (3, "")}
    page = amels.get("/welcome/experiences/").text
    assert 'value="voices" id="c-voices" checked' in page
    assert "Depuis longtemps." in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"c": ["voices", "nonsense"]},
        {"who-voices": "7"},
        {"words-voices": "x" * 1001},
        {"audience": ""},
        {"audience": "6"},
    ],
)
def test_wrong_answers_come_back_with_everything_chosen(
    amels: Client, amel: Person, wrong: dict[str, Any]
) -> None:
    data = {"c": ["voices", "street"], "audience": "3", "words-street": "Trois ans."} | wrong
    answer = post(amels, "/welcome/experiences/", **data)
    assert answer.status_code == 422
    assert 'id="c-voices" checked' in answer.text
    assert "Trois ans." in answer.text
    assert told(amel) == []


def test_the_same_answers_sent_twice_are_saved_once(amels: Client, amel: Person) -> None:
    once = str(uuid4())
    for _ in range(2):
        answer = amels.post("/welcome/needs/", {"once": once, "c": ["walk"], "audience": "3"})
        assert answer["Location"] == "/welcome/offers/"
    with hats.person(amel.pk):
        assert Deed.objects.filter(verb="tell").count() == 1


def test_a_page_without_its_key_is_asked_again(amels: Client, amel: Person) -> None:
    answer = amels.post("/welcome/needs/", {"c": ["walk"], "audience": "3"})
    assert answer.status_code == 422
    assert told(amel) == []


def test_a_word_that_left_the_list_stays_with_the_person_who_said_it(
    amels: Client, amel: Person
) -> None:
    from django.utils import timezone

    from entrepairs.vocabulary.models import Concept

    tell(amel, "voices")
    with hats.system("test"):
        Concept.objects.filter(scheme="experience", key="voices").update(retired_at=timezone.now())
    vocabulary.forget()
    try:
        assert 'id="c-voices" checked' in amels.get("/welcome/experiences/").text
        post(amels, "/welcome/experiences/", c=["voices", "street"], audience="3")
        assert sorted(facet.what for facet in told(amel)) == [
            "experience:street",
            "experience:voices",
        ]
    finally:
        vocabulary.forget()


def test_a_week_is_told_by_its_boxes(amels: Client, amel: Person) -> None:
    post(amels, "/welcome/times/", t=["1-2", "5-0", "9-9"], audience="4", note="pas en août")
    (facet,) = told(amel, kind="availability")
    assert (facet.slots, facet.audience, facet.note) == (
        slots.pack_times([(1, 2), (5, 0)]),
        4,
        "pas en août",
    )
    assert 'value="1-2" checked' in amels.get("/welcome/times/").text


def test_an_empty_week_is_taken_back(amels: Client, amel: Person) -> None:
    post(amels, "/welcome/times/", t=["1-2"], audience="4")
    post(amels, "/welcome/times/", audience="4")
    assert told(amel) == []
    with hats.person(amel.pk):
        assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()


def test_a_place_is_found_by_its_name(amels: Client, amel: Person) -> None:
    post(amels, "/welcome/place/", where="near", place="rennes", radius="10", audience="3")
    (facet,) = told(amel, kind="place")
    assert facet.place is not None
    assert (facet.place.name, facet.radius_km) == ("Rennes", 10)


def test_several_places_of_one_name_are_asked_about(amels: Client, amel: Person) -> None:
    data = {"where": "near", "place": "saint-denis", "radius": "10", "audience": "3"}
    answer = post(amels, "/welcome/place/", **data)
    assert answer.status_code == 422
    assert answer.text.count("Saint-Denis") > 1
    with hats.person(amel.pk):
        found = vocabulary.find_places("saint-denis")
    post(amels, "/welcome/place/", **data, picked=str(found[1].pk))
    assert told(amel)[0].place == found[1]


def test_a_postal_code_is_a_place_or_asks_which_of_its_places(amels: Client, amel: Person) -> None:
    data = {"where": "near", "radius": "10", "audience": "3"}
    asked = post(amels, "/welcome/place/", **data, place="35240")
    assert asked.status_code == 422
    assert "Retiers, Ille-et-Vilaine" in asked.text
    post(amels, "/welcome/place/", **data, place="35240 Retiers")
    assert str(told(amel)[0].place).split(",")[0] == "Retiers"
    post(amels, "/welcome/place/", **data, place="48170 Arzenc-de-Randon")
    assert str(told(amel)[0].place).split(",")[0] == "Arzenc-de-Randon"


def test_many_places_of_one_postal_code_are_a_list_to_choose_from(
    amels: Client, amel: Person
) -> None:
    data = {"where": "near", "radius": "10", "audience": "3"}
    few, many = (
        post(amels, "/welcome/place/", **data, place=code).text for code in ("35240", "51300")
    )
    assert few.count('type="radio" name="picked"') in range(2, 7)
    assert "<select" not in few.partition("Which one?")[2].partition("</fieldset>")[0]
    picked = re.findall(
        r'<option value="(\d+)">([^<]+)</option>',
        many.partition('name="picked"')[2].partition("</select>")[0],
    )
    assert len(picked) > 6
    assert 'type="radio" name="picked"' not in many
    number, label = picked[-1]
    post(amels, "/welcome/place/", **data, place="51300", picked=number)
    assert str(told(amel)[0].place).split(",")[0] == label.split(",")[0]


def test_finding_a_place_shows_it_and_saves_nothing_yet(amels: Client, amel: Person) -> None:
    answer = post(
        amels, "/welcome/place/", go="find", where="near", place="renn", radius="10", audience="3"
    )
    assert "Rennes, Ille-et-Vilaine" in answer.text
    assert told(amel) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"where": "", "place": ""},
        {"place": ""},
        {"place": "Nulle-Part-sur-Rien"},
        {"radius": "7"},
        {"audience": "x"},
    ],
)
def test_a_wrong_place_comes_back(amels: Client, amel: Person, wrong: dict[str, str]) -> None:
    data = {"where": "near", "place": "Rennes", "radius": "10", "audience": "3"} | wrong
    answer = post(amels, "/welcome/place/", **data)
    assert answer.status_code == 422
    assert told(amel) == []


def test_who_names_a_town_need_not_say_that_it_is_near_a_place(amels: Client, amel: Person) -> None:
    post(amels, "/welcome/place/", where="", place="rennes", radius="10", audience="3")
    (facet,) = told(amel, kind="place")
    assert facet.place is not None
    assert facet.place.name == "Rennes"


def test_anywhere_is_an_answer(amels: Client, amel: Person) -> None:
    post(amels, "/welcome/place/", where="anywhere", place="", radius="10", audience="3")
    (facet,) = told(amel, kind="place")
    assert (facet.place, facet.radius_km) == (None, None)


def test_the_same_questions_are_asked_outside_of_the_conversation(
    amels: Client, amel: Person
) -> None:
    page = amels.get("/me/tell/experiences/").text
    assert "Step" not in page
    answer = post(amels, "/me/tell/experiences/", c=["voices"], audience="2")
    assert answer["Location"] == "/me/#experience"
    assert [facet.audience for facet in told(amel)] == [2]
    assert again(amel).welcome_step == 0


@pytest.mark.parametrize("path", ["/welcome/nothing/", "/me/tell/nothing/"])
def test_a_question_that_does_not_exist_is_not_found(amels: Client, path: str) -> None:
    assert amels.get(path).status_code == 404


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
