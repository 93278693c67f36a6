"""Sittings: added by who sits there, moved across a year, called off; days for everyone."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from icalendar import Calendar

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.models import Mandate, Term
from entrepairs.mandates.tests.making import ENDS
from entrepairs.people.models import Person
from entrepairs.sittings import queries
from entrepairs.sittings.actions import notes, sittings
from entrepairs.sittings.actions.notes import Told
from entrepairs.sittings.actions.sittings import SittingFacts
from entrepairs.sittings.models import Cost, Note, SeatAnswer, Sitting
from entrepairs.sittings.tests.making import DAY, delegation, row, sitting_of
from entrepairs.tests.posting import As, hidden_fields, once, text
from entrepairs.ui.formats import today

AFTER_ANSWER = 3  # what was told is seen once the page has been sent


def test_a_deputy_adds_a_sitting_and_the_holder_is_told(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    client, day = as_person(amel), today() + 9 * DAY
    path = f"/mandates/{mandates[1].key}/sittings/add/"
    form = {"clock": "17:30", "minutes": "120", "place": "Salle Bretonneau"}
    outside = text(client.post(path, once(day=(ENDS + 9 * DAY).isoformat(), **form)))
    assert "in no term of the body" in outside
    assert "Salle Bretonneau" in outside
    answer = client.post(path, once(day=day.isoformat(), **form))
    page = text(client.get(answer["Location"]))
    assert "17:30" in page
    assert "Salle Bretonneau" in page
    assert "A sitting was added" in text(as_person(bruno).get("/today/"))
    home = text(as_person(bruno).get(f"/mandates/{mandates[0].key}/"))
    assert "Next sitting, in 9 days" in home
    assert "I cannot come" in home


def test_hour_and_place_are_for_the_delegation_and_days_for_everyone(
    network: Any, claire: Person, bruno: Person, eve: Person, as_person: As, client: Any
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    sitting = sitting_of(mandate.body, bruno, place="Salle secrète")
    address = f"{mandate.body.path[:-1]}/sittings.ics"
    for reader in (client, as_person(claire), as_person(eve)):
        assert "Days of its sittings" in text(reader.get(mandate.body.path))
        page = text(reader.get(f"{mandate.body.path}sittings/"))
        assert "Next sittings" in page
        assert "Salle secrète" not in page
        assert reader.get(sitting.path).status_code in (302, 404)
        answer = reader.get(address)
        (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert entry.decoded("dtstart") == row(sitting).day
        assert b"Salle" not in answer.content
    assert as_person(claire).get(sitting.path).status_code == 404
    assert as_person(bruno).get(sitting.path).status_code == 200


def test_who_sits_there_has_it_in_their_calendar_and_nobody_else(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    sitting_of(mandate.body, bruno, place="Salle secrète")
    for person, there in ((bruno, True), (claire, False)):
        page = text(as_person(person).get("/calendar/"))
        assert ("Salle secrète" in page) is there
        with hats.person(person.pk):
            feed = list(queries.my_sittings(person.pk, timezone.now()))
        assert bool(feed) is there


def test_a_sitting_moved_across_a_year_counts_in_the_year_in_which_it_is_held(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    this = today().year
    with hats.system("test"):
        Term.objects.filter(body=mandate.body).update(until=dt.date(this + 1, 12, 31))
        Mandate.objects.filter(pk=mandate.pk).update(until=dt.date(this + 1, 12, 31))
    eve_of_year = dt.datetime(this, 12, 31, 22, 30, tzinfo=dt.UTC)  # 23:30 in France
    sitting = sitting_of(mandate.body, bruno, starts_at=eve_of_year)
    assert row(sitting).day == dt.date(this, 12, 31)
    new = SittingFacts(eve_of_year + dt.timedelta(hours=1), 120, "")  # 00:30 in France
    with hats.person(bruno.pk):
        sittings.move_sitting(sitting=sitting, facts=new, once=uuid4(), by=bruno)
        held = {year: Sitting.objects.filter(day__year=year).count() for year in (this, this + 1)}
    assert held == {this: 0, this + 1: 1}
    assert row(sitting).sequence == 1
    page = text(as_person(bruno).get(f"/mandates/{mandate.key}/year/"))
    assert "0 sittings held" in page


def test_at_another_hour_nobody_has_said_yet_whether_they_come(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    sitting = sitting_of(mandate.body, bruno)
    client = as_person(bruno)
    client.post(f"{sitting.path}answer/", once(answer="yes"))
    same = SittingFacts(sitting.starts_at, 120, "Ailleurs")
    with hats.person(bruno.pk):
        sittings.move_sitting(sitting=sitting, facts=same, once=uuid4(), by=bruno)
        assert SeatAnswer.objects.count() == 1
        later = SittingFacts(sitting.starts_at + DAY, 120, "Ailleurs")
        sittings.move_sitting(sitting=sitting, facts=later, once=uuid4(), by=bruno)
        assert SeatAnswer.objects.count() == 0


def test_a_sitting_with_a_note_is_never_erased_and_its_text_can_be(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    body = mandates[0].body
    sitting, mistake = sitting_of(body, bruno, -2), sitting_of(body, bruno, -3)
    client = as_person(bruno)
    page = client.get(f"{sitting.path}note/")
    form = hidden_fields(page) | once(came=mandates[0].key, present="9", words="Deux sujets.")
    assert client.post(f"{sitting.path}note/", form).status_code == 302
    assert "Deux sujets." in text(as_person(amel).get(sitting.path))
    for one, gone in ((sitting, False), (mistake, True)):
        client.post(f"{one.path}delete/", once())
        assert (client.get(one.path).status_code == 404) is gone
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        sittings.erase_sitting(sitting=sitting, once=uuid4(), by=bruno)
    with hats.person(bruno.pk), pytest.raises(NotPossible):
        sittings.cancel_sitting(sitting=sitting, once=uuid4(), by=bruno)
    client.post(f"{sitting.path}note/delete/", once())
    after = text(client.get(sitting.path))
    assert "Deux sujets." not in after
    assert "9 people in all" in after
    assert "Bruno" in after


def test_of_two_who_write_at_once_nobody_loses_their_words(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    sitting = sitting_of(mandates[0].body, bruno, -2)
    path = f"{sitting.path}note/"
    clients = [as_person(bruno), as_person(amel)]
    forms = [hidden_fields(client.get(path)) for client in clients]
    for number, (client, form) in enumerate(zip(clients, forms, strict=True)):
        answer = client.post(path, form | {"words": f"Texte {number}", "once": str(uuid4())})
        assert answer.status_code == (422 if number else 302)
    assert "Texte 1" in text(answer)
    assert "Texte 0" in text(clients[1].get(sitting.path))


def test_nothing_is_written_after_a_sitting_that_is_to_come(
    network: Any, claire: Person, bruno: Person
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    sitting = sitting_of(mandate.body, bruno)
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="once the sitting has begun"):
        notes.write_note(
            sitting=sitting, came=[], told=Told(1, "x", "", None), once=uuid4(), by=bruno
        )
    with hats.system("test"):
        assert not Note.objects.exists()


def test_next_steps_say_who_and_until_when_and_their_person_finds_them_on_today(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    sitting = sitting_of(mandates[0].body, bruno, -2)
    client = as_person(bruno)
    step = {"words": "Demander l’affiche", "who": mandates[1].key}
    client.post(f"{sitting.path}steps/add/", once(until=(today() + 3 * DAY).isoformat(), **step))
    line = "A next step of yours ends within a week"
    assert line in text(as_person(amel).get("/today/"))
    assert line not in text(client.get("/today/"))
    with hats.person(amel.pk):
        (row_,) = sitting.steps.all()
    as_person(amel).post(f"{sitting.path}steps/{row_.key}/", once(answer="done"))
    assert line not in text(as_person(amel).get("/today/"))
    assert "done on" in text(client.get(sitting.path))


def test_who_sits_there_no_more_reads_nothing_of_it(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    sitting = sitting_of(mandate.body, bruno, -2)
    client = as_person(bruno)
    pages = ("", "sittings/", "year/", "handover/", "costs/")
    for page in pages:
        assert client.get(f"/mandates/{mandate.key}/{page}").status_code == 200
    assert client.get(sitting.path).status_code == 200
    client.post(f"/mandates/{mandate.key}/end/", once())
    for page in pages[:-1]:
        assert client.get(f"/mandates/{mandate.key}/{page}").status_code == 404
    assert client.get(sitting.path).status_code == 404
    assert f"/mandates/{mandate.key}/costs/" in text(client.get("/mandates/"))
    costs = text(client.get(f"/mandates/{mandate.key}/costs/"))  # theirs
    assert "Nothing noted in this year." in costs
    assert f"/mandates/{mandate.key}/year/" not in costs


def test_pages_of_a_mandate_make_as_few_queries_for_thirty_as_for_one(
    network: Any,
    claire: Person,
    bruno: Person,
    amel: Person,
    as_person: As,
    queries: Callable[[], Any],
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    mandate, sitting = mandates[0], sitting_of(mandates[0].body, bruno, -2)
    client = as_person(bruno)
    pages = [f"/mandates/{mandate.key}/{tab}" for tab in ("", "sittings/", "year/", "costs/")]
    made: dict[str, list[int]] = {}
    for number in (1, 30):
        with hats.system("test"):
            for extra in range(number - Sitting.objects.count()):
                Sitting.objects.create(
                    body=mandate.body,
                    starts_at=timezone.now() + (extra + 1) * DAY,
                    time_zone="Europe/Paris",
                )
                sitting.steps.create(words="x")
                Cost.objects.create(mandate=mandate, person=bruno, day=today(), minutes=30)
        for page in [sitting.path, mandate.body.path, *pages[1:], pages[0]]:
            with queries() as asked:
                assert client.get(page).status_code == 200
            made.setdefault(page, []).append(len(asked))
    for page, (few, many) in made.items():
        assert few == many, page
        more = {sitting.path: AFTER_ANSWER, mandate.body.path: 2}  # as the page of a body is told
        assert many <= 10 + more.get(page, 0), page
