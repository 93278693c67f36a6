"""Reads a programme from a file of any known format."""

from django.utils.translation import gettext as _

from entrepairs.core.spreadsheet import check_size_and_kind
from entrepairs.schedules.formats.read_checks import keep_days
from entrepairs.schedules.formats.read_csv import read_csv
from entrepairs.schedules.formats.read_frab import read_frab
from entrepairs.schedules.formats.read_json import read_json
from entrepairs.schedules.formats.read_model import FileRead, Frame, Unreadable

MOST_BYTES = 12_000_000
XML = (b"<", b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00", b"\x00<")


def read_file(content: bytes, frame: Frame | None = None) -> FileRead:
    """The programmes of the file, and what there is to say about the reading.

    Unreadable when nothing can be made of it.
    """
    frame = frame or Frame()
    check_size_and_kind(content, MOST_BYTES)
    start = content[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable(_("This file is empty."))
    if start.startswith(XML):
        found = read_frab(content, frame)
    elif start.startswith((b"{", b"[")):
        found = read_json(content, frame)
    else:
        found = read_csv(content, frame)
    keep_days(found, frame)
    return found
