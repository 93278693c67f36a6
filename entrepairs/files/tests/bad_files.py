"""Files that are refused, each with its reason."""

import io
from collections.abc import Callable

from PIL import Image

from entrepairs.files.tests import made_files as made


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
