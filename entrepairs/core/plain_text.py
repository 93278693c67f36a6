"""Text as it comes from outside, written in one way: what looks the same is the same.

Each letter is composed (NFC), lines end alike, and signs that nobody sees are left out. A zero
byte, which no column holds, becomes U+FFFD, as in a browser: no key and no number then matches it,
and a form says so.
"""

import re
import unicodedata
from typing import Any

ZERO_BYTE, UNREADABLE = "\x00", "\ufffd"
# Invisible and control signs: those of Unicode's Default_Ignorable_Code_Point, the controls of
# old terminals, halves of
# a surrogate pair, and what Unicode says will never be a letter.
UNSEEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
TO_MEND = re.compile(f"{UNSEEN}|[\r\x0b\x0c\x85\u2028\u2029]")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What joins letters in Arabic or Hindi, and the parts of one picture: left where it joins.
JOINERS, PICTURE = "\u200c\u200d", "\ufe0f"
JOINED_SCRIPTS = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ufb50-\ufdcf\ufe70-\ufefc]"
)


def plain_text(text: str) -> str:
    """The text in that one way. What is plain comes back as it is.

    The same again changes nothing.
    """
    if text.isascii() and not TO_MEND.search(text):
        return text
    text = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text).replace(ZERO_BYTE, UNREADABLE))
    kept: list[str] = []
    for at, sign in enumerate(text):
        if not is_unseen(sign) or _joins(kept[-1] if kept else "", sign, text[at + 1 : at + 2]):
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))  # what stood between two signs is gone


is_unseen = re.compile(UNSEEN).match


def _joins(before: str, sign: str, after: str) -> bool:
    """A joiner between two letters of a script that has such, or within a picture."""
    if sign == PICTURE:
        keycap = before.isascii() and before in "0123456789#*" and after == "\u20e3"
        return bool(before) and (_is_picture(before) or keycap)
    if sign not in JOINERS or not before or not after:
        return False
    if JOINED_SCRIPTS.match(before) and JOINED_SCRIPTS.match(after):
        return True
    return sign == "\u200d" and (before == PICTURE or _is_picture(before)) and _is_picture(after)


def _is_picture(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign) in {"So", "Sk"}


def plain_value(value: Any) -> Any:
    """The same for whatever holds text, as what a machine sends."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, list | tuple):
        return type(value)(map(plain_value, value))
    if isinstance(value, dict):
        return {plain_value(name): plain_value(inside) for name, inside in value.items()}
    return value


def plain_line(text: str) -> str:
    """On one line, with single spaces: a name, a title."""
    return " ".join(plain_text(text).replace(UNREADABLE, " ").split())
