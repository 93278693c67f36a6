"""A version of the yearly report as files: tagged PDF, and OpenDocument text."""

from django.utils.translation import gettext as _

from entrepairs.complaints.models import YearReport, YearVersion
from entrepairs.complaints.year_queries import kept_sections
from entrepairs.ui.formats import day
from entrepairs.ui.report_files import FiledLine, FiledPart, FiledReport


def say_title(report: YearReport) -> str:
    return _("Report of the commission, %(year)s") % {"year": report.year}


def name_file(version: YearVersion, ending: str) -> str:
    return f"{_('report')}-{version.report.year}-{version.number}.{ending}"


def filed(version: YearVersion) -> FiledReport:
    """What is blank says so, and small figures are hidden already."""
    parts = [
        FiledPart(
            str(one.section),
            [FiledLine(str(line.kind), line.words, line.origin_label) for line in one.lines],
        )
        for one in kept_sections(version)
    ]
    notes = _("Version %(number)s, %(day)s: figures of the ledger under 11 people are hidden.") % {
        "number": version.number,
        "day": day(version.made_at),
    }
    return FiledReport(
        say_title(version.report),
        version.report.body.name,
        parts,
        notes=notes,
        blank=_("Not filled in"),
    )
