"""A report as it leaves: a table, and a tagged PDF. Small figures are in neither, unless lifted."""

from typing import Any

from django.utils.translation import gettext as _

from entrepairs.core.csv_cells import write_table
from entrepairs.reports.models import Report
from entrepairs.reports.queries import ShownLine
from entrepairs.ui.pdf import make_pdf


def name_file(report: Report, ending: str) -> str:
    return f"{_('report')}-{report.year}.{ending}"


def write_csv(lines: list[ShownLine]) -> str:
    rows = [[str(line.kind), line.leaves_as, line.origin_label] for line in lines]
    return write_table([[_("Line"), _("Answer"), _("Origin")], *rows])


def draw_pdf(report: Report, lines: list[ShownLine]) -> bytes:
    content: dict[str, Any] = {
        "title": say_title(report),
        "name": str(report.circle.name),
        "heads": [_("Line"), _("Answer"), _("Origin")],
        "lines": [
            {"label": str(line.kind), "words": line.leaves_as or "–", "origin": line.origin_label}
            for line in lines
        ],
    }
    return make_pdf("reports/report.typ", content)


def say_title(report: Report) -> str:
    return _("Report of %(year)s") % {"year": report.year}
