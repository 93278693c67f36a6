"""Files for tests, good and bad, made when they are needed: none is kept in the repository."""

import io
import struct
import wave
import zipfile
import zlib
from typing import Any

from mutagen.id3 import GEOB, ID3, TIT2, TPE1
from mutagen.ogg import OggPage
from PIL import Image, ImageCms
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

PLACE = b"+48.8566+002.3522/"
NAME = "Jeanne Dupont"


def pdf(
    *,
    script: bool = False,
    launch: bool = False,
    attached: bool = False,
    password: str = "",
    owner: str = "",
) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if script:
        names = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(k): v for k, v in names.items()}
        )
    if launch:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("x.exe")}
        )
        writer._root_object[NameObject("/OpenAction")] = action
    if attached:
        writer.add_attachment("x.exe", b"MZ")
    if password or owner:
        writer.encrypt(password, owner or None, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def named_pdf(*, signed: bool = False) -> bytes:
    """As a word processor writes it: who wrote it, twice, and who noted something in it, packed out
    of sight of a search."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "Être pair", "/Author": NAME, "/Company": NAME})
    writer.xmp_metadata = XMP.encode()
    note = {"/Type": "/Annot", "/Subtype": "/Text"}
    made: Any = DictionaryObject({NameObject(k): NameObject(v) for k, v in note.items()})
    made[NameObject("/Rect")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
    made[NameObject("/T")], made[NameObject("/Contents")] = (
        TextStringObject(NAME),
        TextStringObject("À revoir"),
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(made)])
    if signed:
        writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
            {NameObject("/SigFlags"): NumberObject(3)}
        )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


XMP = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdf:Author="{NAME}" pdfuaid:part="1"><dc:title>
<rdf:Alt><rdf:li xml:lang="x-default">Être pair</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq>
<rdf:li>{NAME}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def packed_pdf() -> bytes:
    """A script that no search in the bytes finds: its object is compressed within another."""
    things = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</S/JavaScript/JS(app.alert\\(1\\))>>",
    ]
    at, index = 0, []
    for number, thing in enumerate(things, 1):
        index.append(f"{number} {at}")
        at += len(thing) + 1
    first = " ".join(index).encode() + b" "
    packed = zlib.compress(first + b"\n".join(things))
    out = b"%PDF-1.7\n"
    five = len(out)
    says = f"/Type/ObjStm/N 4/First {len(first)}/Filter/FlateDecode/Length {len(packed)}"
    out += f"5 0 obj<<{says}>>stream\n".encode()
    out += packed + b"\nendstream endobj\n"
    six = len(out)
    rows = [(0, 0, 255), *((2, 5, n) for n in range(4)), (1, five, 0), (1, six, 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    out += f"6 0 obj<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Length {len(table)}>>stream\n".encode()
    return out + table + f"\nendstream endobj\nstartxref\n{six}\n%%EOF\n".encode()


def archive(entries: dict[str, bytes | str], before: bytes = b"") -> bytes:
    out = io.BytesIO(before)
    out.seek(len(before))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in entries.items():
            file.writestr(
                name, words, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


TYPES = (
    '<Types><Override PartName="/word/document.xml" '
    'ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
CORE = (
    f"<cp:coreProperties><dc:creator>{NAME}</dc:creator>"
    f"<cp:lastModifiedBy>{NAME}</cp:lastModifiedBy>"
    "<dc:title>Être pair</dc:title></cp:coreProperties>"
)


def docx(**more: Any) -> bytes:
    entries = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": "<w:document/>",
        "docProps/core.xml": CORE,
    }
    return archive({**entries, **more.pop("entries", {})}, **more)


def odt(**entries: Any) -> bytes:
    meta = (
        f"<office:meta><meta:initial-creator>{NAME}</meta:initial-creator>"
        f"<dc:creator>{NAME}</dc:creator></office:meta>"
    )
    first = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": "<office:document-content/>",
    }
    return archive(
        {**first, "META-INF/manifest.xml": "<manifest:manifest/>", "meta.xml": meta, **entries}
    )


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (40, 20), *, telling: bool = True, up: int = 6
) -> bytes:
    """A photograph as a telephone takes it: lying on its side, with where it was taken, and a
    colour profile."""
    drawn = Image.new("RGB", size, (200, 120, 40))
    drawn.putpixel((0, 0), (0, 0, 255))
    out = io.BytesIO()
    how: dict[str, Any] = {
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    }
    if telling:
        exif = Image.Exif()
        exif[0x010F], exif[0x0112], exif[0x013B] = "Telephone", up, NAME
        exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 8.0)})
        how["exif"] = exif
        if kind == "JPEG":
            how |= {"xmp": b'<x:xmpmeta exif:GPSLatitude="48,51.4N"/>', "comment": NAME.encode()}
    drawn.save(out, kind, **how)
    return out.getvalue()


def gif() -> bytes:
    frames = [Image.new("P", (9, 9), n) for n in (1, 2, 3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=NAME.encode())
    return out.getvalue()


def wav(*, noted: bool = True) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 8000)
    data = out.getvalue()
    if noted:
        note = b"INFOIART" + struct.pack("<I", len(PLACE)) + PLACE
        data += b"LIST" + struct.pack("<I", len(note)) + note
        data = data[:4] + struct.pack("<I", len(data) - 8) + data[8:]
    return data


def mp3() -> bytes:
    tags = ID3()
    tags.add(TIT2(encoding=3, text="Être pair"))
    tags.add(TPE1(encoding=3, text=NAME))
    tags.add(GEOB(encoding=3, mime="text/plain", filename="place", desc="", data=PLACE))
    out = io.BytesIO()
    tags.save(out)
    return out.getvalue() + (b"\xff\xfb\x90\x00" + b"\0" * 413) * 80


def aac() -> bytes:
    length = 100
    header = bytes(
        [0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC]
    )
    return (header + b"\0" * (length - 7)) * 30


def flac() -> bytes:
    bits = (44100 << 44) | (0 << 41) | (15 << 36) | 88200
    stream = struct.pack(">HH", 4096, 4096) + b"\0" * 6 + bits.to_bytes(8, "big") + b"\0" * 16
    words = f"ARTIST={NAME}".encode()
    comment = struct.pack("<I", 0) + struct.pack("<I", 1) + struct.pack("<I", len(words)) + words
    return (
        b"fLaC"
        + b"\0"
        + len(stream).to_bytes(3, "big")
        + stream
        + b"\x84"
        + len(comment).to_bytes(3, "big")
        + comment
        + b"\xff\xf8"
        + b"\0" * 64
    )


def opus() -> bytes:
    words = f"ARTIST={NAME}".encode()
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = (
        b"OpusTags"
        + struct.pack("<I", 0)
        + struct.pack("<I", 1)
        + struct.pack("<I", len(words))
        + words
    )
    pages = []
    for number, (packet, position) in enumerate([(head, 0), (tags, 0), (b"\0" * 300, 96000)]):
        page: Any = OggPage()
        page.sequence, page.serial, page.position, page.packets = number, 1, position, [packet]
        page.first, page.last = number == 0, number == 2
        pages.append(page.write())
    return b"".join(pages)


def box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", len(content) + 8, name) + content


def mp4(*, video: bool = True, placed: bool = True) -> bytes:
    head = box(b"mvhd", b"\0" * 12, struct.pack(">II", 1000, 90_000), b"\0" * 80)
    handler = box(b"hdlr", b"\0" * 8, b"vide" if video else b"soun", b"\0" * 13)
    note = (
        box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE))
        if placed
        else b""
    )
    film = box(b"moov", head, box(b"trak", box(b"mdia", handler)), note)
    return box(b"ftyp", b"isom\0\0\2\0isomiso2") + film + box(b"mdat", b"film" * 200)


def element(name: int, content: bytes) -> bytes:
    return (
        name.to_bytes((name.bit_length() + 7) // 8, "big")
        + (len(content) | 1 << 56).to_bytes(8, "big")
        + content
    )


def webm(*, video: bool = True, live: bool = False) -> bytes:
    info = element(
        0x1549A966,
        element(0x2AD7B1, (1_000_000).to_bytes(3, "big"))
        + element(0x4489, struct.pack(">d", 7000)),
    )
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, b"\1" if video else b"\2")))
    cluster = element(0x1F43B675, element(0xE7, b"\0") + element(0xA3, b"\x81\0\0\x80" + b"x" * 50))
    tags = element(0x1254C367, element(0x7373, PLACE))
    header = element(0x1A45DFA3, element(0x4282, b"webm"))
    if live:  # as a browser records: nothing knows its length
        open_ended = b"\x01" + b"\xff" * 7
        return (
            header
            + b"\x18\x53\x80\x67"
            + open_ended
            + tracks
            + (b"\x1f\x43\xb6\x75" + open_ended + cluster[12:]) * 2
        )
    return header + element(0x18538067, info + tracks + tags + cluster)
