"""What one learned and taught is one's own; who saw it says yes to it, or nothing."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.learning.actions import confirming, steps
from entrepairs.learning.models import DeclinedStep, Step
from entrepairs.learning.tests.making import CLAIRE, asked, attested, confirmed, learned, taught
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.rights.erasing import erase_person
from entrepairs.tests.posting import As, hidden_fields, once, text
from entrepairs.ui.formats import today

pytestmark = pytest.mark.usefixtures("network")


def titles(client: Any) -> str:
    return text(client.get("/learning/mine/"))


def test_life_peers_and_a_school_stand_side_by_side_and_only_their_person_reads_them(
    bruno: Person, claire: Person, as_person: As
) -> None:
    page = as_person(bruno)
    assert "Nothing written yet" in titles(page)
    told = once(title="The street, four years", way="life", path="", hours="")
    assert page.post("/learning/mine/add/learned/", told).status_code == 302
    learned(bruno, title="Listening without advice", way="peers", minutes=720, first_day=today())
    learned(bruno, title="Therapeutic education", way="training", minutes=2400, first_day=today())
    mine = titles(page)
    assert mine.count('<b dir="auto">') == 3  # all of the same size
    for words in ("by living it", "among peers", "12 h", "40 h", "–"):
        assert words in mine.replace("\u00a0", " ")
    with hats.person(bruno.pk):
        [step] = Step.objects.filter(way="life")
    assert as_person(claire).get(f"/learning/mine/{step.key}/").status_code == 404
    assert "The street" not in titles(as_person(claire))


def test_what_was_taught_says_each_time_for_what(bruno: Person, as_person: As) -> None:
    page, add = as_person(bruno), "/learning/mine/add/taught/"
    told: dict[str, Any] = {"title": "Voices", "hours": "2", "first_day": "2026-10-02"}
    assert "This field is required" in text(page.post(add, once(**told, together="no")))
    wrong = page.post(add, once(**told, together="no", pay="free", amount="50"))
    assert "leave the amount empty" in text(wrong)
    assert page.post(add, once(**told, together="no", pay="refunded", amount="")).status_code == 302
    assert "alone · received: expenses refunded" in titles(page)


def test_who_asked_for_it_confirms_it_and_would_ask_again(
    bruno: Person, claire: Person, as_person: As
) -> None:
    step = taught(bruno)
    page, other = as_person(bruno), as_person(claire)
    here = f"/learning/mine/{step.key}/"
    sent = page.post(f"{here}ask/", once(person=claire.key), follow=True)
    assert "Request sent to Claire" in text(sent)
    assert "not confirmed yet" in titles(page)
    assert "asks you to confirm what you saw" in text(other.get("/today/"))
    question = other.get(f"/learning/asked/{step.key}/")
    assert "120.00" in text(question)  # what was paid is theirs to confirm too
    told = hidden_fields(question) | {"confirmed_as": CLAIRE, "asked_again": "on"}
    assert other.post(f"/learning/asked/{step.key}/", told).status_code == 302
    told_to_bruno = text(page.get("/today/"))
    assert "has been confirmed" in told_to_bruno
    seen = text(page.get(here))
    assert CLAIRE in seen
    assert "They would ask you to teach again" in seen
    assert other.get(f"/learning/asked/{step.key}/").status_code == 404
    assert "has been confirmed" not in text(page.get("/today/"))


def test_a_no_is_silent_and_stays_so(bruno: Person, claire: Person, as_person: As) -> None:
    step = asked(taught(bruno), claire)
    before = text(as_person(bruno).get(f"/learning/mine/{step.key}/"))
    as_person(claire).post(f"/learning/asked/{step.key}/no/", once())
    assert "asks you to confirm" not in text(as_person(claire).get("/today/"))
    after = text(as_person(bruno).get(f"/learning/mine/{step.key}/"))
    assert "Not confirmed yet" in after
    assert len(after) == len(before)
    with hats.person(bruno.pk):
        assert not DeclinedStep.objects.exists()
    with hats.person(claire.pk), pytest.raises(NotPossible):
        confirming.confirm_step(
            step=step,
            asked_at=step.asked_at,
            confirmed_as="x",
            asked_again=False,
            once=uuid4(),
            by=claire,
        )


def test_a_no_holds_also_when_another_was_asked_in_between(
    bruno: Person, claire: Person, amel: Person, as_person: As
) -> None:
    step = asked(taught(bruno), claire)
    as_person(claire).post(f"/learning/asked/{step.key}/no/", once())
    for person in (amel, claire):
        with hats.person(bruno.pk):
            steps.take_back_question(step=step, once=uuid4(), by=bruno)
        asked(step, person)
    assert as_person(claire).get(f"/learning/asked/{step.key}/").status_code == 404
    page = text(as_person(claire).get("/today/"))
    assert "Claire" in page
    assert "asks you to confirm" not in page


def test_what_is_asked_stays_as_it_was_read(bruno: Person, claire: Person) -> None:
    step = asked(taught(bruno), claire)
    facts = steps.StepFacts(title="Another thing", minutes=9000, together=False, pay="free")
    with hats.person(bruno.pk):
        with pytest.raises(NotPossible):
            steps.change_step(step=step, facts=facts, once=uuid4(), by=bruno)
        steps.take_back_question(step=step, once=uuid4(), by=bruno)
        steps.change_step(step=step, facts=steps.StepFacts(**FACTS), once=uuid4(), by=bruno)
        steps.ask_to_confirm(step=step, person=claire, once=uuid4(), by=bruno)
    with hats.person(claire.pk), pytest.raises(NotPossible, match="it has changed"):
        confirming.confirm_step(
            step=step,
            asked_at=step.asked_at,  # of the page that was read before
            confirmed_as="x",
            asked_again=False,
            once=uuid4(),
            by=claire,
        )


FACTS: dict[str, Any] = {
    "title": "Forty hours",
    "minutes": 2400,
    "first_day": dt.date(2026, 1, 5),
    "together": False,
    "pay": "free",
}


def test_nobody_confirms_for_themselves_nor_what_has_no_hours(
    bruno: Person, claire: Person, as_person: As
) -> None:
    life, step = learned(bruno), taught(bruno)
    page = as_person(bruno)
    assert page.get(f"/learning/mine/{life.key}/ask/").status_code == 404
    assert "Write the hours and the day first" in text(page.get(f"/learning/mine/{life.key}/"))
    for one, them in ((step, bruno), (life, claire)):
        with hats.person(bruno.pk), pytest.raises(NotPossible):
            steps.ask_to_confirm(step=one, person=them, once=uuid4(), by=bruno)


def test_forty_hours_over_two_years_and_two_employers_are_two_lines(
    bruno: Person, claire: Person
) -> None:
    """Each is confirmed by who saw it: their sum is the person's to say."""
    first = {"first_day": dt.date(2025, 1, 6), "last_day": dt.date(2025, 12, 20), "way": "work"}
    then = {"first_day": dt.date(2026, 1, 6), "last_day": dt.date(2026, 6, 20), "way": "work"}
    one = confirmed(learned(bruno, minutes=1440, place="CHU", **first), claire)
    two = confirmed(learned(bruno, minutes=960, place="ACT", **then), claire)
    assert [one.place, two.place] == ["CHU", "ACT"]
    assert [one.hours, two.hours] == [24, 16]


def test_who_confirmed_is_erased_and_what_they_saw_stays_without_their_name(
    bruno: Person, claire: Person, as_person: As
) -> None:
    step = confirmed(taught(bruno), claire)
    badge = attested(step)
    erase_person(claire.pk)
    with hats.person(bruno.pk):
        step.refresh_from_db()
        badge.refresh_from_db()
    assert (step.asked_of_id, step.confirmed_as, badge.credential) == (None, "", "")
    assert step.confirmed_at
    page = as_person(bruno).get(f"/learning/mine/attestations/{badge.key}/badge.svg", follow=True)
    assert "name is gone from the badge" in text(page)
    with hats.person(bruno.pk):
        step.refresh_from_db()
    assert attested(step).credential


def test_many_lines_cost_as_many_queries_as_one(
    bruno: Person, claire: Person, as_person: As, queries: Any
) -> None:
    page = as_person(bruno)
    confirmed(taught(bruno), claire)
    with queries() as one:
        titles(page)
    for _number in range(29):
        taught(bruno)
    with queries() as many:
        assert titles(page).count("figure") == 30
    assert len(one) == len(many) <= 10
