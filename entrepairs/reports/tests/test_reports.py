"""The yearly report of a mutual-aid group: filled in from what is here, read first by its
members."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.decisions.models import Version
from entrepairs.decisions.tests.making import answered, wait
from entrepairs.gatherings.models import Headcount
from entrepairs.gatherings.tests.making import begun_before, rhythm_of
from entrepairs.groups.models import Group, GroupOpening
from entrepairs.groups.tests.making import group_of, visiting
from entrepairs.ledger.transactions import NotPossible
from entrepairs.meetings.models import Meeting
from entrepairs.people.models import Membership, Person
from entrepairs.reports.actions import reports as actions
from entrepairs.reports.lines_of_reports import read_kind
from entrepairs.reports.models import Report, ReportLine
from entrepairs.reports.queries import ShownLine, is_lifted, lines_of
from entrepairs.reports.tests.making import LAST_YEAR, act, old_group, opened, report_of
from entrepairs.tests.posting import As


@pytest.fixture
def group(amel: Person, david: Person) -> Group:
    """Amel keeps its page; David is a member."""
    return old_group(amel, david)


def lines(report: Report, group: Group, person: Person) -> dict[str, ShownLine]:
    with hats.person(person.pk):
        return {line.kind.key: line for line in lines_of(report, group)}


def counted(group: Group, *numbers: int) -> None:
    """Meetings of last year at which they were so many."""
    with hats.system("test"):
        member = Membership.objects.filter(circle=group.pk).first()
        assert member is not None
        for week, number in enumerate(numbers):
            at = dt.datetime(LAST_YEAR, 3, 1 + week, 14, tzinfo=dt.UTC)
            meeting = Meeting.objects.create(
                circle=group.circle,
                starts_at=at,
                means="in_person",
                asked_by=member.person,
                proposed_by=member.person,
                agreed_at=at,
                held=True,
            )
            Headcount.objects.create(meeting=meeting, circle=group.circle, number=number)


def test_a_report_is_filled_in_from_what_is_here_and_says_from_where(
    group: Group, amel: Person, david: Person, eve: Person
) -> None:
    rhythm = begun_before(rhythm_of(group, amel), 100)
    counted(group, 12, 14)
    with hats.system("test"):
        GroupOpening.objects.create(group=group, weekday=1, opens="10:00", closes="12:00")
        joined = dt.datetime(LAST_YEAR, 5, 1, tzinfo=dt.UTC)
        Membership.objects.create(circle=group.circle, person=eve, since=joined)
    found = lines(report_of(group, amel), group, amel)
    assert (found["members"].words, found["joined"].words) == ("3", "1")
    assert (found["counted"].words, found["average"].words) == ("2", "13")
    assert found["members"].origin_label == "counted here"
    assert "10" in found["opening"].words
    assert found["opening"].origin_label == "from the group’s page"
    assert str(rhythm.title) in found["done"].words
    assert found["people"].words == ""


def test_a_line_is_corrected_by_those_who_keep_the_page_and_read_by_members_alone(
    group: Group, amel: Person, david: Person, bruno: Person, eve: Person, as_person: As
) -> None:
    report = report_of(group, amel)
    path = f"{report.path}lines/people/"
    wrong = as_person(amel).post(path, {"words": "beaucoup", "once": uuid4()})
    assert wrong.status_code == 422
    assert "beaucoup" in wrong.text
    assert as_person(amel).post(path, {"words": "65", "once": uuid4()}).status_code == 302
    assert "written by the group" in as_person(david).get(report.path).text.lower()
    assert as_person(david).post(path, {"words": "70", "once": uuid4()}).status_code == 404
    assert lines(report, group, david)["people"].words == "65"
    visiting(group, bruno, days=5)
    for person in (bruno, eve):
        assert as_person(person).get(report.path).status_code == 404
    act(actions.correct_line, amel, report=report, name="members", words="40")
    act(actions.correct_line, amel, report=report, name="members", words="")
    assert lines(report, group, amel)["members"].words == "2"
    with pytest.raises(ValidationError):
        act(actions.correct_line, amel, report=report, name="members", words="-4")


def test_members_read_it_seven_days_before_it_leaves(
    group: Group, amel: Person, david: Person, as_person: As
) -> None:
    report = report_of(group, amel)
    files = [f"{report.path}table.csv", f"{report.path}report.pdf"]
    opened(report, group, amel, days_ago=6)
    assert "It may leave on" in as_person(david).get(report.path).text
    assert {as_person(amel).get(path).status_code for path in files} == {404}
    with pytest.raises(NotPossible, match="seven days"):
        act(actions.note_sent, amel, report=report)
    with hats.system("test"):
        Report.objects.update(opened_at=timezone.now() - dt.timedelta(days=8))
    assert {as_person(amel).get(path).status_code for path in files} == {200}
    assert {as_person(david).get(path).status_code for path in files} == {404}
    act(actions.note_sent, amel, report=report)
    with pytest.raises(NotPossible, match="has changed"):
        act(actions.correct_line, amel, report=report, name="people", words="50")


def test_a_report_that_is_changed_is_read_again(
    group: Group, amel: Person, david: Person, as_person: As
) -> None:
    report = opened(report_of(group, amel), group, amel)
    assert "can be read" in as_person(david).get("/today/").text
    with hats.system("test"):
        Report.objects.update(opened_at=timezone.now() - dt.timedelta(days=8))
    assert as_person(amel).get(f"{report.path}table.csv").status_code == 200
    act(actions.correct_line, amel, report=report, name="people", words="50")
    assert as_person(amel).get(f"{report.path}table.csv").status_code == 404
    assert "Members have not been asked to read it yet" in as_person(david).get(report.path).text
    with hats.system("test"):
        assert [line.name for line in ReportLine.objects.all()] == ["people"]


def test_what_members_read_is_what_leaves_whatever_happens_meanwhile(
    group: Group, amel: Person, david: Person, as_person: As
) -> None:
    report = opened(report_of(group, amel), group, amel, days_ago=8)
    with hats.system("test"):
        Membership.objects.filter(person=david).delete()
    assert lines(report, group, amel)["members"].words == "2"


def test_a_figure_under_eleven_leaves_only_by_a_decision_of_the_members(
    group: Group, amel: Person, david: Person, as_person: As
) -> None:
    report = report_of(group, amel)
    act(actions.ask_to_lift, amel, report=report)
    report = opened(report, group, amel, days_ago=8)
    csv = f"{report.path}table.csv"
    assert "fewer than 11" in as_person(amel).get(csv).text
    assert report.decision is not None
    for person in (amel, david):
        answered(report.decision, person)
    with hats.person(amel.pk):
        assert not is_lifted(report)  # nobody has closed it yet
    wait(report.decision, days=15)
    table = as_person(amel).get(csv).text
    assert "fewer than 11" not in table
    assert '"Members on 31 December","2",' in table


def test_an_objection_leaves_small_figures_hidden(
    group: Group, amel: Person, david: Person
) -> None:
    report = report_of(group, amel)
    act(actions.ask_to_lift, amel, report=report)
    with hats.system("test"):
        report = Report.objects.select_related("circle", "decision").get()
    assert report.decision is not None
    answered(report.decision, amel)
    answered(report.decision, david, "objection")
    wait(report.decision, days=15)
    assert {line.leaves_as for line in lines(report, group, amel).values() if line.small} == {
        "fewer than 11"
    }
    with pytest.raises(NotPossible, match="asked already"):
        act(actions.ask_to_lift, amel, report=report)


def test_the_year_is_over_before_members_read_it(group: Group, amel: Person) -> None:
    year = timezone.localdate().year
    report = act(actions.start_report, amel, circle=group.circle, year=year)
    with pytest.raises(NotPossible, match="not over yet"):
        act(actions.open_report, amel, report=report, group=group)
    with pytest.raises(NotPossible, match="started already"):
        act(actions.start_report, amel, circle=group.circle, year=year)


def test_it_is_due_on_28_february_and_today_says_so_from_new_year_on(
    group: Group, amel: Person, david: Person
) -> None:
    assert read_kind().due(2026) == dt.date(2027, 2, 28)
    year = timezone.localdate().year

    def due(person: Person, month: int, day: int) -> list[tuple[int, int]]:
        with hats.person(person.pk), connection.cursor() as cursor:
            cursor.execute("select * from reports_due(%s)", [dt.date(year, month, day)])
            return [row for row in cursor.fetchall() if row[0] == group.pk]

    assert due(amel, 1, 2) == due(amel, 2, 28) == [(group.pk, year - 1)]
    assert due(amel, 11, 30) == due(david, 1, 2) == []
    opened(report_of(group, amel), group, amel)
    assert due(amel, 2, 1) == []


def test_a_group_of_another_kind_has_no_such_report(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david, kind="self_help")
    page = as_person(amel).get(f"{group.path}people/")
    assert page.status_code == 200
    assert "Yearly report" not in page.text
    answer = as_person(amel).post(f"/reports/new/{group.circle.key}/", {"year": LAST_YEAR})
    assert answer.status_code == 404


def test_the_proposal_is_one_that_all_members_read(group: Group, amel: Person) -> None:
    report = report_of(group, amel)
    act(actions.ask_to_lift, amel, report=report)
    with hats.system("test"):
        version = Version.objects.get()
    assert "under 11" in str(version.words)
