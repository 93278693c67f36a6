"""What each question of the first conversation takes: a name, words, a week, a place."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.models import Consent, Deed
from entrepairs.people import slots
from entrepairs.people.models import Person
from entrepairs.people.tests.telling import again, post, tell, told
from entrepairs.vocabulary import queries as vocabulary


def test_a_name_is_said_with_who_sees_it(amel_begins: Client, amel: Person) -> None:
    answer = post(amel_begins, "/welcome/name/", name="  Amélie ", audience="4")
    assert answer["Location"] == "/welcome/experiences/"
    assert (again(amel).name, again(amel).audience) == ("Amélie", 4)
    with hats.person(amel.pk):
        assert list(Consent.objects.values_list("what", "audience")) == [("name", 4)]


@pytest.mark.parametrize(
    "wrong", [{"name": "  "}, {"name": "x" * 61}, {"audience": "9"}, {"audience": ""}]
)
def test_a_wrong_name_comes_back_with_what_was_typed(
    amel_begins: Client, amel: Person, wrong: dict[str, str]
) -> None:
    answer = post(amel_begins, "/welcome/name/", **({"name": "Amélie", "audience": "4"} | wrong))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert again(amel).name == "Amel"


def test_words_are_told_each_to_whom_and_in_which_own_words(
    amel_begins: Client, amel: Person
) -> None:
    data = {
        "c": ["voices", "street"],
        "audience": "3",
        "who-voices": "1",
        "words-voices": "Depuis longtemps.",
    }
    answer = post(amel_begins, "/welcome/experiences/", **data)
    assert answer["Location"] == "/welcome/needs/"
    rows = {facet.what: (facet.audience, facet.note) for facet in told(amel)}
    assert rows == {"experience:voices": (1, "Depuis longtemps."), "experience:street": (3, "")}
    page = amel_begins.get("/welcome/experiences/").text
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
    amel_begins: Client, amel: Person, wrong: dict[str, Any]
) -> None:
    data = {"c": ["voices", "street"], "audience": "3", "words-street": "Trois ans."} | wrong
    answer = post(amel_begins, "/welcome/experiences/", **data)
    assert answer.status_code == 422
    assert 'id="c-voices" checked' in answer.text
    assert "Trois ans." in answer.text
    assert told(amel) == []


def test_the_same_answers_sent_twice_are_saved_once(amel_begins: Client, amel: Person) -> None:
    once = str(uuid4())
    for _ in range(2):
        answer = amel_begins.post("/welcome/needs/", {"once": once, "c": ["walk"], "audience": "3"})
        assert answer["Location"] == "/welcome/offers/"
    with hats.person(amel.pk):
        assert Deed.objects.filter(verb="tell").count() == 1


def test_a_page_without_its_key_is_asked_again(amel_begins: Client, amel: Person) -> None:
    answer = amel_begins.post("/welcome/needs/", {"c": ["walk"], "audience": "3"})
    assert answer.status_code == 422
    assert told(amel) == []


def test_a_word_that_left_the_list_stays_with_the_person_who_said_it(
    amel_begins: Client, amel: Person
) -> None:
    from django.utils import timezone

    from entrepairs.vocabulary.models import Concept

    tell(amel, "voices")
    with hats.system("test"):
        Concept.objects.filter(scheme="experience", key="voices").update(retired_at=timezone.now())
    vocabulary.forget()
    try:
        assert 'id="c-voices" checked' in amel_begins.get("/welcome/experiences/").text
        post(amel_begins, "/welcome/experiences/", c=["voices", "street"], audience="3")
        assert sorted(facet.what for facet in told(amel)) == [
            "experience:street",
            "experience:voices",
        ]
    finally:
        vocabulary.forget()


def test_a_week_is_told_by_its_boxes(amel_begins: Client, amel: Person) -> None:
    post(amel_begins, "/welcome/times/", t=["1-2", "5-0", "9-9"], audience="4", note="pas en août")
    (facet,) = told(amel, kind="availability")
    assert (facet.slots, facet.audience, facet.note) == (
        slots.pack_times([(1, 2), (5, 0)]),
        4,
        "pas en août",
    )
    assert 'value="1-2" checked' in amel_begins.get("/welcome/times/").text


def test_an_empty_week_is_taken_back(amel_begins: Client, amel: Person) -> None:
    post(amel_begins, "/welcome/times/", t=["1-2"], audience="4")
    post(amel_begins, "/welcome/times/", audience="4")
    assert told(amel) == []
    with hats.person(amel.pk):
        assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()


def test_a_place_is_found_by_its_name(amel_begins: Client, amel: Person) -> None:
    post(amel_begins, "/welcome/place/", where="near", place="rennes", radius="10", audience="3")
    (facet,) = told(amel, kind="place")
    assert facet.place is not None
    assert (facet.place.name, facet.radius_km) == ("Rennes", 10)


def test_several_places_of_one_name_are_asked_about(amel_begins: Client, amel: Person) -> None:
    data = {"where": "near", "place": "saint-denis", "radius": "10", "audience": "3"}
    answer = post(amel_begins, "/welcome/place/", **data)
    assert answer.status_code == 422
    assert answer.text.count("Saint-Denis") > 1
    with hats.person(amel.pk):
        found = vocabulary.find_places("saint-denis")
    post(amel_begins, "/welcome/place/", **data, picked=str(found[1].pk))
    assert told(amel)[0].place == found[1]


def test_a_postal_code_is_a_place_or_asks_which_of_its_places(
    amel_begins: Client, amel: Person
) -> None:
    data = {"where": "near", "radius": "10", "audience": "3"}
    asked = post(amel_begins, "/welcome/place/", **data, place="35240")
    assert asked.status_code == 422
    assert "Retiers, Ille-et-Vilaine" in asked.text
    post(amel_begins, "/welcome/place/", **data, place="35240 Retiers")
    assert str(told(amel)[0].place).split(",")[0] == "Retiers"
    post(amel_begins, "/welcome/place/", **data, place="48170 Arzenc-de-Randon")
    assert str(told(amel)[0].place).split(",")[0] == "Arzenc-de-Randon"


def test_many_places_of_one_postal_code_are_a_list_to_choose_from(
    amel_begins: Client, amel: Person
) -> None:
    data = {"where": "near", "radius": "10", "audience": "3"}
    few, many = (
        post(amel_begins, "/welcome/place/", **data, place=code).text for code in ("35240", "51300")
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
    post(amel_begins, "/welcome/place/", **data, place="51300", picked=number)
    assert str(told(amel)[0].place).split(",")[0] == label.split(",")[0]


def test_finding_a_place_shows_it_and_saves_nothing_yet(amel_begins: Client, amel: Person) -> None:
    answer = post(
        amel_begins,
        "/welcome/place/",
        go="find",
        where="near",
        place="renn",
        radius="10",
        audience="3",
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
def test_a_wrong_place_comes_back(amel_begins: Client, amel: Person, wrong: dict[str, str]) -> None:
    data = {"where": "near", "place": "Rennes", "radius": "10", "audience": "3"} | wrong
    answer = post(amel_begins, "/welcome/place/", **data)
    assert answer.status_code == 422
    assert told(amel) == []


def test_who_names_a_town_need_not_say_that_it_is_near_a_place(
    amel_begins: Client, amel: Person
) -> None:
    post(amel_begins, "/welcome/place/", where="", place="rennes", radius="10", audience="3")
    (facet,) = told(amel, kind="place")
    assert facet.place is not None
    assert facet.place.name == "Rennes"


def test_anywhere_is_an_answer(amel_begins: Client, amel: Person) -> None:
    post(amel_begins, "/welcome/place/", where="anywhere", place="", radius="10", audience="3")
    (facet,) = told(amel, kind="place")
    assert (facet.place, facet.radius_km) == (None, None)
