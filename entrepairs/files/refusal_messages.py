"""Why a file is not kept, and what to do instead, in the words of the page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrepairs.files.types import Refused


@dataclass(frozen=True, slots=True)
class Reason:
    """What is the matter, and what helps."""

    what: Any
    instead: Any


REASONS = {
    "program": Reason(
        _("It is a program or a script: opened by someone, it could harm their computer."),
        _("Publish it on a code-sharing site, and add a link here."),
    ),
    "page": Reason(
        _(
            "This file is a web page. Opened here, it could act in the name of the person "
            "who reads it."
        ),
        _("Save it as a PDF (print, then “save as PDF”), or add a link to it."),
    ),
    "svg": Reason(
        _("It is an SVG drawing, which may contain a program."),
        _("Export it as PNG, or as PDF to keep its lines sharp."),
    ),
    "macros": Reason(
        _("This file contains macros: small programs that run when it is opened."),
        _("Save it without them (“Word document” .docx, “Excel workbook” .xlsx), or as PDF."),
    ),
    "active_pdf": Reason(
        _("This PDF runs something when it is opened or filled in."),
        _("Print it to a new PDF (“print”, then “save as PDF”) and send that one."),
    ),
    "attachment": Reason(
        _("This file contains other files, which we cannot check."),
        _("Take them out and send them one by one."),
    ),
    "calls_out": Reason(
        _(
            "When opened, this file loads something from another site. That site "
            "would know who is reading it."
        ),
        _("Save it as PDF, or detach its template first."),
    ),
    "locked": Reason(
        _("It is locked with a password, so it can be neither checked nor read."),
        _("Remove the password, then send the file again."),
    ),
    "bomb": Reason(
        _(
            "Once unpacked, this file is much larger than it looks. A file like this can "
            "block a computer."
        ),
        _("Save it again with the program that made it, or save it as a PDF."),
    ),
    "two_things": Reason(
        _(
            "This file looks like two types of file at once. Dangerous files are often "
            "hidden this way."
        ),
        _("Open it with the program that made it, save it again, then send the new file."),
    ),
    "cut_short": Reason(
        _("Its end is missing: it was cut short, perhaps when it was copied."),
        _("Open the file to check that it is complete, copy it again, then send it again."),
    ),
    "unreadable": Reason(
        _("This file cannot be read. It is damaged, or it is not the type it says it is."),
        _("Open it with the program that made it, save it again, then send the new file."),
    ),
    "too_many_pixels": Reason(
        _("This picture has too many pixels: more than 60 million, or 25 million in WebP."),
        _("Make it smaller: 4,000 pixels wide is enough for a poster on a screen."),
    ),
    "archive": Reason(
        _("It is an archive (zip or the like): nobody sees what is in it before opening it."),
        _("Send the files in it one by one."),
    ),
    "old_office": Reason(
        _(
            "It is of an old format, or locked with a password: it may contain programs that we "
            "cannot see."
        ),
        _("Open it and save it as .docx, .xlsx, .pptx, OpenDocument or PDF."),
    ),
    "captions": Reason(
        _("Caption files must start with the word WEBVTT. This one does not."),
        _("Export them as WebVTT (.vtt); most caption editors do."),
    ),
    "unknown": Reason(
        _("We do not keep this type of file: not every reader could open it."),
        _("Documents: PDF, OpenDocument or Word. Pictures: JPEG or PNG. Sound: MP3. Film: MP4."),
    ),
    "empty": Reason(_("It is empty."), _("Choose the file again. It may not have been saved.")),
    "too_heavy": Reason(
        _("The check is taking too long."),
        _("Send it in several parts, or save it in a simpler format such as PDF."),
    ),
    "name": Reason(
        _("The file name contains characters that can mislead or that computers cannot handle."),
        _("Give it a plain name, such as “slides.pdf”."),
    ),
    "too_large": Reason(
        _("This file is too large."),
        _("Save a smaller version, or put the file elsewhere and add a link here."),
    ),
    "too_large_for_form": Reason(
        _(
            "This file is too large to send without JavaScript. Turn JavaScript on, or "
            "send a smaller file."
        ),
        _("Send it with JavaScript on, or save it smaller."),
    ),
    "no_room": Reason(
        _("There is no room left for the files of your organisation."),
        _("Delete some that nobody needs, or ask the administrator for more room."),
    ),
    "no_room_in_group": Reason(
        _("There is no room left for the files of this group."),
        _("Remove some that nobody needs. They make room after a week."),
    ),
    "too_large_for_sitting": Reason(
        _("This file is larger than a paper of a sitting may be: it would take minutes to open."),
        _("Photograph each page again in a smaller size, or send it as a PDF."),
    ),
    "no_room_for_body": Reason(
        _("There is no room left for the files of this body."),
        _("Delete some that nobody needs, or ask the administrator for more room."),
    ),
    "no_disk": Reason(
        _("The disk of this site is nearly full."),
        _("Tell the administrator, and try again later."),
    ),
    "no_picture": Reason(
        _("This file is not a picture."), _("Choose a photo or a drawing: JPEG, PNG, WebP or GIF.")
    ),
    "gone": Reason(_("The file was lost on our side."), _("Please send it again.")),
}


def reason(key: str) -> Reason:
    return REASONS.get(key) or REASONS["unreadable"]


def refusal_text(refused: Refused) -> str:
    """Why, and what helps."""
    why = reason(refused.reason)
    return f"{why.what} {why.instead}"
