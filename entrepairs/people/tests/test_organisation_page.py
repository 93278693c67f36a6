"""The page of an organisation: what somebody in front of the door needs, without signing in."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people import hooks
from entrepairs.people.actions.organisations import change_organisation
from entrepairs.people.models import Opening, Organisation, Person
from entrepairs.people.opening_hours import Week
from entrepairs.people.tests.telling import post
from entrepairs.tests import posting
from entrepairs.tests.posting import As

FILLED = {
    "kind": "mutual_aid",
    "about": "Un lieu ouvert.",
    "telephone": "02 61 91 04 12",
    "address": "12 rue du Port",
    "how_to_get_card": "Venez le mardi.",
    "languages": ["fr", "fsl"],
    "time_zone": "Europe/Paris",
    "place_name": "35000 Rennes",
    "day_1": "10:00-12:00, 14:00-18:00",
    "on_0": "2083-12-25",
    "hours_0": "",
}


def page_of(network: Any) -> str:
    return f"/organisations/{network.escale.key}/"


def structured(text: str) -> Any:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return json.loads(block)


def test_coordinators_say_what_everyone_reads(
    network: Any, claire: Person, as_person: As, client: Client
) -> None:
    answer = post(as_person(claire), page_of(network) + "change/", **FILLED)
    assert answer.status_code == 302, answer.text
    page = posting.text(client.get(page_of(network)))
    for told in (
        "Mutual-aid group (GEM)&nbsp;· Rennes",
        "12 rue du Port, Rennes",
        'href="tel:0261910412"',
        "Venez le mardi.",
        "French, French Sign Language (LSF)",
        "10:00–12:00, 14:00–18:00",
        "25 December 2083: closed",
    ):
        assert told in page
    assert re.search("Open now|Closed now", page)
    found = structured(page)
    assert (found["@type"], found["telephone"]) == ("NGO", "02 61 91 04 12")
    assert found["address"]["addressLocality"] == "Rennes"
    hours = found["location"]["openingHoursSpecification"]
    assert [(one["opens"], one["closes"]) for one in hours] == [
        ("10:00", "12:00"),
        ("14:00", "18:00"),
    ]
    assert found["location"]["specialOpeningHoursSpecification"][0]["validFrom"] == "2083-12-25"


def test_a_form_filled_before_comes_back_filled_and_what_is_emptied_is_gone(
    network: Any, claire: Person, as_person: As, client: Client
) -> None:
    hers = as_person(claire)
    post(hers, page_of(network) + "change/", **FILLED)
    form = hers.get(page_of(network) + "change/").text
    for value in (
        "10:00-12:00, 14:00-18:00",
        "2083-12-25",
        "02 61 91 04 12",
        "Rennes, Ille-et-Vilaine",
    ):
        assert f'value="{value}"' in form
    empty = {"time_zone": "Europe/Paris", "about": "", "place_name": ""}
    assert post(hers, page_of(network) + "change/", **empty).status_code == 302
    page = client.get(page_of(network)).text
    assert "Nothing has been written about it yet." in page
    assert "Opening hours" not in page
    assert "tel:" not in page.split("<main", 1)[1].split("</main", 1)[0]
    with hats.system("test"):
        assert not Opening.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"day_2": "the morning"}, "Write times as 10:00-12:00, 14:00-18:00"),
        ({"day_2": "12:00-10:00"}, "The closing time is before the opening time."),
        ({"hours_1": "10:00-12:00"}, "Which day?"),
        ({"on_1": "2083-12-25"}, "This day is there twice."),
        ({"telephone": "x"}, "This is not a telephone number."),
        ({"place_name": "Nowhere at all"}, "We do not know this place."),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_saved(
    network: Any, claire: Person, as_person: As, wrong: dict[str, str], told: str
) -> None:
    answer = post(as_person(claire), page_of(network) + "change/", **(FILLED | wrong))
    assert answer.status_code == 422
    assert told in answer.text
    assert "Venez le mardi." in answer.text
    with hats.system("test"):
        assert Organisation.objects.get(pk=network.escale.pk).telephone == ""


def test_nobody_else_changes_it(network: Any, amel: Person, eve: Person) -> None:
    """One of its people; who coordinates elsewhere."""
    for person in (amel, eve):
        with hats.person(person.pk), pytest.raises(NotPossible):
            change_organisation(
                organisation=network.escale,
                columns={"telephone": "02 61 91 00 00"},
                week=Week(((),) * 7, {}),
                by=person,
            )


def test_what_it_holds_next_is_listed(
    network: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = timezone.localdate() + dt.timedelta(days=3)
    event = hooks.NextEvent("/events/x/", "Peers day", day)
    monkeypatch.setattr(hooks, "organisation_events", [lambda organisation: [event]])
    page = client.get(page_of(network)).text
    assert "Next events" in page
    assert 'href="/events/x/"' in page
    assert structured(page)["event"][0]["startDate"] == day.isoformat()


def test_without_anything_told_it_says_how_to_get_a_card(network: Any, client: Client) -> None:
    page = client.get(page_of(network)).text
    assert "How to get a card" in page
    assert "Ask the coordinators of the organisation" in page
    for absent in ("Next events", "Opening hours", "Open now", "Closed now"):
        assert absent not in page


def test_a_long_week_costs_no_more_queries(
    network: Any, client: Client, queries: Callable[[], Any]
) -> None:
    counts = []
    for number in (1, 30):
        with hats.system("test"):
            Opening.objects.bulk_create(
                [
                    Opening(
                        organisation=network.escale,
                        day=dt.date(2083, 1, 1) + dt.timedelta(days=one),
                    )
                    for one in range(number - 1, 2 * number - 1)
                ]
            )
        with queries() as made:
            client.get(page_of(network))
        counts.append(len(made))
    assert counts[0] == counts[1] <= 10
