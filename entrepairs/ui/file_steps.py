"""A file carried through the steps of an import: nothing is kept here before the person says so."""

import base64
import binascii
import zlib

from django.http import HttpRequest

KEPT = "kept"  # the hidden field in which the file comes back with the next step


def pack_file(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpack_file(text: str, most_bytes: int) -> bytes | None:
    """The file again, or nothing when the field was damaged or would be too large."""
    try:
        reader = zlib.decompressobj()
        content = reader.decompress(base64.b64decode(text, validate=True), most_bytes + 1)
    except (binascii.Error, zlib.error, ValueError):
        return None
    return content if reader.eof and len(content) <= most_bytes else None


def file_of(request: HttpRequest, most_bytes: int) -> bytes | None:
    """The file that was just sent, else the one that came back from the step before."""
    uploaded = request.FILES.get("file")
    if uploaded is not None and not isinstance(uploaded, list):
        return bytes(uploaded.read())
    return unpack_file(request.POST.get(KEPT, ""), most_bytes)
