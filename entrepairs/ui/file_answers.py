"""Files that a page hands out, by their kind and name.

Who is signed in gets them to keep nowhere else (ui/language.py): what is asked for again and again
goes through `unless_known`.
"""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

CSV, PDF = "text/csv; charset=utf-8", "application/pdf"
ODT = "application/vnd.oasis.opendocument.text"


def answer_file(body: str | bytes, kind: str, name: str, *, shown: bool = False) -> HttpResponse:
    """A file to be saved; with `shown`, one that opens where it can."""
    disposition = content_disposition_header(not shown, name) or "attachment"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(body, content_type=kind, headers=headers)
