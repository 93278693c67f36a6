"""The ledger of a users' commission: days, themes and outcomes, of nobody, for its delegation."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django import forms as fields
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.complaints.forms import ComplaintForm
from entrepairs.complaints.models import Complaint
from entrepairs.complaints.tests.making import DAY, complaint_of, delegation
from entrepairs.core import hats
from entrepairs.mandates.models import Body, Mandate
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, hidden_fields, once, text
from entrepairs.ui.formats import today
from entrepairs.vocabulary.clocks import RuleClock, Stand, run_clock
from entrepairs.vocabulary.queries import Term as Rule
from entrepairs.vocabulary.queries import concept_by_key

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
WORDS = dict.fromkeys(("fr", "en", "fr_hint", "en_hint", "mark", "source"), "x")
RULE = Rule(1, "rule", "x", None, **WORDS, checked_on=today(), data={"days": 8}, retired=False)


def line(**more: str) -> dict[str, Any]:
    said = {"received_on": today().isoformat(), "theme": "waiting", "channel": "letter"}
    return once(**said, outcome="open", **more)


def end_now(mandate: Mandate) -> None:
    with hats.system("test"):
        Mandate.objects.filter(pk=mandate.pk).update(until=today() - DAY)


def test_the_delegation_alone_reads_the_ledger_and_who_left_it_no_more(
    network: Any, claire: Person, bruno: Person, amel: Person, eve: Person, as_person: As
) -> None:
    holder, deputy = delegation(network, claire, bruno, amel)
    row = complaint_of(holder.body, bruno, words="Attente de six heures")
    for person, mandate in ((bruno, holder), (amel, deputy)):
        page = text(as_person(person).get(f"/mandates/{mandate.key}/complaints/"))
        assert "Attente de six heures" in page
        assert "Waiting times" in page
    for person in (claire, eve):
        assert as_person(person).get(row.path).status_code == 404
        assert as_person(person).get(f"/mandates/{holder.key}/complaints/").status_code == 404
    end_now(holder)
    assert as_person(bruno).get(row.path).status_code == 404
    assert as_person(bruno).get(f"/mandates/{holder.key}/complaints/").status_code == 404
    assert as_person(amel).get(row.path).status_code == 200
    with hats.person(bruno.pk):
        assert Complaint.objects.count() == 0


def test_bruno_adds_a_line_changes_it_and_deletes_it(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate,) = delegation(network, claire, bruno)
    client, ledger = as_person(bruno), f"/mandates/{mandate.key}/complaints/"
    assert "No complaint yet" in text(client.get(ledger))
    assert client.post(f"{ledger}add/", line(words="Repas froid")).status_code == 302
    with hats.system("test"):
        row = Complaint.objects.get()
    page = text(client.get(ledger))
    assert "Repas froid" in page
    assert "no mediation" in page
    asked = (today() - 20 * DAY).isoformat()
    changed = line() | {"received_on": asked, "asked_on": asked, "outcome": "mediated"}
    assert client.post(row.path, changed).status_code == 302
    assert "mediation asked" in text(client.get(ledger))
    assert "cannot be undone" in text(client.get(f"{row.path}delete/"))
    client.post(f"{row.path}delete/", once())
    assert "No complaint yet" in text(client.get(ledger))


def test_days_follow_each_other(network: Any, claire: Person, bruno: Person, as_person: As) -> None:
    (mandate,) = delegation(network, claire, bruno)
    add = f"/mandates/{mandate.key}/complaints/add/"
    client = as_person(bruno)
    before, later = (today() - DAY).isoformat(), (today() + DAY).isoformat()
    for wrong, words in (
        ({"asked_on": before}, "This day is before"),
        ({"met_on": today().isoformat()}, "First fill in"),
        ({"received_on": later}, "Choose today or an earlier day"),
        ({"opinion_on": today().isoformat()}, "First fill in"),
    ):
        page = text(client.post(add, line() | wrong))
        assert words in page, wrong
        assert 'value="waiting" selected' in page  # it comes back filled
    with hats.system("test"):
        assert Complaint.objects.count() == 0


@pytest.mark.parametrize(
    "words",
    ["Plainte de Mme Durand", "vu par le Dr L.", "M Petit attend", "madame Le Goff", "Avec Claire"],
)
def test_the_name_of_a_person_is_refused_however_often_it_is_sent(
    network: Any, claire: Person, bruno: Person, as_person: As, words: str
) -> None:
    (mandate,) = delegation(network, claire, bruno)
    client, add = as_person(bruno), f"/mandates/{mandate.key}/complaints/add/"
    first = client.post(add, line(words=words))
    assert "looks like a person’s name" in text(first)
    again = hidden_fields(first) | line(words=words) | {"warned": words}
    assert "looks like a person’s name" in text(client.post(add, again))
    with hats.system("test"):
        assert Complaint.objects.count() == 0


@pytest.mark.parametrize("words", ["demande plus claire", "perdu au Mans ce jour"])
def test_a_word_that_may_be_a_name_is_kept_after_one_warning(
    network: Any, claire: Person, bruno: Person, as_person: As, words: str
) -> None:
    (mandate,) = delegation(network, claire, bruno)
    client, add = as_person(bruno), f"/mandates/{mandate.key}/complaints/add/"
    first = client.post(add, line(words=words))
    assert "Is one of these words somebody’s name (" in text(first)
    again = hidden_fields(first) | line(words=words, warned=words)
    other = client.post(add, again | {"words": "perdu au Havre"})
    assert "Is one of these words" in text(other)  # other words are asked about again
    assert client.post(add, again).status_code == 302
    with hats.system("test"):
        assert Complaint.objects.get().words == words


def test_ordinary_words_are_kept_at_once(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate,) = delegation(network, claire, bruno)
    client, add = as_person(bruno), f"/mandates/{mandate.key}/complaints/add/"
    for words in ("Attente aux urgences. Pas d’IRM", "le dr a répondu", ""):
        assert client.post(add, line(words=words)).status_code == 302, words


def test_no_field_of_the_ledger_takes_a_file_or_long_words() -> None:
    kinds = [type(field) for field in ComplaintForm.base_fields.values()]
    assert not any(issubclass(kind, fields.FileField) for kind in kinds)
    columns = {field.name: field for field in Complaint._meta.get_fields()}
    people = [name for name, one in columns.items() if one.related_model is Person]
    assert people == []
    free = [
        field for field in ComplaintForm.base_fields.values() if type(field) is fields.CharField
    ]
    assert [field.max_length for field in free] == [120]


def test_another_kind_of_body_has_no_ledger(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate,) = delegation(network, claire, bruno)
    with hats.system("test"):
        Body.objects.update(kind_id=concept_by_key("body", "cs").id)
    assert as_person(bruno).get(mandate.body.path).status_code == 200
    assert as_person(bruno).get(f"/mandates/{mandate.key}/complaints/").status_code == 404


@given(DAYS, st.integers(0, 400) | st.none(), st.integers(0, 400))
def test_a_clock_is_met_in_eight_days_and_missed_after(
    started: dt.date, took: int | None, now: int
) -> None:
    stopped = None if took is None else started + took * DAY
    clock = run_clock(RULE, started, stopped, started + now * DAY)
    assert clock.last == started + 8 * DAY
    if took is None:
        assert clock.stand == (Stand.RUNS if now <= 8 else Stand.LATE)
        assert clock.days == abs(8 - now)
    else:
        assert clock.stand == (Stand.MET if took <= 8 else Stand.MISSED)
    assert run_clock(RULE, None, None, started) == RuleClock(RULE, Stand.WAITS)


def test_clocks_run_on_each_line_with_their_rule_and_what_is_to_be_checked(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate,) = delegation(network, claire, bruno)
    asked, met = today() - 15 * DAY, today() - 4 * DAY
    complaint_of(mandate.body, bruno, asked_on=asked, met_on=met)
    page = text(as_person(bruno).get(f"/mandates/{mandate.key}/complaints/"))
    assert "not in time: 3 days too many" in page
    assert "4 days left" in page
    assert "has not started" in page
    assert "CSP R.1112-94" in page
    assert "(to be checked)" in page


def test_the_ledger_makes_as_few_queries_for_thirty_lines_as_for_one(
    network: Any,
    claire: Person,
    bruno: Person,
    as_person: Callable[[Person], Client],
    queries: Callable[[], Any],
) -> None:
    (mandate,) = delegation(network, claire, bruno)
    client, asked = as_person(bruno), []
    for number in (1, 30):
        with hats.system("test"):
            for extra in range(number - Complaint.objects.count()):
                Complaint.objects.create(
                    body=mandate.body,
                    received_on=today() - extra * DAY,
                    theme="daily",
                    channel="email",
                )
        with queries() as made:
            assert client.get(f"/mandates/{mandate.key}/complaints/").status_code == 200
        asked.append(len(made))
    assert asked[0] == asked[1] <= 10
