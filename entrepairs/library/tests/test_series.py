"""Series: begun and changed by those who coordinate, read by everyone with what is in them."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.library.models import Series
from entrepairs.library.tests.making import a_series, draft, published
from entrepairs.library.tests.posting import body
from entrepairs.people.models import Person
from entrepairs.search.models import Entry
from entrepairs.tests.posting import As


def told(**more: str) -> dict[str, str]:
    return {
        "once": str(uuid4()),
        "title_fr": "Journées d’été",
        "title_en": "",
        "about_fr": "Chaque juin.",
        "about_en": "",
        **more,
    }


def test_a_coordinator_begins_a_series_and_everyone_finds_it(
    claire: Person, as_person: As, client: Client
) -> None:
    hers, form = as_person(claire), told()
    assert hers.post("/library/series/new/", form)["Location"] == "/library/series/journees-dete/"
    assert (
        hers.post("/library/series/new/", form)["Location"] == "/library/series/journees-dete/"
    ), "sent twice"
    assert "Journées d’été" in client.get("/library/series/").content.decode()
    page = client.get("/library/series/journees-dete/").content.decode()
    assert "Chaque juin." in page
    assert "/change/" not in page.partition("<main")[2]
    assert (
        "/library/series/journees-dete/change/"
        in hers.get("/library/series/journees-dete/").content.decode()
    )
    changed = told(title_en="Summer days", about_fr="")
    assert hers.post("/library/series/journees-dete/change/", changed).status_code == 302
    with hats.person(None):
        assert (Series.objects.get().title_en, Series.objects.get().about_fr) == ("Summer days", "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_fr": ""},
        {"slug": "deux mots"},
        {"slug": "new"},
        {"slug": "expeerts"},
        {"title_fr": "الأقران"},
    ],
)
def test_what_can_not_be_comes_back_with_the_form(
    claire: Person, as_person: As, wrong: dict[str, str]
) -> None:
    a_series()
    assert as_person(claire).post("/library/series/new/", told(**wrong)).status_code == 422
    with hats.person(None):
        assert Series.objects.count() == 1


def test_others_find_no_such_pages(network: Any, as_person: As, client: Client) -> None:
    slug = a_series().slug
    for road in ("/library/series/new/", f"/library/series/{slug}/change/"):
        assert client.get(road).status_code == 302
        for name in ("Amel", "Bruno", "David", "Farid"):
            other = as_person(network.people[name])
            assert (other.get(road).status_code, other.post(road, told()).status_code) == (404, 404)


def test_its_page_has_its_events_and_what_is_public_of_it(
    claire: Person, network: Any, client: Client, queries: Any
) -> None:
    series, counts = a_series(), []
    hidden = draft(claire, network, series=series, title_fr="Pas encore")
    for number in (1, 12):
        for n in range(number):
            published(
                claire, network, series=series, title_fr=f"Actes {number}-{n}", authors=["Lise"]
            )
            with hats.system("test"):
                Entry.objects.create(
                    kind="event",
                    key=f"e{number}-{n}",
                    path=f"/events/e{number}-{n}/",
                    title_fr="Journée",
                    series_id=series.pk,
                )
        with queries() as made:
            page = body(client.get(f"/library/series/{series.slug}/"))
        counts.append(len(made))
        with queries() as made:
            every = client.get("/library/series/").content.decode()
        counts.append(len(made))
    assert counts[0] == counts[2] <= 10
    assert counts[1] == counts[3] <= 10
    assert "/events/e12-3/" in page
    assert hidden.key not in page
    assert "13 items" in every
