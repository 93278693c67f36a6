"""Mails to those without an account: that it arrived, and where to come back; that it is decided.

And forgetting.
"""

import datetime as dt
import logging
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from entrepairs.calls.models import Submission, SubmissionAuthor, Submitter
from entrepairs.calls.secret_links import path_of, secret_of
from entrepairs.core import hats
from entrepairs.core.secret_links import digest
from entrepairs.notices.mails import absolute

log = logging.getLogger(__name__)
AT_ONCE = 200
KEPT = dt.timedelta(days=365)  # after the event
RECEIVED = "received"
WHY = "those without an account are told where what they sent stands"


def tell_submitters() -> int:
    """Each once for each thing there is to tell."""
    with hats.system(WHY):
        found = list(submitters_to_tell()[:AT_ONCE])
    if found:
        with mailers.default as server:
            for one in found:
                _mail_submitter(one, server)
    return len(found)


def submitters_to_tell() -> QuerySet[Any]:
    decided = When(
        submission__decision__told_at__isnull=False, then=F("submission__decision__outcome")
    )
    news = Case(decided, default=Value(RECEIVED), output_field=CharField())
    waiting = Submitter.objects.filter(
        submission__state=Submission.State.SENT, person__isnull=True
    ).exclude(mail="")
    changed = waiting.annotate(news=news).exclude(told=F("news"))
    # On the waiting list, then looked at again: nothing to tell until it is decided.
    return changed.exclude(~Q(told=""), news=RECEIVED).select_related("submission").order_by("pk")


def _mail_submitter(one: Any, server: Any) -> None:
    """Marks it as told first: a mail sent twice is worse than one lost, which the log tells."""
    key = one.submission.key
    with hats.system(WHY):
        still = Submitter.objects.filter(pk=one.pk, told=one.told)
        if not still.update(told=one.news, digest=digest(secret_of(key))):
            return
    try:
        server.send_messages([_message_to(one)])
    except SMTPRecipientsRefused:
        log.warning("The mail server refuses the address of contribution %s.", key)
    except Exception:
        with hats.system(WHY):
            Submitter.objects.filter(pk=one.pk, told=one.news).update(told=one.told)
        raise


def _message_to(one: Any) -> EmailMessage:
    """The mail says neither to what nor who decided: the page does."""
    submission = one.submission
    language = (
        submission.answer_in
        if submission.answer_in in dict(settings.LANGUAGES)
        else settings.LANGUAGE_CODE
    )
    with translation.override(language):
        page = absolute(path_of(submission.key, secret_of(submission.key)))
        received = one.news == RECEIVED
        return EmailMessage(
            subject=_("Your contribution has arrived")
            if received
            else _("Your contribution has an answer"),
            body=render_to_string("calls/mail.txt", {"received": received, "page": page}),
            to=[one.mail],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
        )


def forget_submitters(now: dt.datetime | None = None) -> int:
    """Forgets, a year after the event, addresses without an account, names not kept, and drafts."""
    last = ((now or timezone.now()) - KEPT).date()
    with hats.system(
        "what people without an account told for a call is forgotten a year after the event"
    ):
        over = Submitter.objects.filter(submission__call__event__ends_on__lt=last)
        drafts = Submission.objects.filter(
            call__event__ends_on__lt=last, state=Submission.State.DRAFT
        )
        strangers = over.filter(person__isnull=True)
        kept = Q(submission__decision__outcome="accepted")
        gone = strangers.exclude(kept).values("submission")
        forgotten = (
            SubmissionAuthor.objects.filter(submission__in=gone).delete()[0] + drafts.delete()[0]
        )
        return forgotten + strangers.exclude(mail="", digest__isnull=True).update(
            mail="", digest=None
        )
