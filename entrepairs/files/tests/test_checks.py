"""Each kind of file, good and bad, as the check sees it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from entrepairs.files import filenames, sandbox
from entrepairs.files.checks import Found, check
from entrepairs.files.checks import image as picture_check
from entrepairs.files.checks.jpeg_metadata import bare_jpeg
from entrepairs.files.refusal_messages import REASONS
from entrepairs.files.tests import made_files as made
from entrepairs.files.types import Refused, kinds


def looked_at(folder: Path, data: bytes, name: str = "x") -> tuple[Found, bytes]:
    """What was found, and the bytes that are kept."""
    source, cleaned = folder / "source", folder / "cleaned"
    source.write_bytes(data)
    found = check(source, cleaned, name)
    return found, cleaned.read_bytes() if found.cleaned else data


GOOD: dict[str, tuple[Callable[[], bytes], str, float | None]] = {
    "a PDF": (made.pdf, "pdf", None),
    "a PDF with names": (made.named_pdf, "pdf", None),
    "a PDF that forbids printing": (lambda: made.pdf(owner="x"), "pdf", None),
    "a Word document": (made.docx, "docx", None),
    "an OpenDocument text": (made.odt, "odt", None),
    "a book": (
        lambda: made.archive(
            {"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"}
        ),
        "epub",
        None,
    ),
    "a photograph": (made.picture, "jpeg", None),
    "a drawing": (lambda: made.picture("PNG"), "png", None),
    "a WebP picture": (lambda: made.picture("WEBP"), "webp", None),
    "a picture that moves": (made.gif, "gif", None),
    "a WAV": (made.wav, "wav", 1.0),
    "an MP3": (made.mp3, "mp3", 2.09),
    "an AAC": (made.aac, "aac", 0.7),
    "a FLAC": (made.flac, "flac", 2.0),
    "an Opus": (made.opus, "ogg", 2.0),
    "an MP4": (made.mp4, "mp4", 90.0),
    "an M4A": (lambda: made.mp4(video=False), "m4a", 90.0),
    "a WebM": (made.webm, "webm", 7.0),
    "a WebM as a browser records it": (lambda: made.webm(video=False, live=True), "weba", None),
    "a text": (lambda: "Être pair".encode(), "text", None),
    "a text of an old computer": (lambda: "Être pair".encode("cp1252"), "text", None),
    "captions": (lambda: b"WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour", "vtt", None),
}


@pytest.mark.parametrize("what", GOOD)
def test_a_good_file_is_known_by_its_bytes(tmp_path: Path, what: str) -> None:
    make, kind, lasting = GOOD[what]
    found, kept = looked_at(tmp_path, make())
    assert found.kind == kind
    assert found.duration == (pytest.approx(lasting, abs=0.05) if lasting else None)
    assert made.PLACE not in kept
    assert made.NAME.encode() not in kept
    again, _kept = looked_at(tmp_path, kept)  # what is kept is whole
    assert again.kind == kind


def test_every_kind_has_its_good_file() -> None:
    tried = {kind for _make, kind, _lasting in GOOD.values()}
    assert set(kinds()) - tried == {
        "xlsx",
        "pptx",
        "ods",
        "odp",
        "odg",
        "csv",
        "json",
    }  # as docx, odt and text


def remote() -> bytes:
    rels = (
        '<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" '
        'Target="http://x/t.dotm" TargetMode="External"/></Relationships>'
    )
    return made.docx(entries={"word/_rels/settings.xml.rels": rels})


def lying_pdf() -> bytes:
    return made.pdf() + made.archive({"x.txt": "x"})


def vast() -> bytes:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    return out.getvalue()


LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
FETCHES = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def declaring(part: str | bytes) -> bytes:
    return made.docx(entries={"word/settings.xml": part})


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "a program for Windows": (lambda: b"MZ\x90\0" + b"\0" * 99, "program"),
    "a program for Linux": (lambda: b"\x7fELF" + b"\0" * 99, "program"),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /", "program"),
    "a page": (lambda: b"\n <!DOCTYPE html><p>x", "page"),
    "a page without a head": (lambda: b"<script>alert(1)</script>", "page"),
    "an SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "svg"),
    "an SVG after a declaration": (lambda: b'<?xml version="1.0"?><svg/>', "svg"),
    "a document with macros": (lambda: made.docx(entries={"word/vbaProject.bin": b"x"}), "macros"),
    "macros in a table in a document": (
        lambda: made.docx(
            entries={"word/embeddings/t.docx": made.docx(entries={"word/vbaProject.bin": b"x"})}
        ),
        "macros",
    ),
    "macros of OpenDocument": (lambda: made.odt(**{"Basic/Standard/Module1.xml": "x"}), "macros"),
    "a document that calls out": (remote, "calls_out"),
    "a document with a program in it": (
        lambda: made.docx(entries={"word/media/x.exe": b"MZ"}),
        "program",
    ),
    "a document with a packet in it": (
        lambda: made.docx(entries={"word/embeddings/oleObject1.bin": b"x"}),
        "attachment",
    ),
    "a document whose words grow without end": (lambda: declaring(LAUGHS), "bomb"),
    "the same, in another encoding": (lambda: declaring(LAUGHS.encode("utf-16")), "bomb"),
    "a document that fetches a file": (lambda: declaring(FETCHES), "calls_out"),
    "a document that fetches its own grammar": (
        lambda: declaring('<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>'),
        "calls_out",
    ),
    "a document in an encoding nobody reads": (
        lambda: declaring('<?xml version="1.0" encoding="cp037"?><a/>'),
        "unreadable",
    ),
    "such a table within a document": (
        lambda: made.docx(entries={"word/embeddings/t.docx": declaring(LAUGHS)}),
        "bomb",
    ),
    "OpenDocument whose words grow": (lambda: made.odt(**{"styles.xml": LAUGHS}), "bomb"),
    "OpenDocument that fetches a file": (lambda: made.odt(**{"styles.xml": FETCHES}), "calls_out"),
    "a document with a path out of it": (lambda: made.docx(entries={"../../x": b"x"}), "bomb"),
    "a PDF that runs a script": (lambda: made.pdf(script=True), "active_pdf"),
    "a PDF that hides a script": (made.packed_pdf, "active_pdf"),
    "a PDF that starts a program": (lambda: made.pdf(launch=True), "active_pdf"),
    "a PDF that carries a file": (lambda: made.pdf(attached=True), "attachment"),
    "a PDF with a password": (lambda: made.pdf(password="x"), "locked"),
    "a PDF cut short": (lambda: made.pdf()[:-60], "cut_short"),
    "a PDF that is none": (lambda: b"%PDF-1.7\nhello\n%%EOF", "unreadable"),
    "a locked document": (
        lambda: made.odt(**{"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "locked",
    ),
    "an archive": (lambda: made.archive({"x.txt": "x"}), "archive"),
    "a bomb": (lambda: made.docx(entries={"word/x.xml": b"\0" * 30_000_000}), "bomb"),
    "a document cut short": (lambda: made.docx()[:-40], "cut_short"),
    "a PDF that is an archive too": (lying_pdf, "two_things"),
    "a picture that is a page too": (lambda: b"GIF89a/*<script>alert(1)</script>*/", "two_things"),
    "a picture that is an archive too": (
        lambda: made.picture() + made.archive({"x": "x"}),
        "two_things",
    ),
    "a photograph cut short": (lambda: made.picture(size=(900, 900))[:-900], "cut_short"),
    "a drawing cut short": (lambda: made.picture("PNG", (90, 90))[:-40], "cut_short"),
    "a picture of absurd size": (vast, "too_many_pixels"),
    "an MP4 cut short": (lambda: made.mp4()[:-9], "cut_short"),
    "an MP4 without its index": (
        lambda: made.box(b"ftyp", b"isom\0\0\2\0") + made.box(b"mdat", b"x"),
        "cut_short",
    ),
    "a WAV cut short": (lambda: made.wav()[:-900], "cut_short"),
    "an Opus cut short": (lambda: made.opus()[:-9], "cut_short"),
    "a WebM cut short": (lambda: made.webm()[:-9], "cut_short"),
    "a picture of a telephone (HEIC)": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 99, "unknown"),
    "old Word": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 99, "old_office"),
    "bytes that are nothing": (lambda: bytes(range(256)), "unknown"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_with_its_reason(tmp_path: Path, what: str) -> None:
    make, reason = BAD[what]
    with pytest.raises(Refused) as refused:
        looked_at(tmp_path, make())
    assert refused.value.reason == reason


def test_every_reason_has_its_words() -> None:
    assert {reason for _make, reason in BAD.values()} - set(REASONS) == set()
    assert all(str(why.what) and str(why.instead) for why in REASONS.values())


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.bat", b"del *.*", "program"),
        ("x.html", b"hello", "page"),
        ("x.vtt", b"hello", "captions"),
        ("x.json", b"{", "unreadable"),
    ],
)
def test_a_text_is_not_what_a_computer_would_run_by_its_name(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        looked_at(tmp_path, data, name)
    assert refused.value.reason == reason


def test_a_text_is_kept_so_that_its_accents_are_read(tmp_path: Path) -> None:
    found, kept = looked_at(tmp_path, "prénom;âge".encode("cp1252"), "liste.csv")
    assert (found.kind, kept.decode()) == ("csv", "prénom;âge")


def test_a_photograph_is_upright_in_its_colours_and_tells_nothing_else(tmp_path: Path) -> None:
    given = made.picture(size=(40, 20), up=6)
    assert b"Telephone" in given
    _found, kept = looked_at(tmp_path, given)
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (20, 40)  # it lay on its side
        assert picture.info["icc_profile"]
        assert not picture.getexif()
    for told in (b"Telephone", b"GPS", b"xmpmeta", b"Exif", made.NAME.encode()):
        assert told not in kept


def test_a_photograph_within_a_document_tells_nothing_either(tmp_path: Path) -> None:
    _found, kept = looked_at(
        tmp_path, made.docx(entries={"word/media/image1.jpeg": made.picture()})
    )
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        photograph = archive.read("word/media/image1.jpeg")
        assert made.NAME not in archive.read("docProps/core.xml").decode()
        assert "Être pair" in archive.read("docProps/core.xml").decode()  # its title stays
    assert b"GPS" not in photograph
    assert b"Telephone" not in photograph
    with Image.open(io.BytesIO(photograph)) as picture:
        assert picture.getexif()[0x0112] == 6  # as it lies: the document turns it
        assert picture.info["icc_profile"]
    assert bare_jpeg(b"\xff\xd8 not a picture") == b"\xff\xd8 not a picture"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (
            "word/comments.xml",
            '<w:comment w:id="0" w:author="{}" w:initials="JD"><w:t>À revoir</w:t></w:comment>',
        ),
        (
            "word/document.xml",
            (
                '<w:ins w:id="1" w:author="{}" w:date="2026-01-01T00:00:00Z"><w:t>À '
                "revoir</w:t></w:ins>"
            ),
        ),
        (
            "word/people.xml",
            (
                '<w15:person w15:author="{}"><w15:presenceInfo w15:userId="{}"/></w15:person><!--À '
                "revoir-->"
            ),
        ),
        ("xl/comments1.xml", "<authors><author>{}</author></authors><t>À revoir</t>"),
        ("ppt/commentAuthors.xml", '<p:cmAuthor id="0" name="{}" initials="JD"/><!--À revoir-->'),
        (
            "content.xml",
            (
                "<office:annotation><dc:creator>{}</dc:creator><text:p>À "
                "revoir</text:p></office:annotation>"
            ),
        ),
    ],
)
def test_notes_in_a_document_stay_without_the_names_of_who_noted(
    tmp_path: Path, place: str, words: str
) -> None:
    written = words.replace("{}", made.NAME)
    data = (
        made.odt(**{place: written})
        if place == "content.xml"
        else made.docx(entries={place: written})
    )
    _found, kept = looked_at(tmp_path, data)
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        after = archive.read(place).decode()
    assert made.NAME not in after
    assert "JD" not in after
    assert "À revoir" in after


def test_a_pdf_keeps_its_title_and_its_notes_and_no_name(tmp_path: Path) -> None:
    """A name in it would lead from a testimony to the person who gave it."""
    _found, kept = looked_at(tmp_path, made.named_pdf())
    reader = PdfReader(io.BytesIO(kept))
    everything = repr([reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)])
    words = reader.root_object["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
    assert made.NAME not in everything + words
    assert reader.metadata is not None
    assert reader.metadata.title == "Être pair"
    assert "Être pair" in words
    assert 'pdfuaid:part="1"' in words
    assert reader.pages[0]["/Annots"][0]["/Contents"] == "À revoir"  # type: ignore[index]
    (tmp_path / "signed").mkdir()
    found, _same = looked_at(tmp_path / "signed", made.named_pdf(signed=True))
    assert not found.cleaned  # it would not be what was signed


def test_too_many_pixels_are_counted_before_any_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = Image.MAX_IMAGE_PIXELS
    monkeypatch.setattr(picture_check, "PIXELS", 100)
    with pytest.raises(Refused) as refused:
        looked_at(tmp_path, made.picture())
    assert refused.value.reason == "too_many_pixels"
    assert others == Image.MAX_IMAGE_PIXELS, "the limit is of this check alone"


def test_a_check_in_a_process_of_its_own_says_the_same(tmp_path: Path) -> None:
    source, cleaned = tmp_path / "source", tmp_path / "cleaned"
    source.write_bytes(made.mp4())
    assert sandbox.check_apart(source, cleaned, "film.mp4") == Found(
        "mp4", duration=90.0, cleaned=True
    )
    source.write_bytes(made.pdf(script=True))
    with pytest.raises(Refused) as refused:
        sandbox.check_apart(source, cleaned, "x.pdf")
    assert refused.value.reason == "active_pdf"
    with pytest.raises(Refused) as refused:
        sandbox.check_apart(tmp_path / "nowhere", cleaned, "x.pdf")  # whatever stops it
    assert refused.value.reason == "too_heavy"


@pytest.mark.parametrize(
    "name",
    [
        "annexe\u202efdp.exe",
        "a/b.pdf",
        "..\\b.pdf",
        "a\x00.pdf",
        "a\n.pdf",
        " . ",
        "",
        "\u2066x.pdf",
    ],
)
def test_a_name_that_deceives_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        filenames.clean(name)


def test_a_name_is_kept_on_one_line_within_its_length() -> None:
    assert filenames.clean("  Être   pair (2026).PDF ") == "Être pair (2026).PDF"
    assert filenames.clean("é" * 300 + ".pdf") == "é" * 196 + ".pdf"
    assert filenames.clean("تقرير.pdf") == "تقرير.pdf"
    assert filenames.with_end_of(kinds()["jpeg"], "photo.exe") == "photo.exe.jpg"
    assert filenames.with_end_of(kinds()["jpeg"], "photo.JPEG") == "photo.JPEG"
