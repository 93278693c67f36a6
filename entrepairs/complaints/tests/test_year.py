"""The yearly report of a commission: filled in from what is here, written by its delegation, kept
in versions, sent."""

import datetime as dt
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from lxml import etree
from pypdf import PdfReader

from entrepairs.complaints.actions import year as actions
from entrepairs.complaints.models import Complaint, YearReport, YearVersion
from entrepairs.complaints.tests.making import DAY, delegation
from entrepairs.complaints.year_lines import due_on
from entrepairs.complaints.year_queries import shown_sections
from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates import page_hooks
from entrepairs.mandates.models import Mandate, Seat, Term
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text
from entrepairs.ui.formats import today

LAST_YEAR = today().year - 1
SPRING = dt.date(LAST_YEAR, 3, 1)


@pytest.fixture
def mandate(network: Any, claire: Person, bruno: Person, amel: Person) -> Mandate:
    """Bruno's, with Amel as his deputy, in a term that began two years ago."""
    holder, _deputy = delegation(network, claire, bruno, amel)
    with hats.system("test"):
        for kind in (Term, Seat, Mandate):
            kind.objects.update(since=dt.date(LAST_YEAR, 1, 1))
    return holder


def heard(mandate: Mandate, number: int, **facts: Any) -> None:
    """So many complaints of last spring, all alike."""
    told = {"theme": "waiting", "channel": "letter", "outcome": "answered"} | facts
    with hats.system("test"):
        Complaint.objects.bulk_create(
            Complaint(body=mandate.body, received_on=SPRING, **told) for _ in range(number)
        )


def report_of(mandate: Mandate, by: Person, year: int = LAST_YEAR) -> YearReport:
    with hats.person(by.pk):
        return actions.start_year(body=mandate.body, year=year, once=uuid4(), by=by)


def act(action: Any, by: Person, **values: Any) -> Any:
    with hats.person(by.pk):
        return action(once=uuid4(), by=by, **values)


def lines_of(report: YearReport, by: Person) -> dict[str, Any]:
    with hats.person(by.pk):
        return {line.kind.key: line for one in shown_sections(report) for line in one.lines}


def test_it_is_filled_in_from_the_ledger_and_the_seats_and_says_from_where(
    mandate: Mandate, bruno: Person, amel: Person
) -> None:
    asked = SPRING + DAY
    heard(mandate, 20)
    heard(mandate, 15, asked_on=asked, met_on=asked + 3 * DAY, theme="daily", channel="email")
    found = lines_of(report_of(mandate, bruno), amel)
    assert found["complaints"].words == "35"
    assert found["complaints"].origin_label == "from the ledger of complaints"
    assert "Waiting times: 20 (no mediation: 20, mediation held: 0)" in found["themes"].words
    assert found["channels"].words.splitlines() == ["Letter: 20", "Email or form: 15"]
    assert "Meeting with the mediator: in time: 15" in found["clocks"].words
    assert found["seats"].words.splitlines() == [
        "Full seats held: 1 of 1",
        "Seats of deputies held: 1 of 1",
    ]
    assert found["seats"].origin_label == "from the page of the body"
    assert (found["means"].words, found["sittings"].words) == ("", "")


def test_small_figures_and_what_would_give_them_away_are_hidden(
    mandate: Mandate, bruno: Person
) -> None:
    heard(mandate, 20)
    heard(mandate, 14, theme="daily", channel="email")
    heard(mandate, 3, theme="bills", channel="spoken")
    heard(mandate, 4, asked_on=SPRING)
    found = lines_of(report_of(mandate, bruno), bruno)
    assert "Bills" not in found["themes"].words
    assert "Others together: 17" in found["themes"].words  # 14 alone would tell of the 3
    assert "Spoken" not in found["channels"].words
    assert found["clocks"].words == "Meeting with the mediator: fewer than 11"


def test_a_ledger_of_few_lines_tells_no_figure(mandate: Mandate, bruno: Person) -> None:
    heard(mandate, 10)
    report = report_of(mandate, bruno)
    found = lines_of(report, bruno)
    assert {found[name].leaves_as for name in ("complaints", "themes", "channels")} == {
        "fewer than 11"
    }
    version = act(actions.keep_version, bruno, report=report)
    assert '"10"' not in str(version.words)


def test_a_line_is_written_by_the_delegation_and_comes_back_when_it_is_emptied(
    mandate: Mandate, bruno: Person, amel: Person, claire: Person, as_person: As
) -> None:
    heard(mandate, 12)
    report = report_of(mandate, bruno)
    path = f"{report.path}lines/complaints/"
    assert "Write a number" in text(as_person(amel).post(path, once(words="douze")))
    assert as_person(amel).post(path, once(words="13")).status_code == 302
    page = text(as_person(bruno).get(report.path))
    assert "Written by the delegation" in page
    assert "Not filled in" in page
    assert as_person(claire).get(report.path).status_code == 404
    assert as_person(claire).post(path, once(words="14")).status_code == 404
    as_person(bruno).post(path, once(words=""))
    assert lines_of(report, bruno)["complaints"].words == "12"


