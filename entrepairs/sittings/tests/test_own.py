"""What is one's own in a mandate: papers of a year, costs, leave, attestations, handover."""

import datetime as dt
import io
from typing import Any, cast
from uuid import uuid4

import pytest
from django.utils import timezone
from pypdf import PdfReader

from entrepairs.core import hats
from entrepairs.learning.tests.making import confirmed, learned
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.models import Mandate, Seat
from entrepairs.mandates.tests.making import held
from entrepairs.people.models import Person
from entrepairs.sittings.actions import papers
from entrepairs.sittings.actions.own import CostFacts, add_cost
from entrepairs.sittings.models import Approval, Came, Cost, PaperRequest
from entrepairs.sittings.tests.making import DAY, delegation, sitting_of
from entrepairs.tests.posting import As, once, text
from entrepairs.ui import formats
from entrepairs.ui.formats import today
from entrepairs.vocabulary.models import Concept


def day_short(day: dt.date) -> str:
    """As `text` folds it."""
    return formats.day_short(day).replace(formats.NBSP, " ")


def test_papers_are_asked_for_asked_again_received_and_late(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    body, year = mandates[0].body, today().year
    client, home = as_person(bruno), f"/mandates/{mandates[0].key}/"
    path = f"{home}papers/{year}/complaints/"
    page = text(client.get(home))
    assert page.count("not asked for yet") == 6
    for _again in range(2):
        client.post(path, once(answer="ask"))
    assert f"asked for on {day_short(today())}, not received" in text(client.get(home))
    with hats.system("test"):
        assert PaperRequest.objects.count() == 1
        PaperRequest.objects.update(asked_on=today() - 40 * DAY)
    late = text(client.get(home))
    assert f"late · last asked for on {day_short(today() - 40 * DAY)}" in late
    assert "Ask again" in late
    as_person(amel).post(
        f"/mandates/{mandates[1].key}/papers/{year}/complaints/", once(answer="ask")
    )
    assert f"late · last asked for on {day_short(today())}" in text(client.get(home))
    client.post(f"{path}received/", once(day=today().isoformat()))
    assert f"received on {day_short(today())}" in text(client.get(home))
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="has been received"):
        papers.ask_for_paper(body=body, year=year, item="complaints", once=uuid4(), by=bruno)
    client.post(path, once(answer="not_received"))
    assert "received on" not in text(client.get(home))
    assert client.post(f"{home}papers/{year}/nothing/", once(answer="ask")).status_code == 404
    assert client.post(f"{home}papers/{year + 1}/records/", once(answer="ask")).status_code == 404


