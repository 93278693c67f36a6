"""The yearly report of a commission: begun, written, kept in versions, sent, by its delegation."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.complaints.models import YearLine, YearReport, YearVersion
from entrepairs.complaints.year_lines import line_kind
from entrepairs.complaints.year_queries import lines_to_keep, shown_sections
from entrepairs.core.fields import new_key
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, lock_row, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person
from entrepairs.ui.formats import today

ROOM = "complaints"
MOST_VERSIONS = 50


def _begun_before() -> NotPossible:
    return NotPossible(_("This report has been started already."))


def _hold(report: YearReport) -> YearReport:
    """One writes after the other."""
    return lock_row(YearReport.objects.filter(pk=report.pk).select_related("body"))


START = Verb(ROOM, "start_year", gettext_lazy("You started the report of a commission"), NOT_TOLD)


@action
def start_year(*, body: Body, year: int, once: UUID | None, by: Person | int) -> YearReport:
    """Its lines come from what is here, until somebody writes them."""
    key = new_key()
    note_deed(START, by=by, object_key=key, once=once)
    with refused_in_words({"year_report_once": _begun_before}):
        return YearReport.objects.create(key=key, body=body, year=year)


WRITE = Verb(
    ROOM, "write_year_line", gettext_lazy("You changed the report of a commission"), NOT_TOLD
)


@action
def write_year_line(
    *, report: YearReport, name: str, words: str, once: UUID | None, by: Person | int
) -> None:
    """In the delegation's own words. Without any, the line is again what is known here."""
    note_deed(WRITE, by=by, object_key=report.key, once=once)
    kind = line_kind(name)
    if kind is None:
        raise ValueError(f"no line of a report: {name}")
    words = words.strip()
    if kind.figure and words and not words.isdecimal():
        raise ValidationError(_("Write a number, in digits."), code="number")
    row = _hold(report)
    lines = YearLine.objects.filter(report=row, name=name)
    if not words:
        lines.delete()
    elif not lines.update(words=words, at=Now()):
        YearLine.objects.create(report=row, name=name, words=words)


KEEP = Verb(
    ROOM,
    "keep_version",
    gettext_lazy("You saved a version of the report of a commission"),
    NOT_TOLD,
)


@action
def keep_version(*, report: YearReport, once: UUID | None, by: Person | int) -> YearVersion:
    """As it stands, with small figures hidden; from now on nothing of it changes."""
    note_deed(KEEP, by=by, object_key=report.key, once=once)
    row = _hold(report)
    if today() <= dt.date(row.year, 12, 31):
        raise NotPossible(_("The year is not over yet. A version is saved once it is."))
    last = YearVersion.objects.filter(report=row).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_VERSIONS:
        raise NotPossible(_("This report has %(most)s versions already.") % {"most": MOST_VERSIONS})
    return YearVersion.objects.create(
        report=row, number=last + 1, words=lines_to_keep(shown_sections(row))
    )


SEND = Verb(
    ROOM, "send_year", gettext_lazy("You noted that the report of a commission was sent"), NOT_TOLD
)


@action
def note_year_sent(*, version: YearVersion, once: UUID | None, by: Person | int) -> None:
    """This version is the one that left: Today reminds nobody of it any more."""
    note_deed(SEND, by=by, object_key=version.report.key, once=once)
    sent = YearVersion.objects.filter(pk=version.pk, sent_at=None).update(sent_at=Now())
    if not sent:
        raise NotPossible(_("This version was noted as sent already."))
