"""Figures of a round: told of eleven people or more, whatever is subtracted."""

import re
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from entrepairs.core import hats, small_counts
from entrepairs.pairs.models import Invitation
from entrepairs.people.models import Block, Person
from entrepairs.rounds import figures, queries
from entrepairs.rounds.tests.making import (
    LONG,
    STREET,
    Join,
    asked,
    join,
    joins,
    released,
    text,
    worked_out,
)
from entrepairs.tests.posting import As

__all__ = ["join"]


def say_yes(found: Any, pairs: int) -> None:
    """So many pairs more said yes."""
    with hats.system("test"):
        lines = Invitation.objects.filter(round_id=found.pk, accepted_at=None, by__lt=F("to"))
        for one in lines.order_by("pk")[:pairs]:
            both = Invitation.objects.filter(
                round_id=found.pk, by__in=(one.by_id, one.to_id), to__in=(one.by_id, one.to_id)
            )
            both.update(accepted_at=timezone.now())


def test_what_became_of_a_round_is_told_by_eleven_people_and_stays_so_until_eleven_more(
    network: Any, claire: Person, as_person: As
) -> None:
    """Read after each answer, a figure that follows them tells what each couple answered."""
    for number in range(60):
        joins(network, f"P{number}", **STREET)
    found = released(worked_out(network, claire), claire)
    client, told = as_person(claire), []
    for _answer in range(30):
        page = text(client.get(found.path))
        said = re.search(r"At least (\d+) pairs of peers said yes to each other", page)
        assert said or "at least 11 people" in page
        told.append(int(said[1]) if said else 0)
        say_yes(found, 1)
    # Six pairs are twelve people. Nothing is said of the last: "all of them" would tell of each.
    assert told == [0] * 6 + [6] * 6 + [12] * 6 + [18] * 6 + [24] * 6
    with hats.system("test"):
        Invitation.objects.filter(round_id=found.pk).update(
            made_at=F("made_at") - LONG, expires_at=F("expires_at") - LONG
        )
    assert "At least 24 pairs" in text(client.get(found.path))


def test_that_all_said_yes_is_not_told_either(network: Any, claire: Person, as_person: As) -> None:
    for number in range(12):
        joins(network, f"P{number}", **STREET)
    found = released(worked_out(network, claire), claire)
    say_yes(found, 6)
    page = text(as_person(claire).get(found.path))
    assert "at least 11 people" in page
    assert "said yes to each other" not in page


@pytest.mark.parametrize(
    ("parts", "total", "kept", "rest"),
    [
        ({"can": 5}, None, {}, False),
        ({"can": 30}, 30, {"can": 30}, False),
        ({"can": 10}, None, {}, False),
        ({"can": 11}, 11, {"can": 11}, False),
        ({"can": 30, "time": 4}, 34, {}, True),
        ({"can": 30, "time": 10}, 40, {}, True),
        ({"can": 30, "time": 11}, 41, {"can": 30, "time": 11}, False),
        ({"can": 30, "time": 12, "place": 4}, 46, {"can": 30}, True),
        ({"can": 30, "time": 6, "place": 6}, 42, {"can": 30}, True),
        ({}, None, {}, False),
    ],
)
def test_no_figure_is_about_fewer_than_eleven_nor_can_be_worked_out(
    parts: dict[str, int], total: int | None, kept: dict[str, int], rest: bool
) -> None:
    assert small_counts.hide_small(parts) == small_counts.SafeFigures(total, kept, rest)


def test_people_are_counted_not_pairs() -> None:
    around_two = [(helper, other) for helper in (1, 2) for other in (3, 4, 5, 6)]
    assert small_counts.hide_small_pairs({"asked": around_two}) == small_counts.SafeFigures()
    many = [(number, number + 1) for number in range(10, 34, 2)]
    assert small_counts.hide_small_pairs(
        {"yes": many, "over": around_two}
    ) == small_counts.SafeFigures(20, {}, True)
    assert small_counts.hide_small_pairs({"yes": many, "over": []}) == small_counts.SafeFigures(
        12, {"yes": 12}, False
    )


def test_two_figures_together_tell_of_no_fewer_than_eleven_either() -> None:
    said = figures.waiting_figures(40, ["time"] * 12)
    assert figures.found_figures(40, 28, said)["found"]["parts"] == {"met": 28, "unmet": 12}
    assert (
        figures.found_figures(40, 26, said)["found"]["parts"] == {}
    )  # two of the 28 who could would not
    assert figures.found_figures(40, 26, figures.waiting_figures(40, ["time"] * 4))["found"][
        "parts"
    ] == {
        "met": 26,
        "unmet": 14,
    }


def test_what_a_round_found_is_told_by_tens(network: Any, claire: Person, as_person: As) -> None:
    """Exact, both numbers together would be that of those who wait, and of them who does not let
    themselves be read."""
    for number in range(24):
        joins(network, f"P{number}", language=["fr"])
    for number, key in enumerate(
        ["ar", "en", "es", "pt", "it", "de", "nl", "pl", "ro", "bg", "hu", "sq", "sr", "ru"]
    ):
        joins(network, f"Q{number}", language=[key])
    found = worked_out(network, claire)
    told = {"total": 30, "parts": {"met": 20, "unmet": 10}, "rest": False}
    assert found.figures["found"] == told
    page = text(as_person(claire).get(found.path))
    assert "At least 20 people would be matched." in page
    assert "For at least 10, there is nobody this time." in page


def test_a_block_shows_in_no_figure_of_a_round(network: Any, claire: Person, join: Join) -> None:
    """Thirty are met; who is across a block of hers is in no list that she reads, and in no number
    beside it."""
    people = [join(f"P{number:02}", **STREET) for number in range(30)]
    with hats.system("test"):
        Block.objects.create(person=people[0], blocked=claire)
    found = worked_out(network, claire)
    with hats.person(claire.pk):
        assert queries.suggestions_kept(found).count() == 14
    assert found.figures["found"]["parts"].get("met") != 30
    found = released(found, claire)
    assert found.figures["asked"]["parts"] == {"asked": 14}
    assert "P00" in {
        who for who, _about in asked(found)
    }  # asked all the same: it is no turn of hers to take away


def test_how_many_were_left_out_comes_out_by_no_subtraction(
    network: Any, claire: Person, join: Join, as_person: As
) -> None:
    """Twenty pairs were to read; one is left out: nineteen answers would tell it."""
    people = [join(f"P{number:02}", **STREET) for number in range(40)]
    found = worked_out(network, claire)
    with hats.system("test"):
        Person.objects.filter(pk=people[0].pk).update(paused_at=timezone.now())
    found = released(found, claire)
    say_yes(found, 8)
    assert figures.pairs_made(found) == 6
    assert ">19<" not in text(as_person(claire).get(found.path))
