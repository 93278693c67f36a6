"""What a page says of files that are sent to it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from entrepairs.files import partial_uploads
from entrepairs.files.jobs import check_or_queue
from entrepairs.files.models import CheckedFile


def upload_context(coming: str, done: str) -> dict[str, Any]:
    """For the template ui/send_files.html: where files are sent in pieces, where one goes then."""
    sizes = {"piece": partial_uploads.PIECE, "most": settings.FILES_LARGEST}
    return {"way_in": {"coming": coming, "done": done, **sizes}}


def check_sent(request: HttpRequest, sent: Iterable[CheckedFile] | None) -> None:
    """Checks what has come whole, and says what became of it; nothing came where the form was sent
    again."""
    for file in sent or ():
        check_or_queue(file)
        file.refresh_from_db()
        name = {"name": file.name}
        if file.state == CheckedFile.State.REFUSED:
            messages.warning(request, _("We could not accept “%(name)s”. See why below.") % name)
        elif file.state == CheckedFile.State.READY:
            messages.success(request, _("We have received “%(name)s”.") % name)
        else:
            messages.success(request, _("We have received “%(name)s” and are checking it.") % name)
