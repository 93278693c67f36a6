"""Words as files write them. What is doubtful is noted with its place; reading goes on."""

import re
import unicodedata
from collections import Counter
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from entrepairs.core.spreadsheet import fold_header
from entrepairs.events.models import Session
from entrepairs.schedules.formats.read_model import About, FileRead, LinkRead, Note
from entrepairs.ui.markdown import line_from_html, markdown_from_html

MOST_NOTES = 500
TURNING = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)  # would turn the words after them around
NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BARE_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}(?:/\S*)?$", re.IGNORECASE)
KINDS = {
    Session.Kind.BREAK: ("break", "pause", "lunch", "dejeuner", "coffee", "cafe", "repas"),
    Session.Kind.ROUND_TABLE: ("round table", "table ronde", "panel", "podium", "debate", "debat"),
    Session.Kind.WORKSHOP: ("workshop", "atelier", "tutorial"),
    Session.Kind.PLENARY: (
        *("plenary", "pleniere", "keynote", "conference inaugurale", "opening", "ouverture"),
    ),
}


class Reader:
    """What is read, and what there is to say about it. `ours`: Entrepairs wrote the file."""

    def __init__(self, *, ours: bool = False) -> None:
        self.read = FileRead(ours=ours)
        self.ours = ours
        self.cancelled = False  # its titles say so
        self.left: Counter[str] = Counter()

    def add_note(self, about: About, where: str, what: str) -> None:
        if len(self.read.notes) < MOST_NOTES:
            self.read.notes.append(Note(about, where, what))

    def doubt(self, where: str, what: str) -> None:
        self.add_note(About.DOUBT, where, what)

    def guess(self, where: str, what: str) -> None:
        self.add_note(About.GUESS, where, what)

    def leave(self, name: str) -> None:
        """Counts what the file says and nothing here keeps."""
        self.left[name] += 1

    def tell_what_is_left(self) -> None:
        for name, count in self.left.most_common():
            self.add_note(About.NOT_KEPT, name[:60], _("not kept (%(n)s)") % {"n": count})

    def read_line(self, value: Any, where: str, most: int = 300) -> str:
        """Words on one line, no longer than the database keeps."""
        text = self._read_letters(value, where)
        plain = " ".join((text if self.ours else line_from_html(text)).split())
        if len(plain) > most:
            words = {"start": plain[:40], "most": most, "long": len(plain)}
            self.doubt(
                where, _("“%(start)s…” is %(long)s letters long: %(most)s were kept") % words
            )
            plain = plain[:most].rstrip()
        return plain

    def read_text(self, value: Any, where: str) -> str:
        """Words of any length, as Markdown; nothing where there are none."""
        text = self._read_letters(value, where).replace("\r\n", "\n").replace("\r", "\n")
        return text if self.ours else markdown_from_html(text)

    def _read_letters(self, value: Any, where: str) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
            self.doubt(where, _("words are expected here"))
            return ""
        plain = unicodedata.normalize("NFC", value).translate(TURNING)
        if NO_LETTER.search(plain):
            self.doubt(where, _("characters that are not text were removed"))
            plain = NO_LETTER.sub("", plain)
        return plain.strip()

    def read_guid(self, value: Any) -> UUID | None:
        """A guid, if it is one."""
        try:
            return UUID(str(value).strip()) if value else None
        except ValueError:
            return None

    def read_link(
        self, url: Any, title: Any, where: str, base: str = "", *, attachment: bool = False
    ) -> LinkRead | None:
        """An address of the web, whole; others are told and left out."""
        text = self._read_letters(url, where)
        if not text:
            return None
        if BARE_ADDRESS.match(text):
            words = _("“%(text)s” was read as a web address: https://%(text)s")
            self.guess(where, words % {"text": text[:60]})
            text = f"https://{text}"
        try:
            whole = urljoin(base, text) if base else text
            known = urlsplit(whole).scheme in {"http", "https"} and bool(urlsplit(whole).netloc)
        except ValueError:
            known = False
        if not known or len(whole) > 2000:
            self.doubt(where, _("“%(text)s” is not a web address") % {"text": text[:60]})
            return None
        return LinkRead(self.read_line(title, where) or whole[:300], whole, attachment)


def kind_of(text: str) -> str:
    """Which kind of session a type is, in French or English; a talk when it is none of them."""
    plain = fold_header(text)
    return next(
        (kind.value for kind, words in KINDS.items() if any(word in plain for word in words)),
        Session.Kind.TALK.value,
    )


def type_beside_kind(text: str) -> str:
    """What a programme calls it, when that says more than our own word for it."""
    plain = fold_header(text)
    known = {word for words in KINDS.values() for word in words} | {
        fold_header(kind.value) for kind in Session.Kind
    }
    return "" if plain in known else text
