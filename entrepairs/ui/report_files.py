"""A report as files: a tagged PDF, and a text (ODT) that people change in their own program."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from entrepairs.ui.odt import Heading, Paragraph, Table, write_odt
from entrepairs.ui.pdf import make_pdf

BLANK = "–"


@dataclass(frozen=True, slots=True)
class FiledLine:
    """One line, as it leaves."""

    label: str
    words: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class FiledPart:
    """A part of a report; a report of one part has no title there."""

    title: str
    lines: Sequence[FiledLine]


@dataclass(frozen=True, slots=True)
class FiledReport:
    """`name`: of whom it tells; `notes`: what stands under it."""

    title: str
    name: str
    parts: Sequence[FiledPart]
    notes: str = ""
    blank: str = BLANK  # what stands where nothing is told

    def shown(self, line: FiledLine) -> str:
        return line.words or self.blank


def _heads() -> list[str]:
    return [_("Line"), _("Answer"), _("Origin")]


def draw_pdf(report: FiledReport) -> bytes:
    parts = [
        {
            "title": part.title,
            "lines": [asdict(line) | {"words": report.shown(line)} for line in part.lines],
        }
        for part in report.parts
    ]
    content = {"title": report.title, "name": report.name, "notes": report.notes}
    return make_pdf("ui/report.typ", content | {"heads": _heads(), "parts": parts})


def write_text(report: FiledReport) -> bytes:
    """The same, as OpenDocument."""
    said: list[Heading | Paragraph | Table] = [Heading(report.title, 1), Paragraph(report.name)]
    for part in report.parts:
        if part.title:
            said.append(Heading(part.title, 2))
        rows = [[line.label, report.shown(line), line.origin] for line in part.lines]
        said.append(Table(_heads(), rows))
    if report.notes:
        said.append(Paragraph(report.notes))
    return write_odt(report.title, said)
