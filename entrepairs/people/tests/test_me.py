"""My page: what I tell, to whom, and how others see it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.ledger.models import Audience, Consent
from entrepairs.people import hooks, slots
from entrepairs.people.actions.facets import Answer, tell_facet, tell_facets
from entrepairs.people.actions.persons import pause_person, resume_person
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Person
from entrepairs.people.tests.telling import post, tell, told
from entrepairs.vocabulary import queries as vocabulary

BUDGET = 10
HTMX = {"HX-Request": "true"}


@pytest.fixture
def amels(as_person: Callable[[Person], Client], amel: Person) -> Client:
    return as_person(amel)


def contact(person: Person, audience: int = 0) -> None:
    with hats.person(person.pk):
        tell_facet(
            by=person, kind="contact", means="phone", note="06 39 98 00 00", audience=audience
        )


def test_my_page_shows_all_i_tell_and_to_whom(amels: Client, amel: Person) -> None:
    tell(amel, "voices", Audience.PAIRS, note="Depuis <b>longtemps</b>.")
    contact(amel)
    with hats.person(amel.pk):
        tell_facet(by=amel, kind="availability", slots=slots.slot_bit(1, 2), audience=4)
    page = amels.get("/me/").text
    for words in (
        "hearing voices",
        "my peers",
        "Depuis &lt;b&gt;longtemps&lt;/b&gt;.",
        "Tuesday evening",
        "tel:0639980000",
        "only me",
    ):
        assert words in page


@pytest.mark.parametrize(
    "path",
    ["/me/", "/me/?as=network", "/me/contact/", "/me/settings/", "/me/facets/experience:voices/"],
)
def test_each_page_makes_few_queries_however_much_is_told(
    amels: Client, amel: Person, queries: Callable[[], Any], path: str
) -> None:
    tell(amel, "voices")
    with queries() as before:
        assert amels.get(path).status_code == 200
    with hats.person(amel.pk):
        chosen = [
            *vocabulary.concepts("experience")[:30],
            vocabulary.concept_by_key("experience", "voices"),
        ]
        tell_facets(
            by=amel,
            kind="experience",
            answers={term.id: Answer(3, "mots") for term in chosen},
        )
    with queries() as after:
        amels.get(path)
    assert len(before) == len(after) <= BUDGET


@pytest.mark.parametrize(
    ("seen_by", "shown"),
    [
        ("peers", {"voices", "street", "alcohol", "cancer", "diabetes"}),
        ("circles", {"street", "alcohol", "cancer", "diabetes"}),
        ("organisations", {"alcohol", "cancer", "diabetes"}),
        ("network", {"cancer", "diabetes"}),
        ("everyone", {"diabetes"}),
    ],
)
def test_my_page_as_others_see_it_holds_what_they_may_see(
    amels: Client, amel: Person, seen_by: str, shown: set[str]
) -> None:
    audiences = {
        "depression": 0,
        "voices": 1,
        "street": 2,
        "alcohol": 3,
        "cancer": 4,
        "diabetes": 5,
    }
    for key, audience in audiences.items():
        tell(amel, key, audience)
    page = amels.get(f"/me/?as={seen_by}").text
    for key in audiences:
        label = vocabulary.concept_by_key("experience", key).label
        assert (f">{label}<" in page) is (key in shown), key
    assert f"{len(audiences) - len(shown)} thing" in page


def test_those_who_do_not_find_me_are_said_not_to(amels: Client, amel: Person) -> None:
    assert "They cannot see your profile" not in amels.get("/me/?as=organisations").text
    assert "They cannot see your profile" in amels.get("/me/?as=network").text
    post(amels, "/me/pause/")
    assert "you are on a pause" in amels.get("/me/?as=organisations").text
    assert "They cannot see your profile" not in amels.get("/me/?as=peers").text


def test_who_sees_a_facet_is_changed_in_its_place(amels: Client, amel: Person) -> None:
    tell(amel, "voices", Audience.PAIRS)
    answer = post(amels, "/me/facets/experience:voices/", audience="4", note="Autrement.")
    assert answer["Location"] == "/me/#experience"
    assert [(facet.audience, facet.note) for facet in told(amel)] == [(4, "Autrement.")]


def test_with_htmx_the_row_is_changed_alone_and_is_the_row_of_the_page(
    amels: Client, amel: Person
) -> None:
    tell(amel, "voices", Audience.PAIRS)
    path = "/me/facets/experience:voices/"
    form = amels.get(path, headers=HTMX).text
    assert "<h1" not in form
    assert 'data-hx-post="/me/facets/experience:voices/"' in form
    row = amels.post(
        path,
        {"once": "5a1f1a3c-0000-4000-8000-000000000001", "audience": "4", "note": ""},
        headers=HTMX,
    ).text
    assert "the network" in row
    assert row.replace(" autofocus", "").strip() in amels.get("/me/").text


def test_a_wrong_change_comes_back_in_place(amels: Client, amel: Person) -> None:
    tell(amel, "voices", Audience.PAIRS)
    for headers in ({}, HTMX):
        answer = amels.post(
            "/me/facets/experience:voices/", {"audience": "8", "note": "Mes mots."}, headers=headers
        )
        assert answer.status_code == 422
        assert "Mes mots." in answer.text
    assert told(amel)[0].audience == Audience.PAIRS


def test_a_facet_is_taken_back_with_one_press(amels: Client, amel: Person) -> None:
    tell(amel, "voices")
    assert (
        post(amels, "/me/facets/experience:voices/", go="remove")["Location"] == "/me/#experience"
    )
    assert told(amel) == []
    assert post(amels, "/me/facets/experience:voices/", go="remove").status_code == 404


def test_a_facet_of_another_or_of_nobody_is_not_found(
    as_person: Any, amel: Person, bruno: Person
) -> None:
    tell(amel, "voices", Audience.EVERYONE)
    for path in (
        "/me/facets/experience:voices/",
        "/me/facets/experience:nothing/",
        "/me/facets/nothing/",
    ):
        assert as_person(bruno).get(path).status_code == 404
        assert post(as_person(bruno), path, audience="0").status_code == 404


@pytest.mark.parametrize("what", ["availability", "place", "contact:phone"])
def test_times_place_and_contact_are_changed_in_place_too(
    amels: Client, amel: Person, what: str
) -> None:
    contact(amel)
    with hats.person(amel.pk):
        tell_facet(by=amel, kind="availability", slots=1, audience=3)
        tell_facet(by=amel, kind="place", audience=3)
    assert amels.get(f"/me/facets/{what}/").status_code == 200
    post(amels, f"/me/facets/{what}/", audience="1", note="06 39 98 00 01")
    assert {facet.what: facet.audience for facet in told(amel)}[what] == 1


def test_a_way_to_reach_me_is_seen_by_nobody_unless_i_say_so(amels: Client, amel: Person) -> None:
    assert '<option value="0" selected>' in amels.get("/me/contact/").text
    post(amels, "/me/contact/", means="phone", note="06 39 98 00 00", audience="0")
    post(amels, "/me/contact/", means="other", note="au GEM, le mardi", audience="1")
    assert [(facet.means, facet.audience) for facet in told(amel)] == [("phone", 0), ("other", 1)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"means": "email", "note": "amel"},
        {"means": "phone", "note": "demander Amel"},
        {"means": "pigeon"},
        {"note": " "},
    ],
)
def test_a_way_that_reaches_nobody_is_refused(
    amels: Client, amel: Person, wrong: dict[str, str]
) -> None:
    data = {"means": "phone", "note": "06 39 98 00 00", "audience": "0"} | wrong
    assert post(amels, "/me/contact/", **data).status_code == 422
    assert told(amel) == []


def test_i_pause_and_come_back(amels: Client, amel: Person, david: Person) -> None:
    def found() -> bool:
        with hats.person(david.pk):
            return Person.objects.filter(pk=other.pk).exists()

    with hats.system("test"):
        other = Person.objects.create(name="Autre", audience=4)
    assert found()
    with hats.person(other.pk):
        pause_person(by=other)
    assert not found()
    with hats.person(other.pk):
        resume_person(by=other)
    assert found()
    post(amels, "/me/pause/")
    assert "You have hidden your profile (since" in amels.get("/me/").text
    post(amels, "/me/resume/")
    assert "You have hidden your profile (since" not in amels.get("/me/").text


def test_language_and_time_zone_are_chosen(amels: Client, amel: Person) -> None:
    page = amels.get("/me/settings/").text
    assert '<option value="Europe/Paris" selected>' in page
    post(amels, "/me/settings/", language="en", time_zone="Indian/Reunion")
    with hats.person(amel.pk):
        me = Person.objects.get(pk=amel.pk)
    assert (me.language, me.time_zone) == ("en", "Indian/Reunion")
    assert post(amels, "/me/settings/", language="xx", time_zone="Nowhere/None").status_code == 422


def test_other_rooms_add_their_links_to_my_page(
    amels: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        hooks,
        "me_actions",
        [lambda request, person: [PageAction("A link of another room", "/elsewhere/")]],
    )
    assert "A link of another room" in amels.get("/me/").text


def test_a_change_of_name_to_the_same_audience_needs_no_other_receipt(
    amels: Client, amel: Person
) -> None:
    for name in ("Amel", "Amélie"):
        post(amels, "/me/tell/name/", name=name, audience="3")
    with hats.person(amel.pk):
        assert list(Consent.objects.values_list("what", "audience")) == [("name", 3)]
