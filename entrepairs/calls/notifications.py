"""Mails to those without an account: that it arrived, and where to come back; that it is decided.

And forgetting.
"""

import datetime as dt
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.calls.models import Submission, SubmissionAuthor, Submitter
from entrepairs.calls.notice_kinds import DECISION
from entrepairs.calls.secret_links import path_of, secret_of
from entrepairs.core import hats
from entrepairs.core.jobs import change_each, do_all, do_each
from entrepairs.core.secret_links import digest
from entrepairs.notices import actions as notices
from entrepairs.ui import mails
from entrepairs.ui.addresses import absolute_url

AT_ONCE = 200
KEPT = dt.timedelta(days=365)  # after the event
A_DAY = dt.timedelta(days=1)
RECEIVED, OFF = "received", "off"  # what came; that the event does not take place
DECIDED = ("accepted", "waiting")
WHY = "those without an account are told where what they sent stands"


def tell_submitters(submitter: int | None = None, *, again: Any = None) -> int:
    """Each once for each thing there is to tell; or this one alone. Without a mail server
    nobody.
    """
    told = 0 if submitter else do_each(find_called_off(), _tell_called_off)
    if not settings.MAILS_LEAVE:
        return told
    with hats.system(WHY):
        waiting = submitters_to_tell()
        found = list((waiting.filter(pk=submitter) if submitter else waiting)[:AT_ONCE])
    if not found:
        return told
    with mailers.default as server:
        return told + do_each(found, lambda one: _mail_submitter(one, server), again=again)


def called_off() -> Q:
    """Of submitters: the event is cancelled, and they may think that they speak there."""
    yesterday = timezone.localdate() - A_DAY
    off = Q(submission__call__event__state="cancelled")
    off &= Q(submission__call__event__ends_on__gte=yesterday)
    told_no = Q(
        submission__decision__told_at__isnull=False, submission__decision__outcome="refused"
    )
    return off & ~told_no


def find_called_off() -> list[Any]:
    """Persons here to tell that the event does not take place; or to whom it does after all, so
    that the next time is told too.
    """
    with hats.system(WHY):
        mine = Submitter.objects.filter(
            submission__state=Submission.State.SENT, person__isnull=False
        ).select_related("submission")
        off = mine.annotate(off=Case(When(called_off(), then=True), default=False))
        return list(off.filter(Q(off=True) & ~Q(told=OFF) | Q(off=False, told=OFF))[:AT_ONCE])


def _tell_called_off(one: Any) -> None:
    key = one.submission.key
    with hats.system(WHY):
        Submitter.objects.filter(pk=one.pk).update(told=OFF if one.off else "")
        if one.off:
            about, path = f"{key}:{OFF}", path_of(key)
            notices.tell(person=one.person_id, kind=DECISION, about=about, path=path, again=True)


def submitters_to_tell() -> QuerySet[Any]:
    decided = When(
        submission__decision__told_at__isnull=False, then=F("submission__decision__outcome")
    )
    news = Case(
        When(called_off(), then=Value(OFF)),
        decided,
        default=Value(RECEIVED),
        output_field=CharField(),
    )
    waiting = Submitter.objects.filter(
        submission__state=Submission.State.SENT, person__isnull=True
    ).exclude(mail="")
    changed = waiting.annotate(news=news).exclude(told=F("news"))
    # That they are in is not told of what does not take place; nor when it is over.
    changed = changed.exclude(submission__call__event__state="cancelled", news__in=DECIDED)
    # On the waiting list, then looked at again: nothing to tell until it is decided.
    return (
        changed.exclude(~Q(told=""), news=RECEIVED)
        .select_related("submission__call__event")
        .order_by("pk")
    )


def _mail_submitter(one: Any, server: Any) -> bool:
    """Marks it as told first: a mail sent twice is worse than one that comes later."""
    key = one.submission.key
    with hats.system(WHY):
        still = Submitter.objects.filter(pk=one.pk, told=one.told)
        if not still.update(told=one.news, digest=digest(secret_of(key))):
            return False
    try:
        mails.send_mail(_message_to(one), server)
    except Exception:
        with hats.system(WHY):
            Submitter.objects.filter(pk=one.pk, told=one.news).update(told=one.told)
        raise
    return True


def _message_to(one: Any) -> EmailMessage:
    """The mail says neither to what nor who decided: the page does. What is off is public."""
    submission = one.submission
    subjects = {
        RECEIVED: lambda: _("We have received your contribution"),
        OFF: lambda: (
            _("The event is cancelled: %(event)s") % {"event": submission.call.event.title}
        ),
    }
    return mails.write_mail(
        to=one.mail,
        language=submission.answer_in,
        subject=subjects.get(one.news, lambda: _("Your contribution has an answer")),
        template="calls/mail.txt",
        context={
            "news": one.news,
            "page": absolute_url(path_of(submission.key, secret_of(submission.key))),
        },
    )


def forget_submitters(now: dt.datetime | None = None) -> None:
    """Forgets, a year after the event, addresses without an account, names not kept, and drafts."""
    last = ((now or timezone.now()) - KEPT).date()
    over = Submitter.objects.filter(submission__call__event__ends_on__lt=last)
    drafts = Submission.objects.filter(call__event__ends_on__lt=last, state=Submission.State.DRAFT)
    strangers = over.filter(person__isnull=True)
    kept = Q(submission__decision__outcome="accepted")
    gone = strangers.exclude(kept).values("submission")
    authors = SubmissionAuthor.objects.filter(submission__in=gone)
    told = strangers.exclude(mail="", digest__isnull=True)

    def forgetting() -> Any:
        return hats.system(
            "what people without an account told for a call is forgotten a year after the event"
        )

    do_all(
        partial(change_each, rows, change, hat=forgetting)
        for rows, change in (
            (authors, QuerySet.delete),
            (drafts, QuerySet.delete),
            (told, lambda rows: rows.update(mail="", digest=None)),
        )
    )
