"""A report as it leaves: a table, and a tagged PDF. Small figures are in neither, unless lifted."""

from django.utils.translation import gettext as _

from entrepairs.core.csv_cells import write_table
from entrepairs.reports.models import Report
from entrepairs.reports.queries import ShownLine
from entrepairs.ui import report_files
from entrepairs.ui.report_files import FiledLine, FiledPart, FiledReport


def name_file(report: Report, ending: str) -> str:
    return f"{_('report')}-{report.year}.{ending}"


def write_csv(lines: list[ShownLine]) -> str:
    rows = [[str(line.kind), line.leaves_as, line.origin_label] for line in lines]
    return write_table([[_("Line"), _("Answer"), _("Origin")], *rows])


def draw_pdf(report: Report, lines: list[ShownLine]) -> bytes:
    told = [FiledLine(str(line.kind), line.leaves_as, line.origin_label) for line in lines]
    name, part = str(report.circle.name), FiledPart("", told)
    return report_files.draw_pdf(FiledReport(say_title(report), name, [part]))


def say_title(report: Report) -> str:
    return _("Report of %(year)s") % {"year": report.year}
