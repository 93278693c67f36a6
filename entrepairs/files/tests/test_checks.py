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
from entrepairs.files.tests.bad_files import BAD
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


def test_a_small_file_of_many_pixels_is_not_checked_while_its_sender_waits(tmp_path: Path) -> None:
    vast, usual = tmp_path / "vast.webp", tmp_path / "usual.webp"
    Image.new("RGB", (5000, 4000)).save(vast, "WEBP")
    Image.new("RGB", (800, 600)).save(usual, "WEBP")
    assert vast.stat().st_size < sandbox.AT_ONCE
    assert sandbox.is_light(usual)
    assert not sandbox.is_light(vast)


def test_a_picture_that_is_costly_to_draw_is_refused_in_words(tmp_path: Path) -> None:
    source = tmp_path / "vast.webp"
    Image.new("RGB", (6000, 5000)).save(source, "WEBP")
    with pytest.raises(Refused) as refused:
        sandbox.check_apart(source, tmp_path / "cleaned", "vast.webp")
    assert refused.value.reason == "too_many_pixels"
