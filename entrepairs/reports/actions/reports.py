"""The yearly report of a group: begun, corrected, opened to its members, lifted by them, sent."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.decisions.actions.proposals import Wording, write_proposal
from entrepairs.groups.models import Group
from entrepairs.groups.queries.groups import voters_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person
from entrepairs.reports.lines_of_reports import line_kind
from entrepairs.reports.models import READING, Report, ReportLine
from entrepairs.reports.notice_kinds import REPORT
from entrepairs.reports.queries import lines_of

ROOM = "reports"
ANSWERS = dt.timedelta(days=14)  # how long members are asked whether small figures are told
REVIEW = dt.timedelta(days=365)


def _not_now() -> NotPossible:
    return NotPossible(_("This report has changed in the meantime. Here it is now."))


def _begun_before() -> NotPossible:
    return NotPossible(_("This report has been started already."))


START = Verb(ROOM, "start_report", gettext_lazy("You started the report of a group"), NOT_TOLD)


@action
def start_report(*, circle: Circle, year: int, once: UUID | None, by: Person | int) -> Report:
    """By those who keep the page of a mutual-aid group: its lines come from what is here."""
    key = new_key()
    note_deed(START, by=by, object_key=key, once=once)
    hold_open(circle, _("It was not saved. %(why)s"))
    with refused_in_words({"report_once_a_year": _begun_before}):
        return Report.objects.create(key=key, circle=circle, year=year, started_by_id=id_of(by))


def _hold(report: Report) -> Report:
    """The row as it is now, locked, while its group goes on and the report has not left."""
    hold_open(report.circle, _("It was not saved. %(why)s"))
    row = Report.objects.select_for_update().filter(pk=report.pk).first()
    if row is None or row.sent_at is not None:
        raise _not_now()
    return row


CORRECT = Verb(ROOM, "correct_line", gettext_lazy("You changed the report of a group"), NOT_TOLD)


@action
def correct_line(
    *, report: Report, name: str, words: str, once: UUID | None, by: Person | int
) -> None:
    """In the group's own words. Without any, the line is again what is known here. A report that
    members were reading is closed by it: they read it again, for seven days."""
    note_deed(CORRECT, by=by, object_key=report.key, once=once)
    kind = line_kind(name)
    if kind is None:
        raise ValueError(f"no line of a report: {name}")
    words = words.strip()
    if kind.figure and words and not words.isdecimal():
        raise ValidationError(_("Write a number, in digits."), code="number")
    row = _hold(report)
    if row.opened_at is not None:
        _close(row)
    lines = ReportLine.objects.filter(report=row, name=name)
    if not words:
        lines.delete()
    elif not lines.update(words=words, origin=ReportLine.Origin.WRITTEN, at=Now()):
        ReportLine.objects.create(report=row, name=name, words=words)


def _close(row: Report) -> None:
    """What was written by nobody is worked out again."""
    Report.objects.filter(pk=row.pk).update(opened_at=None)
    lines = ReportLine.objects.filter(report=row)
    lines.exclude(origin=ReportLine.Origin.WRITTEN).delete()


OPEN = Verb(ROOM, "open_report", gettext_lazy("You opened a report to the members"), NOT_TOLD)


@action
def open_report(*, report: Report, group: Group, once: UUID | None, by: Person | int) -> None:
    """Its lines are kept as they are now. The members are told; seven days later it may leave."""
    note_deed(OPEN, by=by, object_key=report.key, once=once)
    row = _hold(report)
    if row.opened_at is not None:
        raise _not_now()
    if timezone.localdate() <= dt.date(row.year, 12, 31):
        raise NotPossible(_("The year is not over yet. Members read the report once it is."))
    shown = lines_of(row, group)
    ReportLine.objects.bulk_create(
        ReportLine(report=row, name=line.kind.key, words=line.words, origin=line.origin)
        for line in shown
        if not line.written and line.words
    )
    if not Report.objects.filter(pk=row.pk).update(opened_at=Now()):
        raise _not_now()
    row.refresh_from_db()
    about = f"{row.key}:{int(row.opened_at.timestamp()) if row.opened_at else 0}"
    told = voters_of(row.circle) - {id_of(by)}
    notices.tell(person=told, kind=REPORT, about=about, path=row.path, by=by)


LIFT = Verb(ROOM, "ask_to_lift", gettext_lazy("You asked the members of a group"), NOT_TOLD)


@action
def ask_to_lift(*, report: Report, once: UUID | None, by: Person | int) -> None:
    """A proposal to all members: only its adoption lets figures under 11 leave."""
    note_deed(LIFT, by=by, object_key=report.key, once=once)
    row = _hold(report)
    if row.decision_id is not None and row.decision and row.decision.withdrawn_at is None:
        raise NotPossible(_("The members have been asked already."))
    now = timezone.now()
    title = _("Tell figures under 11 in our report of %(year)s?") % {"year": row.year}
    words = _(
        "The report says how many people we are, even when the number is under 11. "
        "Numbers this small can let someone be recognised."
    )
    wording = Wording(words, None, now + ANSWERS, (now + REVIEW).date())
    decision = write_proposal(row.circle, title, wording, id_of(by))
    Report.objects.filter(pk=row.pk).update(decision=decision)


SEND = Verb(ROOM, "send_report", gettext_lazy("You noted that a report was sent"), NOT_TOLD)


@action
def note_sent(*, report: Report, once: UUID | None, by: Person | int) -> None:
    """It has left: from now on nothing of it changes."""
    note_deed(SEND, by=by, object_key=report.key, once=once)
    row = _hold(report)
    if row.opened_at is None or row.opened_at + READING > timezone.now():
        raise too_early()
    if not Report.objects.filter(pk=row.pk).update(sent_at=Now()):
        raise _not_now()


def too_early() -> NotPossible:
    return NotPossible(_("Members read the report for seven days before it leaves."))
