"""OpenDocument texts (ODT, ISO/IEC 26300, version 1.3): headings, paragraphs and tables, so that
a report is changed in anybody's own program.

A file is a zip whose first member says what it is, uncompressed; each other one is listed.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from django.utils import translation

from entrepairs.ui.file_answers import ODT

KIND = ODT
WHEN = (1980, 1, 1, 0, 0, 0)  # the same words are the same bytes
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "meta": "meta",
        "manifest": "manifest",
        "fo": "xsl-fo-compatible",
    }.items()
)
OUTER = f'{SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
STYLE = (
    '<style:style style:name="{name}" style:family="paragraph"{more}>'
    '<style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>'
)
LEVEL = ' style:default-outline-level="{}"'
STYLES = (
    '<office:styles><style:default-style style:family="paragraph"><style:text-properties'
    ' fo:language={language} fo:country="none" fo:font-size="11pt"/></style:default-style>'
    + STYLE.format(name="Heading_1", more=LEVEL.format(1), size=18)
    + STYLE.format(name="Heading_2", more=LEVEL.format(2), size=14)
    + STYLE.format(name="Head", more="", size=11)
    + "</office:styles>"
)


@dataclass(frozen=True, slots=True)
class Heading:
    words: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of it stay lines."""

    words: str


@dataclass(frozen=True, slots=True)
class Table:
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


type Block = Heading | Paragraph | Table


def write_odt(title: str, blocks: Sequence[Block]) -> bytes:
    language = quoteattr((translation.get_language() or "fr")[:2])
    styles = STYLES.replace("{language}", language)
    body = "".join(_write(block, number) for number, block in enumerate(blocks, 1))
    members = {
        "content.xml": f"<office:document-content {OUTER}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {OUTER}>{styles}</office:document-styles>",
        "meta.xml": f"<office:document-meta {OUTER}><office:meta><dc:title>{_clean(title)}"
        f"</dc:title><dc:language>{language[1:-1]}</dc:language></office:meta>"
        "</office:document-meta>",
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        kind = zipfile.ZipInfo("mimetype", WHEN)
        file.writestr(kind, KIND, compress_type=zipfile.ZIP_STORED)
        for name, words in (members | {"META-INF/manifest.xml": _manifest(members)}).items():
            member = zipfile.ZipInfo(name, WHEN)
            file.writestr(member, f"{HEAD}\n{words}", compress_type=zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _manifest(names: Sequence[str] | dict[str, str]) -> str:
    entries = [("/", KIND), *((name, "text/xml") for name in names)]
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in entries
    )
    return f'<manifest:manifest {SPACES} manifest:version="1.3">{lines}</manifest:manifest>'


def _write(block: Block, number: int) -> str:
    match block:
        case Heading(words, level):
            start = f'<text:h text:style-name="Heading_{level}" text:outline-level="{level}">'
            return f"{start}{_lines(words)}</text:h>"
        case Paragraph(words):
            return f"<text:p>{_lines(words)}</text:p>"
        case Table():
            return "".join(_table(block, f"T{number}"))


def _table(table: Table, name: str) -> Iterator[str]:
    yield f'<table:table table:name="{name}">'
    yield f'<table:table-column table:number-columns-repeated="{len(table.heads)}"/>'
    yield f"<table:table-header-rows>{_row(table.heads, ' text:style-name="Head"')}"
    yield "</table:table-header-rows>"
    yield from (_row(row) for row in table.rows)
    yield "</table:table>"


def _row(cells: Sequence[str], style: str = "") -> str:
    told = "".join(
        f'<table:table-cell office:value-type="string"><text:p{style}>{_lines(one)}</text:p>'
        "</table:table-cell>"
        for one in cells
    )
    return f"<table:table-row>{told}</table:table-row>"


def _lines(words: str) -> str:
    return "<text:line-break/>".join(_clean(line) for line in words.splitlines())


def _clean(words: str) -> str:
    """What XML has no sign for is left out."""
    return escape("".join(sign for sign in words if sign >= " " and sign not in "\ufffe\uffff"))
