"""Office files and books, which are archives: opened whole within limits, without macros, programs
or what calls out.

The names of who wrote and saved them are taken out, and what pictures in them tell of where they
were taken.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from entrepairs.files.checks import Found
from entrepairs.files.checks.jpeg_metadata import bare_jpeg
from entrepairs.files.checks.xml_prolog import check_prolog
from entrepairs.files.filenames import ending
from entrepairs.files.types import Refused, by_media_type

ENTRIES = 10_000
UNPACKED = 1_500_000_000
RATIO = 200  # above, beyond a few megabytes, it is a bomb
SMALL = 20_000_000
DEEP = 2
WORD = 20_000_000  # of one entry that is read as words
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
MACROS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/|customui/|xlmacros?)", re.IGNORECASE
)
ODF_MACROS = re.compile(r"^(Basic/.+/(?!script-l[bc]\.xml)[^/]+\.xml|Scripts/.+\..+)$")
RUN = {
    "exe",
    "dll",
    "com",
    "scr",
    "bat",
    "cmd",
    "ps1",
    "vbs",
    "js",
    "jar",
    "msi",
    "sh",
    "hta",
    "lnk",
    "class",
}
CALLS_OUT = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode=\"External\")(?=[^>]*Type=\"[^\"]*/(attachedTemplate|oleObject|frame|subDocument)\")",
)
# Who wrote it, who saved it, for whom they work.
WHO = re.compile(
    rb"(<(dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|Company|Manager)(?:\s[^>]*)?>)[^<]*(</\2>)"
)
WHO_IS_IN = {"docProps/core.xml", "docProps/app.xml", "meta.xml"}
# Who noted or changed something in it: on each note and each change, and in lists of people.
NOTED = re.compile(
    rb"(\s(?:w:author|w:initials|w15:author|w15:userId|w15:providerId|displayName|userId|providerId|name|initials)=\")[^\"]*(\")"
)
NOTED_IN = re.compile(
    r"word/(comments\w*|people)\.xml|ppt/(commentAuthors|authors)\.xml|xl/persons/person\w*\.xml"
)
CHANGED = re.compile(rb"(\sw:(?:author|initials)=\")[^\"]*(\")")
CHANGED_IN = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
LISTED = re.compile(rb"(<author>)[^<]*(</author>)")
LISTED_IN = re.compile(r"xl/comments\d*\.xml|xl/comments/comment\d*\.xml")
WRITTEN = re.compile(rb"(<(?:dc:creator|meta:creator-initials|loext:sender-initials)>)[^<]*(</)")
WRITTEN_IN = re.compile(r"content\.xml|styles\.xml")
NOTES = ((NOTED_IN, NOTED), (CHANGED_IN, CHANGED), (LISTED_IN, LISTED), (WRITTEN_IN, WRITTEN))
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    NotImplementedError,
    ValueError,
    OSError,
    KeyError,
)


def check(source: Path, cleaned: Path, name: str, kind: str) -> Found:
    try:
        with zipfile.ZipFile(source) as archive:
            found = _look(archive, 1)
            _reads_whole(archive, found)
            changed = _clean(archive, cleaned) if found != "epub" else False
    except Refused:
        raise
    except RuntimeError:  # what zipfile says of a password
        raise Refused("locked") from None
    except BROKEN as error:
        raise Refused("unreadable" if zipfile.is_zipfile(source) else "cut_short") from error
    return Found(found, cleaned=changed)


def _look(archive: zipfile.ZipFile, depth: int) -> str:
    """Its kind, told by what is in it."""
    entries = archive.infolist()
    _not_a_bomb(entries)
    names = {entry.filename for entry in entries}
    if min((entry.header_offset for entry in entries), default=1):
        raise Refused("two_things")  # something else comes before
    for entry in entries:
        if entry.flag_bits & 1:
            raise Refused("locked")
        _safe_entry(entry.filename)
    for entry in entries:
        if entry.filename.lower().endswith(
            (".docx", ".xlsx", ".pptx", ".zip", ".docm", ".xlsm", ".xlsb", ".pptm")
        ):
            _look_within(archive, entry, depth)
    if "mimetype" in names:
        return _open_document(archive, names)
    return _office(archive, names)


def _not_a_bomb(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > ENTRIES:
        raise Refused("bomb")
    unpacked, packed = (
        sum(entry.file_size for entry in entries),
        sum(entry.compress_size for entry in entries),
    )
    if unpacked > UNPACKED or (unpacked > SMALL and unpacked > RATIO * max(packed, 1)):
        raise Refused("bomb")


def _safe_entry(name: str) -> None:
    if (
        name.startswith(("/", "\\"))
        or ".." in name.replace("\\", "/").split("/")
        or "\x00" in name
        or ":" in name[:3]
    ):
        raise Refused("bomb")
    if MACROS.search(name) or ODF_MACROS.match(name):
        raise Refused("macros")
    if ending(name) in RUN:
        raise Refused("program")
    if re.search(r"embeddings/.*\.(bin|ole)$", name, re.IGNORECASE):
        raise Refused("attachment")


def _look_within(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> None:
    """A table in slides is a file of its own: the same holds for it."""
    if depth >= DEEP or entry.file_size > WORD * 5:
        raise Refused("attachment")
    with zipfile.ZipFile(io.BytesIO(archive.read(entry))) as inner:
        _reads_whole(inner, _look(inner, depth + 1))


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> str:
    said = _words(archive, "mimetype").decode("ascii", "replace").strip()
    kind = by_media_type().get(said.removesuffix("-template"))
    if kind is None or kind.check != "archive":
        raise Refused("unknown")
    manifest = _words(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest or (
        "META-INF/encryption.xml" in names and kind.key == "epub"
    ):
        raise Refused("locked")
    if kind.key != "epub" and "content.xml" not in names:
        raise Refused("unreadable")
    return kind.key


def _office(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" not in names:
        raise Refused("archive")
    kind = next((kind for part, kind in PARTS.items() if part in names), "")
    if not kind:
        raise Refused("archive")
    types = _words(archive, "[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise Refused("macros")
    for name in names:
        if name.endswith(".rels") and CALLS_OUT.search(_words(archive, name)):
            raise Refused("calls_out")
    return kind


def _words(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > WORD:
        raise Refused("bomb")
    return archive.read(name)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as file:
        while piece := file.read(1 << 20):
            yield piece


def _reads_whole(archive: zipfile.ZipFile, kind: str) -> None:
    """Every entry unpacks to what it announced, as zipfile compares; no XML declares entities."""
    for entry in archive.infolist():
        check_prolog(_pieces(archive, entry), "" if ending(entry.filename) == "svg" else kind)
        for _piece in _pieces(archive, entry):
            pass


def _clean(archive: zipfile.ZipFile, cleaned: Path) -> bool:
    """Write it again without names and places; a signed one stays as it was signed, and is not
    written."""
    entries = archive.infolist()
    if any("signature" in entry.filename.lower() for entry in entries):
        return False
    changes = {
        entry.filename: after
        for entry in entries
        if (after := _changed(archive, entry)) is not None
    }
    if not changes:
        return False
    with zipfile.ZipFile(cleaned, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in entries:
            if entry.filename in changes:
                written.writestr(entry, changes[entry.filename], entry.compress_type)
                continue
            with written.open(_same(entry), "w", force_zip64=entry.file_size > 1 << 31) as file:
                for piece in _pieces(archive, entry):
                    file.write(piece)
    return True


def _same(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(entry.filename, entry.date_time)
    copy.compress_type, copy.external_attr = entry.compress_type, entry.external_attr
    return copy


def _changed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    if entry.filename in WHO_IS_IN:
        before = _words(archive, entry.filename)
        after = WHO.sub(rb"\1\3", before)
    elif ending(entry.filename) in {"jpg", "jpeg"} and entry.file_size < WORD * 2:
        before = archive.read(entry)
        after = bare_jpeg(before)
    elif (who := _noted_in(entry.filename)) and entry.file_size <= WORD * 5:
        before = archive.read(entry)
        after = who.sub(rb"\1\2", before)
    else:
        return None
    return after if after != before else None


def _noted_in(name: str) -> re.Pattern[bytes] | None:
    return next((who for where, who in NOTES if where.fullmatch(name)), None)
