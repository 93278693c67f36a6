"""An association calls for an empty seat; its people offer themselves; one of them takes it."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.models import Mandate
from entrepairs.mandates.tests.making import ENDS, held, kept_body
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today
from entrepairs.vacancies.actions.candidacies import withdraw_offer
from entrepairs.vacancies.models import Candidacy, VacancyCall
from entrepairs.vacancies.tests.making import DAY, FACTS, call_for, offered


def answer(**more: str) -> dict[str, Any]:
    told = {name: value for name, value in FACTS.items() if name != "publish"}
    return once(**told, **more)


def test_claire_calls_for_an_empty_seat_and_a_stranger_reads_it(
    network: Any, claire: Person, client: Client, as_person: As
) -> None:
    body, _term, seat = kept_body(network.escale, claire)
    coordinator = as_person(claire)
    assert "No open call for now" in text(client.get("/vacancies/"))
    assert "Open a call for seat 1" in text(coordinator.get(body.path))
    form = f"/organisations/{network.escale.key}/vacancies/{seat.key}/"
    assert f'value="{network.escale.name}"' in text(coordinator.get(form))  # from the record
    late = once(words="Une séance", until=(today() - DAY).isoformat())
    assert "Choose today or a later day" in text(coordinator.post(form, late))
    right = once(words="Une séance par trimestre", until=(today() + DAY).isoformat())
    path = coordinator.post(form, right)["Location"]
    for page in ("/vacancies/", body.path):
        assert "Full seat" in text(client.get(page))
        assert path in text(client.get(page))
    read = text(client.get(path))
    assert "Une séance par trimestre" in read
    assert "Candidacies" not in read
    assert "Offer myself" not in read


def test_nobody_is_called_for_a_seat_that_is_held_nor_by_who_does_not_coordinate(
    network: Any, claire: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    _body, term, seat = kept_body(network.escale, claire)
    with pytest.raises(NotPossible):
        call_for(seat, bruno)
    call_for(seat, claire)
    with pytest.raises(NotPossible, match="open call for this seat already"):
        call_for(seat, claire)
    held(seat, term, bruno, claire)
    with pytest.raises(NotPossible, match="Somebody holds this seat"):
        call_for(seat, claire)
    form = f"/organisations/{network.escale.key}/vacancies/{seat.key}/"
    assert as_person(eve).get(form).status_code == 404


def test_nothing_is_ticked_before_bruno_says_whether_his_name_is_published(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    _body, _term, seat = kept_body(network.escale, claire)
    call, client = call_for(seat, claire), as_person(bruno)
    page = client.get(f"{call.path}offer/").content.decode()
    assert 'name="publish"' in page
    assert "checked" not in page.split('name="publish"', 1)[1].split("</fieldset>")[0]
    assert "This field is required" in text(client.post(f"{call.path}offer/", answer()))
    assert client.post(f"{call.path}offer/", answer(publish="no")).status_code == 302
    with hats.system("test"):
        assert Candidacy.objects.get().publish is False


def test_a_candidacy_is_read_by_its_person_and_those_who_coordinate_and_nobody_else(
    network: Any, claire: Person, bruno: Person, amel: Person, eve: Person, as_person: As
) -> None:
    _body, _term, seat = kept_body(network.escale, claire)
    call = call_for(seat, claire, approval="A-2026-7")
    row = offered(call, bruno)
    assert "Je connais les urgences." in text(as_person(claire).get(call.path))
    page = text(as_person(amel).get(call.path))
    assert "Je connais les urgences." not in page
    assert "Offer myself" in page
    sheet = f"/candidacies/{row.key}/sheet.pdf"
    for person, status in ((bruno, 200), (claire, 200), (amel, 404), (eve, 404)):
        assert as_person(person).get(sheet).status_code == status
    words = PdfReader(BytesIO(as_person(claire).get(sheet).content)).pages[0].extract_text()
    for told in ("A-2026-7", "bruno@example.org", "Le Goff", network.escale.name):
        assert told in words
    assert as_person(eve).get(f"{call.path}offer/").status_code == 404  # not of the association
    with hats.person(eve.pk), pytest.raises(NotPossible):
        withdraw_offer(candidacy=row, once=uuid4(), by=eve)


def test_what_bruno_withdraws_is_erased_and_read_no_more(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    _body, _term, seat = kept_body(network.escale, claire)
    call = call_for(seat, claire)
    row, client = offered(call, bruno), as_person(bruno)
    assert "Somebody offers to take a seat" in text(as_person(claire).get("/today/"))
    assert "is deleted" in text(client.get(f"/candidacies/{row.key}/withdraw/"))
    client.post(f"/candidacies/{row.key}/withdraw/", once())
    assert "Nobody has answered yet" in text(as_person(claire).get(call.path))
    assert "Somebody offers to take a seat" not in text(as_person(claire).get("/today/"))
    with hats.system("test"):
        kept = Candidacy.objects.get()
    assert (kept.email, kept.words, kept.family) == ("", "", "")
    assert "Offer myself" in text(client.get(call.path))


def test_a_seat_is_filled_in_mid_term_from_a_candidacy_and_the_call_closes(
    network: Any, claire: Person, bruno: Person, client: Client, as_person: As
) -> None:
    _body, term, seat = kept_body(network.escale, claire)
    call = call_for(seat, claire)
    offered(call, bruno)
    coordinator, page = as_person(claire), f"/organisations/{network.escale.key}/seats/"
    propose = f"{page}{seat.key}/{bruno.key}/"
    assert propose in text(coordinator.get(call.path))
    coordinator.post(propose, once(term=str(term.pk), since=today().isoformat()))
    assert call.path in text(client.get("/vacancies/"))  # only a yes fills it
    with hats.system("test"):
        mandate = Mandate.objects.get()
    as_person(bruno).post(f"/mandates/{mandate.key}/answer/", once(answer="yes"))
    with hats.system("test"):
        assert Mandate.objects.get().until == ENDS  # with the others
        assert VacancyCall.objects.get().closed_at is not None
    assert call.path not in text(client.get("/vacancies/"))
    assert client.get(call.path).status_code == 404
    assert "This call is closed" in text(as_person(bruno).get(call.path))


def test_a_call_is_changed_and_closed_by_who_coordinates(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    _body, _term, seat = kept_body(network.escale, claire)
    call, client = call_for(seat, claire), as_person(claire)
    words = once(words="Deux séances", until=call.until.isoformat())
    assert as_person(bruno).post(f"{call.path}change/", words).status_code == 404
    assert client.post(f"{call.path}change/", words).status_code == 302
    assert "Deux séances" in text(client.get(call.path))
    assert "Close this call?" in text(client.get(f"{call.path}close/"))
    client.post(f"{call.path}close/", once())
    assert as_person(bruno).get(call.path).status_code == 404
    assert as_person(bruno).get(f"{call.path}offer/").status_code == 404
    assert "This call is closed" in text(client.get(call.path))


ENDED = "A call for a seat that you answered has ended"


def test_who_answered_is_told_when_the_call_is_closed_or_over_and_nobody_else(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    _body, _term, seat = kept_body(network.escale, claire)
    call = call_for(seat, claire, until=today() + DAY)
    offered(call, bruno)
    withdrawn = offered(call, amel)
    with hats.person(amel.pk):
        withdraw_offer(candidacy=withdrawn, once=uuid4(), by=amel)
    client = as_person(bruno)
    assert ENDED not in text(client.get("/today/"))
    longer = once(words="Une séance", until=(today() + 9 * DAY).isoformat())
    as_person(claire).post(f"{call.path}change/", longer)
    with hats.system("test"):
        (waits,) = Notice.objects.filter(kind="call_ended", seen_at=None)
        assert (waits.person_id, waits.due_at.date()) == (bruno.pk, today() + 10 * DAY)
        waits.due_at = timezone.now()
        waits.save()
    assert ENDED in text(client.get("/today/"))
    client.get(call.path)
    assert ENDED not in text(client.get("/today/"))
    as_person(claire).post(f"{call.path}close/", once())
    assert ENDED in text(client.get("/today/"))
    assert ENDED not in text(as_person(amel).get("/today/"))
    assert "This call is closed" in text(client.get(call.path))
    assert ENDED not in text(client.get("/today/"))


def test_the_list_of_calls_makes_as_few_queries_for_thirty_as_for_one(
    network: Any, claire: Person, client: Client, queries: Any
) -> None:
    body, _term, seat = kept_body(network.escale, claire)
    call_for(seat, claire)
    made = []
    for number in (1, 30):
        with hats.system("test"):
            for extra in range(number - VacancyCall.objects.count()):
                other = type(seat).objects.create(body=body, number=extra + 2, since=seat.since)
                VacancyCall.objects.create(
                    seat=other, organisation=network.escale, words="x", until=today()
                )
        with queries() as asked:
            assert client.get("/vacancies/").status_code == 200
        made.append(len(asked))
    assert made[0] == made[1] <= 10
