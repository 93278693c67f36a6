"""Bodies and their empty seats, by region; written by who keeps their page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.mandates import queries
from entrepairs.mandates.models import Body, Seat, Term
from entrepairs.mandates.tests.making import BEGAN, ENDS, held, kept_body, town_of_rennes
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text
from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.queries import concept_by_key


@pytest.fixture
def rennes(db: None) -> Place:
    return town_of_rennes()


def test_a_stranger_reads_the_empty_seats_of_a_region_full_and_deputies_apart(
    network: Any, claire: Person, bruno: Person, rennes: Place, client: Client
) -> None:
    body, term, seat = kept_body(network.escale, claire, deputies=2, place=rennes)
    kept_body(network.escale, claire, name="Conseil sans ville")
    held(seat, term, bruno, claire)
    with hats.person(None):
        counted = {one.region: one for one in queries.count_by_region()}
    found = counted["Bretagne"]
    assert (found.bodies, found.full, found.full_vacant) == (1, 1, 0)
    assert (found.deputy, found.deputy_vacant) == (2, 2)
    page = text(client.get("/bodies/?region=Bretagne"))
    assert body.name in page
    assert "Conseil sans ville" not in page
    assert page.count("Seat of a deputy, empty since") == 2
    assert "Full seat, empty since" not in page
    every = text(client.get("/bodies/"))
    assert "Conseil sans ville" in every
    assert "Full seat, empty since" in every
    assert "Conseil sans ville" in text(client.get("/bodies/?region=Atlantis"))


def test_claire_adds_a_body_its_term_and_its_seats(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    client, desk = as_person(claire), f"/organisations/{network.escale.key}/bodies/"
    assert "No body yet" in text(client.get(desk))
    with hats.system("test"):
        kind = str(concept_by_key("body", "cs").id)
    wrong = client.post(f"{desk}add/", once(kind=kind, name="Conseil", finess="12"))
    assert "9 signs" in text(wrong)
    assert 'value="Conseil"' in text(wrong)  # it comes back filled
    made = client.post(f"{desk}add/", once(kind=kind, name="Conseil", finess="350005179"))
    path = made["Location"]
    assert client.post(f"{path}terms/add/", once(since="2024-04-01")).status_code == 302
    assert (
        client.post(f"{path}seats/add/", once(since="2024-04-01", deputies="0")).status_code == 302
    )
    assert client.post(f"{path}change/", once(name="Conseil du CHU")).status_code == 302
    with hats.system("test"):
        body = Body.objects.get()
        term, seat = Term.objects.get(), Seat.objects.get()
    assert (body.name, body.finess) == ("Conseil du CHU", "")
    assert term.until.isoformat() == "2029-03-31"  # five years, as the law says
    assert not seat.is_deputy
    page = text(client.get(path))
    assert "5 years" in page
    assert "Conseil du CHU" in text(client.get(desk))
    for other in (f"{path}change/", f"{path}terms/add/", f"{path}seats/add/", f"{desk}add/"):
        assert as_person(bruno).get(other).status_code == 404, other


def test_where_the_law_gives_no_length_the_last_day_is_asked(
    network: Any, claire: Person, as_person: As
) -> None:
    client, desk = as_person(claire), f"/organisations/{network.escale.key}/bodies/"
    with hats.system("test"):
        kind = str(concept_by_key("body", "cvs").id)
    path = client.post(f"{desk}add/", once(kind=kind, name="CVS"))["Location"]
    asked = text(client.post(f"{path}terms/add/", once(since="2026-01-01")))
    assert "Write the last day" in asked
    backwards = once(since="2026-01-01", until="2025-01-01")
    assert "before the first day" in text(client.post(f"{path}terms/add/", backwards))
    right = once(since="2026-01-01", until="2027-12-31")
    assert client.post(f"{path}terms/add/", right).status_code == 302


def test_pages_of_bodies_make_as_few_queries_for_thirty_as_for_one(
    network: Any, claire: Person, bruno: Person, as_person: As, queries: Callable[[], Any]
) -> None:
    body, term, seat = kept_body(network.escale, claire, deputies=3)
    held(seat, term, bruno, claire)
    client = as_person(claire)
    made: dict[str, list[int]] = {}
    pages = ("/bodies/", body.path, f"/organisations/{network.escale.key}/bodies/")
    for number in (1, 30):
        with hats.system("test"):
            missing = number - Body.objects.count()
            for extra in range(missing):
                other = Body.objects.create(
                    kind_id=body.kind_id, name=f"Conseil {extra}", kept_by=network.escale
                )
                Term.objects.create(body=other, since=BEGAN, until=ENDS)
                Seat.objects.create(body=other, number=1, since=BEGAN)
                Seat.objects.create(body=body, number=extra + 2, since=BEGAN)
        for page in pages:
            with queries() as asked:
                assert client.get(page).status_code == 200
            made.setdefault(page, []).append(len(asked))
    for page, (few, many) in made.items():
        assert few == many, page
        # Two rooms above ask one thing each of the page of a body: open calls, levels.
        assert many <= 10 + 2 * (page == body.path), page


def test_a_body_that_the_law_renames_in_mid_term_keeps_its_seats_and_who_holds_them(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    body, term, seat = kept_body(network.escale, claire, name="Comité technique (CTE)")
    mandate = held(seat, term, bruno, claire)
    form = once(name="Comité social (CSE)", town="", finess="")
    assert as_person(bruno).post(f"{body.path}change/", form).status_code == 404
    assert as_person(claire).post(f"{body.path}change/", form).status_code == 302
    page = text(as_person(claire).get(body.path))
    assert "Comité social (CSE)" in page
    assert "Comité technique" not in page
    assert "Bruno" in page
    with hats.system("test"):
        mandate.refresh_from_db()
    assert (mandate.until, mandate.ended_at) == (ENDS, None)
    assert "Comité social (CSE)" in text(as_person(bruno).get(f"/mandates/{mandate.key}/"))