def test_what_was_written_a_year_ago_is_there_again_and_other_rooms_tell_their_part(
    mandate: Mandate, bruno: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [lambda body, year: {"sittings": f"4 en {year}"}]
    monkeypatch.setattr(page_hooks, "year_facts", told)
    before = report_of(mandate, bruno)
    for name in ("means", "advice"):
        act(actions.write_year_line, bruno, report=before, name=name, words="Un local")
    found = lines_of(report_of(mandate, bruno, LAST_YEAR + 1), bruno)
    assert found["means"].origin_label == "from the report of last year"
    assert found["advice"].words == ""
    assert found["sittings"].words == f"4 en {LAST_YEAR + 1}"


def test_a_version_stays_as_it_was_and_its_files_can_be_read(
    mandate: Mandate, bruno: Person, claire: Person, as_person: As
) -> None:
    heard(mandate, 12)
    report = report_of(mandate, bruno)
    client = as_person(bruno)
    asked = text(client.get(f"{report.path}keep/"))
    assert "Not filled in: Sittings of the year" in asked
    client.post(f"{report.path}keep/", once())
    act(actions.write_year_line, bruno, report=report, name="means", words="Un local")
    version = f"{report.path}versions/1/"
    pdf = PdfReader(BytesIO(client.get(f"{version}report.pdf").content))
    words = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Complaints and mediations" in words
    assert "Not filled in" in words
    assert "Un local" not in words
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    odt = ZipFile(BytesIO(client.get(f"{version}report.odt").content))
    told = etree.fromstring(odt.read("content.xml")).xpath("string()")
    assert "Complaints and mediations" in told
    assert "Not filled in" in told
    for name in ("report.pdf", "report.odt"):
        assert as_person(claire).get(f"{version}{name}").status_code == 404


def test_a_version_is_saved_once_the_year_is_over_and_sent_once(
    mandate: Mandate, bruno: Person, amel: Person
) -> None:
    now = report_of(mandate, bruno, LAST_YEAR + 1)
    with pytest.raises(NotPossible, match="not over yet"):
        act(actions.keep_version, bruno, report=now)
    version = act(actions.keep_version, bruno, report=report_of(mandate, bruno))
    act(actions.note_year_sent, amel, version=version)
    with pytest.raises(NotPossible, match="sent already"):
        act(actions.note_year_sent, bruno, version=version)
    with pytest.raises(NotPossible, match="started already"):
        report_of(mandate, bruno)


def test_today_reminds_the_delegation_from_four_months_before_the_day_of_the_rule(
    mandate: Mandate, bruno: Person, amel: Person, claire: Person, as_person: As
) -> None:
    assert due_on(2025) == dt.date(2026, 12, 31)

    def due(person: Person, day: dt.date) -> list[int]:
        with hats.person(person.pk), connection.cursor() as cursor:
            cursor.execute("select a_year from year_reports_due(%s)", [day])
            return [year for (year,) in cursor.fetchall()]

    this = LAST_YEAR + 1
    assert due(bruno, dt.date(this, 9, 1)) == due(amel, dt.date(this, 12, 31)) == [LAST_YEAR]
    assert due(bruno, dt.date(this, 8, 30)) == due(claire, dt.date(this, 12, 1)) == []
    report = report_of(mandate, bruno)
    act(actions.keep_version, bruno, report=report)
    assert due(bruno, dt.date(this, 12, 1)) == [LAST_YEAR]
    with hats.system("test"):
        version = YearVersion.objects.select_related("report").get()
    act(actions.note_year_sent, bruno, version=version)
    assert due(bruno, dt.date(this, 12, 1)) == []


def test_a_report_is_begun_on_the_page_of_the_mandate(
    mandate: Mandate, bruno: Person, as_person: As
) -> None:
    client, years = as_person(bruno), f"/mandates/{mandate.key}/reports/"
    assert f"Prepare the report of {LAST_YEAR}" in text(client.get(years))
    assert client.post(f"{years}start/", once(year="1999")).status_code == 404
    begun = client.post(f"{years}start/", once(year=str(LAST_YEAR)))
    page = text(client.get(begun["Location"]))
    assert "Users’ project" in page
    assert "to be checked" in page
    assert f"Report of {LAST_YEAR}" in text(client.get(years))


def test_pages_of_a_report_make_few_queries(
    mandate: Mandate, bruno: Person, as_person: As, queries: Any
) -> None:
    report, client, made = report_of(mandate, bruno), as_person(bruno), []
    for number in (1, 30):
        heard(mandate, number)
        with queries() as asked:
            assert client.get(report.path).status_code == 200
        made.append(len(asked))
    assert made[0] == made[1] <= 10
