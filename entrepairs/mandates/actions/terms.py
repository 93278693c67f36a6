"""Terms of a body: added, their last day changed, gone on with until a new order."""

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.actions.mandates import MINE
from entrepairs.mandates.models import HELD, Body, Mandate, Term
from entrepairs.mandates.notice_kinds import MANDATE
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person
from entrepairs.ui.formats import today
from entrepairs.vocabulary.clocks import DAY, last_day_of_term

LONGER = 12  # months for which it goes on: no text says how long, so that somebody is asked again


def _refuse_overlap() -> NotPossible:
    return NotPossible(_("Another term of this body has some of these days. Choose other dates."))


def _refuse_dates() -> NotPossible:
    return NotPossible(_("A mandate of this term begins after that day. Choose a later last day."))


def _refuse_others() -> NotPossible:
    return NotPossible(_("Only who coordinates the organisation that keeps this page can."))


REFUSALS = {
    "term_once": _refuse_overlap,
    "mandate_dates": _refuse_dates,
    "mandate_seat_held_once": _refuse_overlap,
    "mandate_one_seat_of_a_body": _refuse_overlap,
}
ADD_TERM = Verb("mandates", "add_term", gettext_lazy("You added a term of a body"), NOT_TOLD)


@action
def add_term(
    *, body: Body, since: dt.date, until: dt.date, once: UUID | None, by: Person | int
) -> Term:
    """First and last day. Nobody is in it by itself: each mandate is proposed, and accepted.

    One that went on until the new order ends the day before.
    """
    note_deed(ADD_TERM, by=by, object_key=body.key, once=once)
    going_on = Term.objects.filter(body=body, goes_on_since__lte=since, until__gte=since)
    with refused_in_words(REFUSALS):
        for term in going_on:
            _end(term, since - DAY)
        return Term.objects.create(body=body, since=since, until=until)


CHANGE_TERM = Verb(
    "mandates", "change_term", gettext_lazy("You changed the last day of a term"), NOT_TOLD
)


@action
def change_term(*, term: Term, until: dt.date, once: UUID | None, by: Person | int) -> None:
    """Its mandates end with it: on the new last day, save those that ended before."""
    note_deed(CHANGE_TERM, by=by, object_key=term.body.key, once=once)
    with refused_in_words(REFUSALS):
        if not _end(term, until):
            raise _refuse_others()


def _end(term: Term, until: dt.date) -> int:
    """Before its own last day or on it, it goes on no more."""
    rows = Term.objects.filter(pk=term.pk)
    if term.goes_on_since and until < term.goes_on_since:
        return rows.update(until=until, goes_on_since=None, goes_on_source="")
    return rows.update(until=until)


GO_ON = Verb("mandates", "go_on", gettext_lazy("You extended a term until a new order"), NOT_TOLD)


def latest_day(term: Term) -> dt.date:
    """Until which it may go on, if no new order comes and no other term begins."""
    latest = last_day_of_term(max(term.until, today() - DAY) + DAY, LONGER)
    after = Term.objects.filter(body=term.body_id, since__gt=term.until).order_by("since").first()
    return min(latest, after.since - DAY) if after else latest


@action
def go_on(*, term: Term, source: str, once: UUID | None, by: Person | int) -> None:
    """Those who hold its seats sit until a new order: where the rule of its kind says so, and with
    the source of who says it now. They are told; those who ended before do not come back."""
    note_deed(GO_ON, by=by, object_key=term.body.key, once=once)
    if "continues" not in term.body.what.data:
        raise NotPossible(_("No rule that we know extends the seats of this body."))
    latest = latest_day(term)
    if latest <= term.until:
        raise NotPossible(_("The next term begins then: nothing is extended."))
    since = term.goes_on_since or term.until + DAY
    values = {"until": latest, "goes_on_since": since, "goes_on_source": source}
    with refused_in_words(REFUSALS):
        if not Term.objects.filter(pk=term.pk).update(**values):
            raise _refuse_others()
    for mandate in Mandate.objects.filter(HELD, term=term, ended_at=None, until=latest):
        about = f"{mandate.key}:goes_on"
        notices.tell(person=mandate.person_id, kind=MANDATE, about=about, path=MINE, again=True)
