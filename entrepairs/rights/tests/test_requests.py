"""Requests about data: made here or on paper, answered within the time of the law, or written down
as late; breaches and their 72 hours."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.rights import breaches, erasing, exporting, register
from entrepairs.rights.clocks import MORE_TIME, TELL_WITHIN
from entrepairs.rights.models import ANSWER_WITHIN, Breach, DataRequest, Departure, Export
from entrepairs.rights.tests.asking import DAY, PAGE, asked, latest, noted
from entrepairs.tests.posting import As, once
from entrepairs.vocabulary.queries import concept_by_key

NOW = timezone.now()


def test_the_lengths_of_the_clocks_are_those_of_the_rules(db: None) -> None:
    with hats.system("test"):
        answer, breach = (concept_by_key("rule", key) for key in ("gdpr_answer", "gdpr_breach"))
    assert (answer.data["months"], answer.data["extended_months"]) == (1, 2)
    assert (ANSWER_WITHIN, MORE_TIME) == (30 * DAY, 60 * DAY)
    assert timedelta(hours=breach.data["hours"]) == TELL_WITHIN


def test_amel_asks_and_reads_who_read_it_why_it_takes_longer_and_the_answer(
    amel: Person, bruno: Person, as_person: As
) -> None:
    row = asked(amel, as_person)
    again = as_person(amel).post(PAGE, once(kind="correct", words="Encore"))
    assert "You have asked this already." in again.text
    assert "29 days left" in as_person(amel).get(PAGE).text
    assert as_person(bruno).get(f"{PAGE}{row.key}/sheet.pdf").status_code == 404
    assert as_person(amel).get(f"{PAGE}{row.key}/sheet.pdf").content[:5] == b"%PDF-"
    assert "Mon nom" not in repr(vars(register.list_open()[0]))
    assert register.read_request(row.key, "Pour corriger").words == "Mon nom est mal écrit"
    register.extend_request(row.key, "Trois listes à relire")
    page = as_person(amel).get(PAGE).text
    assert "reason: Pour corriger" in page
    assert "The answer takes longer. Reason: Trois listes à relire" in page
    with pytest.raises(NotPossible, match="once"):
        register.extend_request(row.key, "Encore")
    register.answer_request(row.key, "Corrigé partout")
    assert "Your request about your data is answered" in as_person(amel).get("/today/").text
    assert "Answer: Corrigé partout" in as_person(amel).get(PAGE).text
    assert "is answered" not in as_person(amel).get("/today/").text
    with pytest.raises(NotPossible, match="no open request"):
        register.refuse_request(row.key, "x")


def test_the_clock_runs_out_and_that_stays_written(amel: Person, as_person: As) -> None:
    row, other = asked(amel, as_person), asked(amel, as_person, kind="object")
    register.extend_request(other.key, "Il faut demander à l’hébergeur")
    with pytest.raises(NotPossible, match="within its first month"):
        register.extend_request(row.key, "Trop tard", now=NOW + 31 * DAY)
    register.mark_missed(NOW + 29 * DAY)
    register.mark_missed(NOW + 31 * DAY)
    with hats.system("test"):
        row.refresh_from_db()
        assert row.missed_at == NOW + 31 * DAY
        assert DataRequest.objects.filter(missed_at=None).get() == other
        told = Notice.objects.filter(person=amel, kind="request")
        assert set(told.values_list("about", flat=True)) >= {f"{row.key}:late"}
    register.mark_missed(NOW + 91 * DAY)
    register.answer_request(row.key, "Corrigé")
    page = as_person(amel).get(PAGE).text
    assert page.count("The legal time limit has passed.") == 2
    with hats.system("test"):
        row.refresh_from_db()
        assert (row.missed_at, row.outcome) == (NOW + 31 * DAY, "done")


def test_a_copy_and_an_erasure_asked_by_a_button_are_lines_of_the_register(
    amel: Person, as_person: As, settings: Any, tmp_path: Path
) -> None:
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES |= {"files": place | {"OPTIONS": {"location": tmp_path}}}
    as_person(amel).post("/me/data/copy/", {"once": uuid4()})
    assert (latest().kind, latest().outcome) == ("access", "")
    with hats.system("test"):
        export = Export.objects.get()
    exporting.make_export(export.pk)
    assert latest().outcome == "done"
    as_person(amel).post("/account/erase/", {"once": uuid4()})
    as_person(amel).post("/me/data/call-off/", {"once": uuid4()})
    assert latest().called_off_at
    row = asked(amel, as_person)
    erasing.erase_person(amel.pk)
    with hats.system("test"):
        line = DataRequest.objects.latest("pk")
        assert (line.kind, line.outcome, line.person_id, line.words) == ("erase", "done", None, "")
        row.refresh_from_db()
        assert (row.person_id, row.words, row.outcome) == (None, "", "")
        assert row.called_off_at


def test_claire_notes_a_paper_and_its_person_reads_it_and_may_call_it_off(
    amel: Person, claire: Person, bruno: Person, farid: Person, as_person: As, network: Any
) -> None:
    page = noted(claire, amel, as_person, network, words="Une copie sur papier")
    assert "Noted. The person is told, and can call it off." in page.text
    row = latest()
    assert (row.due_at - row.asked_at, row.noted_by_id) == (30 * DAY, claire.pk)
    assert "News of a request about your data" in as_person(amel).get("/today/").text
    assert "Noted from a paper by: Claire" in as_person(amel).get(PAGE).text
    assert "You noted a request on paper: Amel" in as_person(claire).get("/me/activity/").text
    assert "Une copie" not in as_person(bruno).get(PAGE).text
    assert noted(bruno, amel, as_person, network).status_code == 404
    assert noted(claire, farid, as_person, network).status_code == 422
    old = f"{timezone.localdate() - 40 * DAY:%Y-%m-%d}"
    refused = noted(claire, amel, as_person, network, kind="object", came_on=old)
    assert "Choose a day of the last 30 days." in refused.text
    as_person(amel).post(f"{PAGE}{row.key}/call-off/", {"once": uuid4()})
    assert latest().called_off_at
    register.mark_missed(NOW + 40 * DAY)
    assert latest().missed_at is None


def test_what_a_guardian_asks_waits_for_the_yes_of_the_person(
    amel: Person, claire: Person, as_person: As, network: Any, tmp_path: Path
) -> None:
    noted(claire, amel, as_person, network, standing="guardian")
    row = latest()
    assert "in your name" in as_person(amel).get("/today/").text
    with pytest.raises(NotPossible, match="not said yes"):
        register.answer_request(row.key, "Voilà")
    with pytest.raises(NotPossible, match="yes"):
        register.write_copy(row.key, "Pour la remettre", tmp_path / "x.zip")
    as_person(amel).post(f"{PAGE}{row.key}/agree/", {"once": uuid4()})
    register.write_copy(row.key, "Pour la remettre", tmp_path / "x.zip")
    assert (tmp_path / "x.zip").stat().st_size > 1000
    register.answer_request(row.key, "Remise en main propre")
    page = as_person(amel).get(PAGE).text
    assert page.count("reason: Pour la remettre") == 2
    assert "Answer: Remise en main propre" in page
    noted(claire, amel, as_person, network, standing="parent", kind="object")
    as_person(claire).post(f"/requests/{latest().key}/yes/", {"once": uuid4()})
    assert latest().yes_on_paper
    assert "noted your yes on paper" in as_person(amel).get("/me/activity/").text


def test_of_the_dead_a_relative_asks_and_who_is_here_says_so(
    amel: Person, david: Person, claire: Person, as_person: As, network: Any
) -> None:
    wrong = noted(claire, amel, as_person, network, standing="self", kind="died")
    assert (
        "Choose “The person has died” and “A relative of a person who has died” together."
        in wrong.text
    )
    for person in (amel, david):
        noted(claire, person, as_person, network, standing="relative", kind="died")
    assert "Someone told us that you have died" in as_person(amel).get("/today/").text
    with hats.system("test"):
        rows = {row.person_id: row for row in DataRequest.objects.all()}
    as_person(amel).post(f"{PAGE}{rows[amel.pk].key}/call-off/", {"once": uuid4()})
    with pytest.raises(NotPossible, match="may say no until"):
        register.answer_request(rows[david.pk].key, "Fait", now=NOW + 13 * DAY)
    register.answer_request(rows[david.pk].key, "Fait", now=NOW + 15 * DAY)
    with hats.system("test"):
        assert Person.objects.filter(pk=amel.pk).exists()
        assert not Person.objects.filter(pk=david.pk).exists()
        assert not Departure.objects.exists()
        rows[david.pk].refresh_from_db()
        assert (rows[david.pk].outcome, rows[david.pk].person_id) == ("done", None)


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_ask_the_same_whatever_there_is(
    amel: Person, claire: Person, as_person: As, network: Any, queries: Any, number: int
) -> None:
    with hats.system("test"):
        for _ in range(number):
            told = {"due_at": NOW, "called_off_at": NOW, "noted_by": claire, "on_paper": True}
            DataRequest.objects.create(person=amel, kind="access", **told)
            note_drill()
    pages = [(amel, PAGE), (amel, "/breaches/")]
    for person, path in [*pages, (claire, f"/organisations/{network.escale.key}/requests/")]:
        visitor = as_person(person)
        visitor.get(path)
        with queries() as made:
            assert visitor.get(path).status_code == 200
        assert len(made) <= 10, path


def note_drill(**more: Any) -> Breach:
    told = {"what": "Une clé USB perdue", "data": "noms", "people": 30, "risk": "some"}
    return breaches.note_breach(**{**told, "exercise": True, "found_at": NOW, **more})


def test_a_breach_has_72_hours_and_the_late_ones_stay_late(amel: Person, as_person: As) -> None:
    row, told, harmless = note_drill(), note_drill(), note_drill(risk="none")
    hour = timedelta(hours=1)
    breaches.change_breach(told.pk, told_authority_at=NOW + 71 * hour)
    breaches.mark_missed(NOW + 71 * hour)
    with hats.system("test"):
        assert not Breach.objects.exclude(missed_at=None).exists()
    breaches.mark_missed(NOW + 73 * hour)
    with hats.system("test"):
        assert Breach.objects.exclude(missed_at=None).get() == row
    with pytest.raises(NotPossible, match="Say first"):
        breaches.change_breach(row.pk, closed_at=NOW)
    assert "Une clé USB perdue" not in as_person(amel).get("/breaches/").text
    late = {"told_authority_at": NOW + 80 * hour, "told_people_at": NOW + 81 * hour}
    breaches.change_breach(row.pk, measures="Clés changées", late_because="Oubli", **late)
    breaches.change_breach(row.pk, closed_at=NOW + 90 * hour)
    page = as_person(amel).get("/breaches/").text
    assert "Une clé USB perdue" in page
    assert "Oubli" in page
    assert as_person(amel).get("/breaches/breaches.pdf").content[:5] == b"%PDF-"
    breaches.mark_missed(NOW + 100 * hour)
    with hats.system("test"):
        row.refresh_from_db()
        assert row.missed_at == NOW + 73 * hour
        harmless.refresh_from_db()
        assert harmless.missed_at is None
