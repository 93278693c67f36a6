"""Items at sittings: on the agenda of one, answered there; they move with it and keep it there."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.items.actions.stages import StageFacts, correct_stage, note_stage, undo_stage
from entrepairs.items.models import Item, Stage
from entrepairs.items.tests.making import DAY, delegation, led, noted, row, said
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person
from entrepairs.sittings.actions import sittings
from entrepairs.sittings.actions.sittings import SittingFacts
from entrepairs.sittings.models import Sitting
from entrepairs.sittings.tests.making import sitting_of
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today


def carried(body: Body, amel: Person, david: Person, title: str = "Afficher") -> Item:
    item = said(body, amel, title)
    noted(item, david, "carry", day=today() - 8 * DAY)
    return item


def on_agenda(item: Item, david: Person, sitting: Sitting) -> Stage:
    return noted(item, david, "agenda", sitting_id=sitting.pk)


def days_of(item: Item) -> dict[str, Any]:
    with hats.system("test"):
        return dict(Stage.objects.filter(item=item).values_list("kind", "day"))


def move(sitting: Sitting, by: Person, days: float) -> None:
    facts = SittingFacts(sitting.starts_at + days * DAY, 120, "Salle 4")
    with hats.person(by.pk):
        sittings.move_sitting(sitting=sitting, facts=facts, once=uuid4(), by=by)


def test_an_item_is_put_on_the_agenda_of_a_sitting_and_answered_there_and_both_pages_show_it(
    body: Body, amel: Person, david: Person, bruno: Person, as_person: As
) -> None:
    item, coming = carried(body, amel, david), sitting_of(body, david)
    client = as_person(david)
    page = text(client.get(coming.path))
    assert "No item is on its agenda yet." in page
    way = f"{item.path}steps/agenda/?sitting={coming.key}"
    assert way in page
    form = text(client.get(way))
    assert re.search(rf'value="{coming.key}"[^>]*checked', form)
    client.post(way, once(sitting=coming.key, day="", words="point 4"))
    assert days_of(item)["agenda"] == timezone.localdate(coming.starts_at)
    assert item.path in text(client.get(coming.path))
    shown = text(client.get(item.path))
    assert "the sitting of that day" in shown
    assert coming.path in shown
    others = text(as_person(bruno).get(item.path))  # on an agenda: everyone with an account
    assert "point 4" in others
    assert coming.path not in others


def test_the_answer_is_written_at_the_sitting_that_has_passed(
    body: Body, amel: Person, david: Person, as_person: As
) -> None:
    item, past = carried(body, amel, david), sitting_of(body, david, -2)
    on_agenda(item, david, past)
    client = as_person(david)
    page = text(client.get(past.path))
    way = f"{item.path}steps/answered/?sitting={past.key}"
    assert way in page
    answer = once(sitting=past.key, day="", answer="no", words="Pas de moyens", by_whom="Direction")
    assert client.post(way, answer).status_code == 302
    page = text(client.get(past.path))
    assert "answer: no" in page
    assert way not in page
    assert days_of(item)["answered"] == timezone.localdate(past.starts_at)


def test_items_move_with_their_sitting_and_an_answer_keeps_it_on_its_day(
    body: Body, amel: Person, david: Person
) -> None:
    item, sitting = carried(body, amel, david), sitting_of(body, david, 3)
    on_agenda(item, david, sitting)
    move(sitting, david, 7)
    assert days_of(item)["agenda"] == row(item).stands_on == today() + 10 * DAY
    with pytest.raises(NotPossible, match="Withdraw these steps first"):
        move(sitting, david, -30)  # before it was said
    with hats.person(david.pk), pytest.raises(NotPossible, match="Withdraw these steps"):
        sittings.erase_sitting(sitting=sitting, once=uuid4(), by=david)
    past = sitting_of(body, david, -1)
    with hats.person(david.pk):
        stage = Stage.objects.get(item=item, kind="agenda")
        facts = StageFacts(today(), sitting_id=past.pk)
        correct_stage(stage=stage, facts=facts, once=uuid4(), by=david)
        facts = StageFacts(today(), "yes", "Direction", sitting_id=past.pk)
        answer = note_stage(item=item, kind="answered", facts=facts, once=uuid4(), by=david)
    for refused in (sittings.cancel_sitting, sittings.erase_sitting):
        with hats.person(david.pk), pytest.raises(NotPossible, match="Withdraw these steps"):
            refused(sitting=past, once=uuid4(), by=david)
    with pytest.raises(NotPossible, match="Withdraw these steps"):
        move(past, david, -1)
    with hats.person(david.pk):
        undo_stage(stage=answer, once=uuid4(), by=david)
        stage.refresh_from_db()
        undo_stage(stage=stage, once=uuid4(), by=david)
        sittings.erase_sitting(sitting=past, once=uuid4(), by=david)


def test_an_item_of_a_cancelled_sitting_waits_for_another_one(
    body: Body, amel: Person, david: Person, as_person: As
) -> None:
    item, sitting = carried(body, amel, david), sitting_of(body, david, 3)
    on_agenda(item, david, sitting)
    client, line = as_person(david), "The sitting is cancelled: at which one is this item now?"
    assert line not in text(client.get("/today/"))
    with hats.person(david.pk):
        sittings.cancel_sitting(sitting=sitting, once=uuid4(), by=david)
    assert line in text(client.get("/today/"))
    assert "Choose another sitting" in text(client.get(sitting.path))
    on_agenda(item, david, sitting_of(body, david, 9))
    assert line not in text(client.get("/today/"))


def test_no_item_is_put_on_the_agenda_of_another_body(
    network: Any, body: Body, claire: Person, amel: Person, bruno: Person, david: Person
) -> None:
    other = delegation(network.escale, claire, bruno)
    elsewhere, item = sitting_of(other, bruno), carried(body, amel, david)
    with pytest.raises(NotPossible):
        on_agenda(item, david, elsewhere)


def test_who_comes_next_in_a_seat_finds_the_open_items(
    body: Body, amel: Person, david: Person, as_person: As
) -> None:
    led(said(body, amel, "Fini"), david, "told")
    carried(body, amel, david, "Les horaires")
    with hats.person(david.pk):
        key = body.mandates.get(person=david).key
    page = text(as_person(david).get(f"/mandates/{key}/handover/"))
    assert "Items that are still open" in page
    assert "Les horaires" in page
    assert "Fini" not in page
