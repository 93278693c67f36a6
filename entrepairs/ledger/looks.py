"""Who looked at whom: written once the page has been sent, for the person looked at."""

import datetime as dt

from django.db.models.functions import Now

from entrepairs.core import hats
from entrepairs.core.requests import Request
from entrepairs.ledger.models import Look
from entrepairs.ui.middleware import after_answer

ONE_LOOK = dt.timedelta(hours=1)  # the same page read again meanwhile is the same look


def note_look_after(request: Request, *, owner: int, what: str = "profile") -> None:
    """The person who asks opened another's page."""
    viewer = request.person_id
    if viewer is not None:
        after_answer(request, lambda: note_look(viewer=viewer, owner=owner, what=what))


def note_look(*, viewer: int, owner: int, what: str = "profile") -> None:
    """In a transaction of its own; a page read again within the hour is no other look."""
    if viewer == owner:
        return
    with hats.person(viewer):
        same = Look.objects.filter(viewer=viewer, owner=owner, what=what)
        if not same.filter(at__gt=Now() - ONE_LOOK).exists():
            Look.objects.create(viewer=viewer, owner=owner, what=what)
