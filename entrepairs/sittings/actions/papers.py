"""What a body must be given in a year: asked for, asked again, received."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person
from entrepairs.sittings.models import Paper, PaperRequest
from entrepairs.ui.formats import today


def _paper(body: Body, year: int, item: str) -> Paper:
    return Paper.objects.get_or_create(body=body, year=year, item=item)[0]


ASK = Verb("sittings", "ask_for_paper", gettext_lazy("You asked a body for a paper"), NOT_TOLD)


@action
def ask_for_paper(*, body: Body, year: int, item: str, once: UUID | None, by: Person | int) -> None:
    """Today, dated; once a day, however often it is pressed."""
    note_deed(ASK, by=by, object_key=body.key, once=once)
    paper = _paper(body, year, item)
    if paper.received_on:
        raise NotPossible(_("This paper has been received."))
    PaperRequest.objects.get_or_create(paper=paper, asked_on=today(), defaults={"by_id": id_of(by)})


RECEIVE = Verb(
    "sittings", "receive_paper", gettext_lazy("You said that a paper of a body came"), NOT_TOLD
)


@action
def receive_paper(
    *,
    body: Body,
    year: int,
    item: str,
    day: dt.date | None,
    once: UUID | None,
    by: Person | int,
) -> None:
    """On that day; without one, it has not come after all."""
    note_deed(RECEIVE, by=by, object_key=body.key, once=once)
    if day is not None and day > today():
        raise NotPossible(_("Choose today or an earlier day."))
    paper = _paper(body, year, item)
    Paper.objects.filter(pk=paper.pk).update(received_on=day)
