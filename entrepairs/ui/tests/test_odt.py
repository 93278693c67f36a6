"""OpenDocument texts, read by what we did not write: zip, and an XML parser that checks."""

import zipfile
from io import BytesIO
from typing import Any

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from entrepairs.ui.odt import KIND, Heading, Paragraph, Table, write_odt

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
NAMES = {name: OFFICE.format(name) for name in ("office", "text", "table", "manifest", "meta")}


def members_of(body: bytes) -> dict[str, Any]:
    """Every XML file of it; the zip and its list agree, as the format says."""
    with zipfile.ZipFile(BytesIO(body)) as file:
        assert file.testzip() is None
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert file.read("mimetype") == KIND.encode()
        assert body[30:38] == b"mimetype"  # nothing stands between the name and what it says
        assert body[38 : 38 + len(KIND)] == KIND.encode()
        found = {
            name: etree.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith(".xml")
        }
    listed = found["META-INF/manifest.xml"].xpath("//@manifest:full-path", namespaces=NAMES)
    assert set(listed) == {"/", *found} - {"META-INF/manifest.xml"}
    return found


def test_a_text_has_its_headings_its_table_and_its_language() -> None:
    with translation.override("fr"):
        body = write_odt(
            "Rapport & suites", [Heading("Un", 1), Paragraph("a\nb"), Table(["A"], [["<1>"]])]
        )
    found = members_of(body)
    content = found["content.xml"]
    assert content.tag == f"{{{NAMES['office']}}}document-content"
    assert content.get(f"{{{NAMES['office']}}}version") == "1.3"

    def say(path: str) -> Any:
        return content.xpath(path, namespaces=NAMES)

    assert say("string(//text:h[@text:outline-level='1'])") == "Un"
    assert len(say("//text:p/text:line-break")) == 1
    assert say("string(//table:table-header-rows//text:p)") == "A"
    assert say("string(//table:table/table:table-row//text:p)") == "<1>"
    assert "Rapport & suites" in found["meta.xml"].xpath("string()")
    used = set(say("//@text:style-name"))
    named = found["styles.xml"].xpath("//*/@*[local-name()='name']")
    assert used <= set(named)
    assert "fr" in found["styles.xml"].xpath("//@*[local-name()='language']")


@given(st.text(max_size=40))
def test_whatever_people_write_it_can_be_read(words: str) -> None:
    members_of(write_odt(words, [Heading(words, 2), Paragraph(words), Table([words], [[words]])]))
