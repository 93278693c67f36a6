"""The yearly report of a commission as its delegation reads it, and as it leaves."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.complaints.models import YearLine, YearReport, YearVersion
from entrepairs.complaints.queries import complaints_of
from entrepairs.complaints.year_figures import FEW, say_year
from entrepairs.complaints.year_lines import Section, read_year
from entrepairs.core.small_counts import LEAST
from entrepairs.core.sql_files import read_sql
from entrepairs.mandates import page_hooks
from entrepairs.mandates.models import Body, Term
from entrepairs.ui.formats import day_short, today
from entrepairs.ui.report_lines import LineKind

ORIGINS = {
    "ledger": gettext_lazy("from the ledger of complaints"),
    "body": gettext_lazy("from the page of the body"),
    "delegation": gettext_lazy("from the delegation’s pages"),
    "before": gettext_lazy("from the report of last year"),
    "written": gettext_lazy("written by the delegation"),
}
FIRST_YEARS = 2  # a report is begun for this year or the one before


@dataclass(frozen=True, slots=True)
class Found:
    """What is known here of one line, and from where."""

    words: str
    origin: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the report, and as it leaves."""

    kind: LineKind
    words: str
    origin: str

    @property
    def origin_label(self) -> str:
        return str(ORIGINS[self.origin]) if self.origin else ""

    @property
    def small(self) -> bool:
        """A number of fewer than 11 people. None at all tells of nobody."""
        return self.kind.figure and self.words.isdecimal() and 0 < int(self.words) < LEAST

    @property
    def leaves_as(self) -> str:
        return str(FEW) if self.small else self.words


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: Section
    lines: list[ShownLine]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    number: int
    made_at: dt.datetime
    sent_at: dt.datetime | None


def with_versions() -> QuerySet[YearReport]:
    """Each with the days of its versions, newest first: they are never deleted, so that their
    place is their number."""
    rows = YearVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    days = {f"versions_{name}": ArraySubquery(rows.values(name)) for name in ("made_at", "sent_at")}
    return YearReport.objects.select_related("body__place").annotate(**days)


def versions_of(report: Any) -> list[ShownVersion]:
    """Of a report with its versions."""
    days = list(zip(report.versions_made_at, report.versions_sent_at, strict=True))
    return [
        ShownVersion(len(days) - place, made_at, sent_at)
        for place, (made_at, sent_at) in enumerate(days)
    ]


def reports_of(body: Body) -> QuerySet[YearReport]:
    return YearReport.objects.filter(body=body).order_by("-year")


def years_to_tell(body: Body, told: set[int]) -> list[int]:
    """Of which no report was begun: last year and this one, when the body had a term then."""
    now = today().year
    terms = list(Term.objects.filter(body=body))
    return [
        year
        for year in range(now, now - FIRST_YEARS, -1)
        if year not in told and any(_meets(term, year) for term in terms)
    ]


def _meets(term: Term, year: int) -> bool:
    return term.since.year <= year <= term.until.year


def shown_sections(report: YearReport) -> list[ShownSection]:
    written, before = written_lines(report)
    known = before | find_lines(report)
    return [
        ShownSection(section, [_show(kind, written, known) for kind in section.lines])
        for section in read_year().sections
    ]


def written_lines(report: YearReport) -> tuple[dict[str, str], dict[str, Found]]:
    """As the delegation wrote them; and those that nothing here can tell, as it did a year ago."""
    kept = {kind.key for one in read_year().sections for kind in one.lines if kind.kept}
    rows = YearLine.objects.select_related("report").filter(
        report__body=report.body_id, report__year__in=[report.year - 1, report.year]
    )
    written: dict[str, str] = {}
    before: dict[str, Found] = {}
    for line in rows:
        if line.report_id == report.pk:
            written[line.name] = str(line.words)
        elif line.name in kept:
            before[line.name] = Found(str(line.words), "before")
    return written, before


def _show(kind: LineKind, written: dict[str, str], known: dict[str, Found]) -> ShownLine:
    if kind.key in written:
        return ShownLine(kind, written[kind.key], "written")
    here = known.get(kind.key)
    return ShownLine(kind, here.words, here.origin) if here else ShownLine(kind, "", "")


def find_lines(report: YearReport) -> dict[str, Found]:
    """What is known here: the ledger, the seats, and what other rooms tell of that year."""
    body, year = report.body, report.year
    found = {name: Found(words, "ledger") for name, words in _say_ledger(report).items()}
    for facts in page_hooks.year_facts:
        found |= {name: Found(words, "delegation") for name, words in facts(body, year).items()}
    pages = {name: "\n".join(words) for name, words in say_body(body, year).items()}
    return found | {name: Found(words, "body") for name, words in pages.items() if words}


def _say_ledger(report: YearReport) -> dict[str, str]:
    return say_year(complaints_of(report.body, report.year))


def say_body(body: Body, year: int) -> dict[str, list[str]]:
    """Its seats at the end of the year, full ones and those of deputies apart; its terms."""
    day = min(dt.date(year, 12, 31), today())
    said: dict[str, list[str]] = {"seats": [], "term": []}
    with connection.cursor() as cursor:
        sql = read_sql("complaints", "queries/seats_and_terms.sql")
        cursor.execute(sql, {"body": body.pk, "day": day})
        for kind, every, held, since, until in cursor.fetchall():
            if kind != "term":
                said["seats"].append(_say_seats(kind == "deputies", every, held))
            elif since.year <= year <= until.year:
                days = {"first": day_short(since), "last": day_short(until)}
                said["term"].append(_("from %(first)s to %(last)s") % days)
    return said


def _say_seats(deputies: bool, every: int, held: int) -> str:
    if deputies:
        return _("Seats of deputies held: %(held)s of %(all)s") % {"held": held, "all": every}
    return _("Full seats held: %(held)s of %(all)s") % {"held": held, "all": every}


def lines_to_keep(sections: list[ShownSection]) -> str:
    """Of a version: each line as it leaves."""
    lines = [
        {"name": line.kind.key, "words": line.leaves_as, "origin": line.origin}
        for section in sections
        for line in section.lines
    ]
    return json.dumps(lines, ensure_ascii=False)


def kept_sections(version: YearVersion) -> list[ShownSection]:
    """As they were; a line that is asked no more is told no more."""
    kept: dict[str, dict[str, Any]] = {
        line["name"]: line for line in json.loads(str(version.words))
    }
    blank = {"words": "", "origin": ""}
    return [
        ShownSection(
            section,
            [
                ShownLine(kind, told["words"], told["origin"])
                for kind in section.lines
                for told in [kept.get(kind.key, blank)]
            ],
        )
        for section in read_year().sections
    ]


def count_blanks(sections: list[ShownSection]) -> int:
    return sum(not line.words for one in sections for line in one.lines)
