"""A decision on a report: by two, told with its reasons, done, and undone by two others."""

from uuid import uuid4

import pytest

from entrepairs.conversations.actions import send_message
from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.ledger.models import Look
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Circle, Person
from entrepairs.safeguarding.models import Report, Ruling, SentReport
from entrepairs.safeguarding.tests.making import (
    appealed,
    decided,
    readings_of,
    reported,
    said,
)
from entrepairs.tests.posting import As, english

REASONS = (
    "What is done",
    "What happened",
    "By a report",
    "Two people read it",
    "Speak as equals",
    "You can also go to court",
    "Je dirai tout devant eux",
)


def test_a_decision_takes_two_and_is_told_to_both_sides_with_six_reasons(
    circle: Circle, judges: list[Person], amel: Person, eve: Person, as_person: As
) -> None:
    message = said(circle, eve)
    report = reported(message, amel)
    first, second = (one.person for one in readings_of(report))
    path = f"/reports/read/{report.key}/"
    client = english(as_person(first))
    assert client.get(path).status_code == 200
    wrong = client.post(path, {"once": str(uuid4()), "outcome": "mute", "facts": "Menace"})
    assert wrong.status_code == 422
    assert "a decision is limited" in wrong.text
    assert "Say which rule" in wrong.text
    told = {"once": str(uuid4()), "outcome": "return", "facts": "Menace", "rule": "equals"}
    assert client.post(path, told).status_code == 302
    assert "The decision applies once the other person agrees" in client.get(path).text
    with hats.person(eve.pk):
        assert not Ruling.objects.exists()
        assert not Look.objects.filter(owner=eve.pk).exists()
    with hats.system("test"):
        ruling = Ruling.objects.get()
    client.post(f"{path}agree/", {"once": str(uuid4()), "ruling": ruling.key})
    with hats.system("test"):
        assert Ruling.objects.get().agreed_at is None  # not by who proposed it
    other = english(as_person(second))
    other.get(path)
    other.post(f"{path}agree/", {"once": str(uuid4()), "ruling": ruling.key})
    for person in (eve, amel):
        page = english(as_person(person)).get(f"/reports/decisions/{ruling.key}/").text
        for part in REASONS:
            assert part in page, part
        assert ("given back to you" in page) == (person == eve)
        assert ("given back to its author" in page) == (person == amel)
        assert "Nadège" in page or "Yvonne" in page or "Malik" in page or "Rosa" in page
    with hats.person(eve.pk):
        assert Message.objects.get(pk=message.pk).body == ""
        looks = Look.objects.filter(owner=eve.pk, what="reported")
        assert {look.viewer for look in looks} == {first.pk, second.pk}
        assert not Report.objects.exists()
        assert not SentReport.objects.exists()
    assert (
        "Amel"
        not in english(as_person(eve))
        .get(f"/reports/decisions/{ruling.key}/")
        .text.split("<main")[1]
        .split("</main")[0]
    )
    assert "words that were reported" in english(as_person(eve)).get("/me/views/").text


@pytest.mark.parametrize("outcome", ["hide", "mute", "exclude", "suspend", "nothing", "ask"])
def test_a_decision_does_what_it_says_and_an_appeal_undoes_it(
    circle: Circle, judges: list[Person], amel: Person, eve: Person, outcome: str
) -> None:
    message = said(circle, eve)
    report = reported(message, amel)

    def writes() -> bool:
        with hats.person(eve.pk):
            try:
                send_message(circle=circle, body="Bonjour", once=uuid4(), by=eve)
            except NotPossible:
                return False
        return True

    def read_by(person: Person) -> bool:
        with hats.person(person.pk):
            return Message.objects.filter(pk=message.pk).exists()

    assert writes()
    ruling = decided(report, outcome)
    assert writes() is (outcome in ("hide", "nothing", "ask"))
    assert read_by(amel) is (outcome != "hide")
    assert read_by(eve)
    appealed(ruling, eve)
    others = readings_of(report, 2)
    assert {one.person_id for one in others}.isdisjoint(
        {one.person_id for one in readings_of(report, 1)}
    )
    assert len(others) == 2
    decided(report, "nothing", turn=2)
    assert writes() is (outcome != "exclude")  # one enters again as anybody does
    assert read_by(amel)
    with pytest.raises(NotPossible):
        appealed(ruling, amel)


def test_who_is_suspended_does_nothing_but_answer_and_leave(
    circle: Circle, judges: list[Person], amel: Person, eve: Person, as_person: As
) -> None:
    from entrepairs.people.actions.persons import pause_person
    from entrepairs.rights.actions.departures import ask_erasure

    ruling = decided(reported(said(circle, eve), amel), "suspend")
    with hats.person(eve.pk):
        with pytest.raises(NotPossible, match="suspend"):
            pause_person(by=eve, once=uuid4())
        ask_erasure(by=eve, once=uuid4())
    appealed(ruling, eve)
    assert len(readings_of(ruling.report, 2)) == 2


def test_words_given_back_stand_again_when_others_decide_otherwise(
    circle: Circle, judges: list[Person], amel: Person, eve: Person
) -> None:
    message = said(circle, eve)
    report = reported(message, amel)
    appealed(decided(report, "return"), eve)
    with hats.person(amel.pk):
        assert Message.objects.get(pk=message.pk).body == ""
    decided(report, "nothing", turn=2)
    with hats.person(amel.pk):
        assert Message.objects.get(pk=message.pk).body == "Je dirai tout devant eux"
