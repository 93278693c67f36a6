"""The level of participation, claimed and felt: the gap is for the delegation first."""

from typing import Any
from uuid import uuid4

import pytest

from entrepairs.complaints.actions.levels import say_level
from entrepairs.complaints.levels import Gap, gaps_of, read_levels
from entrepairs.complaints.models import LevelAnswer
from entrepairs.complaints.tests.making import delegation
from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.models import Body
from entrepairs.mandates.tests.making import kept_body, town_of_rennes
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today

YEAR = today().year


def seen(body: Body, person: Person | None) -> list[Gap]:
    with hats.person(person.pk if person else None):
        return gaps_of(body)


def test_holders_answer_once_a_year_and_their_delegation_reads_the_gap(
    network: Any, claire: Person, bruno: Person, amel: Person, eve: Person, as_person: As
) -> None:
    holder, deputy = delegation(network, claire, bruno, amel)
    client, page = as_person(bruno), f"/mandates/{holder.key}/level/"
    asked = client.get(page).content.decode()
    assert asked.count('type="radio"') == 12
    assert " checked>" not in asked  # nothing is chosen before
    assert client.post(page, once(claimed="4")).status_code == 422
    for felt in ("0", "1"):  # the second takes the place of the first
        assert client.post(page, once(claimed="4", felt=felt)).status_code == 302
    as_person(amel).post(f"/mandates/{deputy.key}/level/", once(claimed="3", felt="2"))
    assert seen(holder.body, amel) == [Gap(YEAR, 2, 3.5, 1.5)]
    assert "2.0" in text(as_person(amel).get(f"/mandates/{deputy.key}/level/"))
    assert "Taking part: claimed and felt" in text(as_person(amel).get(holder.body.path))
    for person in (claire, eve, None):
        assert seen(holder.body, person) == []
    assert "Taking part: claimed and felt" not in text(as_person(eve).get(holder.body.path))
    with hats.person(amel.pk):
        assert [row.person_id for row in LevelAnswer.objects.all()] == [amel.pk]
    with hats.person(eve.pk), pytest.raises(NotPossible):
        say_level(body=holder.body, claimed=1, felt=1, once=uuid4(), by=eve)


@pytest.mark.parametrize(("number", "told"), [(10, 0), (11, 1)])
def test_others_read_a_gap_of_eleven_answers_once_the_year_is_over(
    network: Any, claire: Person, bruno: Person, number: int, told: int
) -> None:
    (mandate,) = delegation(network, claire, bruno)
    with hats.system("test"):
        for year in (YEAR - 1, YEAR):
            LevelAnswer.objects.bulk_create(
                LevelAnswer(
                    body=mandate.body,
                    person=Person.objects.create(name=f"P {one}"),
                    year=year,
                    claimed=4,
                    felt=2,
                )
                for one in range(number)
            )
    assert len(seen(mandate.body, None)) == told
    assert len(seen(mandate.body, bruno)) == 2


def answers(body: Body, number: int, year: int = YEAR - 1) -> None:
    with hats.system("test"):
        LevelAnswer.objects.bulk_create(
            LevelAnswer(
                body=body,
                person=Person.objects.create(name=f"P {one}"),
                year=year,
                claimed=4,
                felt=2,
            )
            for one in range(number)
        )


# How many answered in each body of the region, and whether its gap is told.
REGIONS = {
    (11, 10): False,  # without the first, ten are left
    (6, 5): False,
    (8, 8, 8): True,
    (11, 11): True,
    (12, 6, 4): False,  # the first is told on its page: the two others are ten
    (12, 6, 5): True,
}


@pytest.mark.parametrize(("numbers", "told"), REGIONS.items(), ids=str)
def test_the_gap_of_a_region_tells_of_no_body_that_is_not_told(
    network: Any, claire: Person, client: Any, numbers: tuple[int, ...], told: bool
) -> None:
    town = town_of_rennes()
    for number, people in enumerate(numbers):
        body, _term, _seat = kept_body(network.escale, claire, name=f"CDU {number}", place=town)
        answers(body, people)
        answers(body, 20, YEAR)  # the year that runs
    page = text(client.get("/bodies/?region=Bretagne"))
    assert "CDU 0" in page
    assert ("Taking part: claimed and felt" in page) is told
    assert f"{YEAR}: claimed" not in page


def test_levels_go_from_display_to_control() -> None:
    assert len(read_levels().levels) == 6
    assert {level.en for level in read_levels().levels} >= {"Display", "Partnership", "Control"}