def test_costs_are_summed_for_their_person_alone(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    client, path = as_person(bruno), f"/mandates/{mandates[0].key}/costs/"
    form = {"day": today().isoformat(), "half_days": "0"}
    assert "Write at least one figure" in text(client.post(path, once(**form)))
    filled = form | {"hours": "3.5", "kilometres": "42", "euros": "12.50", "half_days": "1"}
    assert client.post(path, once(**filled)).status_code == 302
    page = text(client.get(path))
    for words in ("3 h 30", "42 km", "€12.50", "1 half-day taken", "17 left"):
        assert words in page.replace("\xa0", " "), words
    assert page.count('class="on"') == 1
    assert page.count('class="off"') == 17
    for other in (amel, claire):
        with hats.person(other.pk):
            assert not Cost.objects.exists()
        assert as_person(other).get(path).status_code == 404
    facts = CostFacts(today() + DAY, 60, 0, 0, 0)
    with hats.person(bruno.pk), pytest.raises(NotPossible, match="earlier day"):
        add_cost(mandate=mandates[0], facts=facts, once=uuid4(), by=bruno)


def read_pdf(answer: Any) -> tuple[PdfReader, str]:
    assert answer.status_code == 200
    read = PdfReader(io.BytesIO(answer.content))
    root = cast(Any, read.trailer["/Root"])
    assert root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root
    return read, "\n".join(page.extract_text() for page in read.pages).replace("\xa0", " ")


def test_an_attestation_says_day_and_hours_of_a_sitting_at_which_one_was(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    begins = timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) - 2 * DAY
    sitting = sitting_of(mandates[0].body, bruno, starts_at=begins, place="Salle 4")
    path = f"/mandates/{mandates[0].key}/attestation/{sitting.key}.pdf"
    client = as_person(bruno)
    assert client.get(path).status_code == 404  # nobody says that he was there
    with hats.system("test"):
        Came.objects.create(sitting=sitting, mandate=mandates[0])
    _read, words = read_pdf(client.get(path))
    for told in ("Bruno", "from 14:00 to 16:00", str(begins.year), "Commission des usagers"):
        assert told in words, told
    assert "Salle" not in words
    assert as_person(amel).get(path).status_code == 404
    other = f"/mandates/{mandates[1].key}/attestation/{sitting.key}.pdf"
    assert as_person(amel).get(other).status_code == 404


def test_a_travel_note_lists_the_ways_of_a_year_and_their_sums(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    path = f"/mandates/{mandate.key}/travel.pdf"
    _read, words = read_pdf(as_person(bruno).get(path))
    assert "No travel and no cost" in words
    with hats.person(bruno.pk):
        for way, cents in ((20, 1250), (22, 0)):
            facts = CostFacts(today(), 60, way, cents, 0, "Séance")
            add_cost(mandate=mandate, facts=facts, once=uuid4(), by=bruno)
    _read, words = read_pdf(as_person(bruno).get(path))
    assert "42" in words
    assert words.count("€12.50") == 2


def test_the_training_clock_runs_until_it_is_done(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    client, home = as_person(bruno), f"/mandates/{mandate.key}/"
    assert "was due:" in text(client.get(home))  # he began 300 days ago
    tomorrow = (today() + DAY).isoformat()
    assert "earlier day" in text(client.post(f"{home}training/", once(done_on=tomorrow)))
    client.post(f"{home}training/", once(done_on=today().isoformat()))
    page = text(client.get(home))
    assert f"done on {day_short(today())}" in page
    assert "was due:" not in page


def test_the_training_clock_is_met_by_what_somebody_confirmed(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    client, home = as_person(bruno), f"/mandates/{mandate.key}/"
    with hats.system("test"):
        path = Concept.objects.get(scheme="path", key="ru_en_avant")
    day = today() - 30 * DAY
    told = {"way": "training", "path_id": path.pk, "first_day": day, "minutes": 960}
    step = learned(bruno, title="RU en avant", **told)
    assert "was due:" in text(client.get(home))  # nobody has confirmed it
    confirmed(step, claire)
    page = text(client.get(home))
    assert f"done on {day_short(day)}" in page
    assert "was due:" not in page


@pytest.mark.parametrize(
    ("days", "words", "asked"),
    [(700, "until", False), (200, "the file is to be sent now", True), (-9, "ended:", True)],
)
def test_an_approval_warns_months_before_its_end_and_says_when_it_has_lapsed(
    network: Any, claire: Person, bruno: Person, as_person: As, days: int, words: str, asked: bool
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    client, path = as_person(claire), f"/organisations/{network.escale.key}/approvals/"
    form = {"level": "regional", "number": "2022-14", "until": (today() + days * DAY).isoformat()}
    assert client.post(path, once(**form)).status_code == 302
    assert "is here already" in text(client.post(path, once(**form)))
    page = text(as_person(bruno).get(f"/mandates/{mandate.key}/"))
    assert words in page
    assert "regional approval · 2022-14" in page
    line = "The approval ends soon, or has ended"
    assert (line in text(client.get("/today/"))) is asked
    assert as_person(bruno).get(path).status_code == 404
    with hats.system("test"):
        row = Approval.objects.get()
    client.post(f"{path}{row.pk}/delete/", once())
    assert line not in text(client.get("/today/"))


def test_the_next_in_a_seat_opens_with_the_words_of_the_one_before(
    network: Any, claire: Person, bruno: Person, amel: Person, eve: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    path = f"/mandates/{mandate.key}/handover/"
    words = "La salle est au fond de la cour."
    assert as_person(bruno).post(path, once(words=words)).status_code == 302
    past = [sitting_of(mandate.body, bruno, -days) for days in (2, 40, 80, 120)]
    with hats.system("test"):
        ended = {"ended_at": timezone.now(), "until": today() - DAY}
        Mandate.objects.filter(pk=mandate.pk).update(**ended)
        seat = Seat.objects.select_related("body__kept_by").get(pk=mandate.seat_id)
    new = held(seat, mandate.term, amel, claire)
    page = text(as_person(amel).get(f"/mandates/{new.key}/handover/"))
    assert words in page
    assert "You have just begun" in text(as_person(amel).get(f"/mandates/{new.key}/"))
    assert [sitting.path in page for sitting in past] == [True, True, True, False]
    assert f'href="/bodies/kinds/{mandate.body.what.key}/"' in page
    assert as_person(eve).get(f"/mandates/{new.key}/handover/").status_code == 404


def test_an_empty_seat_of_a_deputy_says_since_when(
    network: Any, claire: Person, bruno: Person, as_person: As
) -> None:
    (mandate, *_none) = delegation(claire, network, bruno)
    page = text(as_person(bruno).get(f"/mandates/{mandate.key}/"))
    assert "Seat of a deputy" in page
    assert f"Empty since {day_short(mandate.term.since)}" in page


def test_half_of_the_time_for_training_is_a_line_on_today_until_it_is_done_or_over(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    mandates = delegation(claire, network, bruno, [amel])
    line, client = "Half of the time for your basic training has passed", as_person(bruno)
    for began, shown in ((1, False), (80, False), (100, True), (178, True), (190, False)):
        with hats.system("test"):
            Mandate.objects.filter(pk=mandates[0].pk).update(since=today() - began * DAY)
        assert (line in text(client.get("/today/"))) is shown, began
    with hats.system("test"):
        Mandate.objects.filter(pk=mandates[0].pk).update(since=today() - 100 * DAY)
    path = f"/mandates/{mandates[0].key}/training/"
    assert path in text(client.get("/today/"))
    client.post(path, once(done_on=today().isoformat()))
    assert line not in text(client.get("/today/"))
