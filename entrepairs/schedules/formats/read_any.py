"""Any file that we know how to read, into what it tells."""

from django.utils.translation import gettext as _

from entrepairs.schedules.formats.read_checks import check
from entrepairs.schedules.formats.read_csv import read_csv
from entrepairs.schedules.formats.read_frab import read_frab
from entrepairs.schedules.formats.read_json import read_json
from entrepairs.schedules.formats.read_model import FileRead, Frame, Unreadable

MOST_BYTES = 12_000_000
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
XML = (b"<", b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00", b"\x00<")


def read(content: bytes, frame: Frame | None = None) -> FileRead:
    """What the file tells, and what is wrong in it. Raises Unreadable when nothing can be made of it."""
    frame = frame or Frame()
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("This file is too large: %(most)s MB at most.") % {"most": MOST_BYTES // 1_000_000}
        )
    start = content[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable(_("This file is empty."))
    if start.startswith(SPREADSHEETS):
        raise Unreadable(
            _(
                "This is a spreadsheet file, not a list as text. In your spreadsheet, choose “Save as”, then CSV."
            )
        )
    known = (
        read_frab
        if start.startswith(XML)
        else read_json
        if start.startswith((b"{", b"["))
        else read_csv
    )
    found = known(content, frame)
    check(found, frame)
    return found
