"""Why a file is not kept, and what to do instead, in the words of the page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Reason:
    """What is the matter, and what helps."""

    what: Any
    instead: Any


REASONS = {
    "program": Reason(
        _("It is a program or a script: opened by someone, it could harm their computer."),
        _("Put it where programs are kept, and add a link here."),
    ),
    "page": Reason(
        _(
            "This file is a web page. Opened here, it could act in the name of the person "
            "who reads it."
        ),
        _("Save it as a PDF (print, then “save as PDF”), or add a link to it."),
    ),
    "svg": Reason(
        _("It is an SVG drawing, which may hold a program."),
        _("Export it as PNG, or as PDF to keep its lines sharp."),
    ),
    "macros": Reason(
        _("It holds macros: small programs that run when it is opened."),
        _("Save it without them (“Word document” .docx, “Excel workbook” .xlsx), or as PDF."),
    ),
    "active_pdf": Reason(
        _("This PDF runs something when it is opened or filled in."),
        _("Print it to a new PDF (“print”, then “save as PDF”) and send that one."),
    ),
    "attachment": Reason(
        _("It carries other files inside, which are not looked at."),
        _("Take them out and send them one by one."),
    ),
    "calls_out": Reason(
        _(
            "It fetches something from another site when it is opened, and that site would "
            "know who reads it."
        ),
        _("Save it as PDF, or detach its template first."),
    ),
    "locked": Reason(
        _("It is locked with a password, so it can be neither checked nor read."),
        _("Take the password off, then send it again."),
    ),
    "bomb": Reason(
        _("Unpacked, it is far larger than it looks: such a file can block a computer."),
        _("Save it again with the program that made it, or as PDF."),
    ),
    "two_things": Reason(
        _("It says that it is two things at once, which is how dangerous files are hidden."),
        _("Open it with the program that made it, save it again, then send the new file."),
    ),
    "cut_short": Reason(
        _("Its end is missing: it was cut short, perhaps when it was copied."),
        _("Open it to see that it is whole, copy it again, then send it again."),
    ),
    "unreadable": Reason(
        _("It can not be read: it is damaged, or is not what it seems."),
        _("Open it with the program that made it, save it again, then send the new file."),
    ),
    "too_many_pixels": Reason(
        _("This picture is too large to be shown: more than 60 million points."),
        _("Save it smaller: 4,000 points wide are enough for a poster on a screen."),
    ),
    "archive": Reason(
        _("It is an archive (zip or the like): nobody sees what is in it before opening it."),
        _("Send the files in it one by one."),
    ),
    "old_office": Reason(
        _(
            "It is of an old format, or locked with a password: it may hold programs that we "
            "can not see."
        ),
        _("Open it and save it as .docx, .xlsx, .pptx, OpenDocument or PDF."),
    ),
    "captions": Reason(
        _("Captions begin with the word WEBVTT: these do not."),
        _("Export them as WebVTT (.vtt); most caption editors do."),
    ),
    "unknown": Reason(
        _("We do not keep this type of file: not every reader could open it."),
        _("Documents: PDF, OpenDocument or Word. Pictures: JPEG or PNG. Sound: MP3. Film: MP4."),
    ),
    "empty": Reason(_("It is empty."), _("Choose it again: perhaps it had not been saved yet.")),
    "too_heavy": Reason(
        _("Checking it takes too long."),
        _("Send it in several parts, or save it in a simpler format such as PDF."),
    ),
    "name": Reason(
        _("Its name holds characters that deceive or that no computer likes."),
        _("Give it a plain name, such as “slides.pdf”."),
    ),
    "too_large": Reason(
        _("It is larger than what is kept here."),
        _("Save it smaller, or put it elsewhere and add a link here."),
    ),
    "too_large_for_form": Reason(
        _("It is too large for a form: without JavaScript a page takes smaller files only."),
        _("Send it with JavaScript on, or save it smaller."),
    ),
    "no_room": Reason(
        _("There is no room left for the files of your organisation."),
        _("Delete some that nobody needs, or ask the administrator for more room."),
    ),
    "no_disk": Reason(
        _("The disk of this site is nearly full."),
        _("Tell the administrator, and try again later."),
    ),
    "gone": Reason(_("What had come of it was lost on our side."), _("Please send it again.")),
}


def reason(key: str) -> Reason:
    return REASONS.get(key) or REASONS["unreadable"]
