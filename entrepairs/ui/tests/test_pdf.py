"""PDFs: in the font of the pages, wherever they are made."""

import io
import re
from typing import Any, cast

import pytest
import typst
from pypdf import PdfReader

from entrepairs.ui.pdf import PACKAGE, make_pdf, our_fonts
from entrepairs.ui.tests.pdf_fonts import embedded_fonts


def test_every_template_has_the_font_of_the_pages() -> None:
    templates = [path for path in PACKAGE.rglob("*.typ") if path.parent.name != "ui"]
    assert len(templates) > 4
    for path in templates:
        text = path.read_text()
        assert re.search(r'#import "/ui/pdf.typ": .*\bfont\b', text), path
        assert "#set text(font: font," in text, path
        assert set(re.findall(r"font: ([^,)]+)", text)) <= {"font", "fixed"}, path


def test_it_carries_our_font_and_no_font_of_the_machine() -> None:
    content = {
        "heading": "Attestation",
        "attests": "L’Escale atteste que",
        "name": "Zoé Łukasz",
        "took_part": "est venue.",
        "title": {"text": "Entre pairs", "language": "fr"},
        "dates": "12 mai",
        "place": "",
        "made_on": "Fait le 13 mai.",
    }
    read = PdfReader(io.BytesIO(make_pdf("registrations/attestation.typ", content)))
    assert embedded_fonts(read) == {"AtkinsonHyperlegibleNext"}
    assert "Zoé Łukasz" in read.pages[0].extract_text()
    assert {"Atkinson Hyperlegible Next", "DejaVu Sans Mono"} <= set(our_fonts().families())


def door_list(title: str, name: str) -> PdfReader:
    content = {
        "title": {"text": title, "language": "fr"},
        "dates": "12 mai",
        "heads": ["Nom", "Signature"],
        "names": [name],
    }
    return PdfReader(io.BytesIO(make_pdf("registrations/list.typ", content)), strict=True)


def keeps_the_standard(read: PdfReader) -> bool:
    return b"pdfuaid" in cast(Any, read.trailer["/Root"])["/Metadata"].get_data()


@pytest.mark.parametrize("name", ["Ελένη", "Юлия", "شهرزاد", "שרה", "ნინო", "Zoé 😀"])
def test_a_name_is_written_in_its_own_letters(name: str) -> None:
    read = door_list("Entre pairs", name)
    assert embedded_fonts(read) == {"AtkinsonHyperlegibleNext", "DejaVuSans"}
    assert keeps_the_standard(read)


@pytest.mark.parametrize("sign", ["🫂", "𓀀", "ሰላም", "\u202e"])
def test_a_sign_that_no_font_has_takes_neither_the_pdf_nor_its_tags(sign: str) -> None:
    read = door_list(f"Entre pairs {sign}", f"Zoé {sign}")
    assert "Zoé" in read.pages[0].extract_text()
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root


def test_a_template_that_is_told_too_little_is_an_error() -> None:
    with pytest.raises(typst.TypstError):
        make_pdf("registrations/list.typ", {})
