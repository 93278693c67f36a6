"""Telling those who registered where they stand, and forgetting what they told once the event is over."""

import datetime as dt
import logging
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from entrepairs.base import hats
from entrepairs.events.models import Registration
from entrepairs.notices import actions as notices
from entrepairs.notices.mails import absolute
from entrepairs.notices.models import Notice

log = logging.getLogger(__name__)
AT_ONCE = 200
KEPT = dt.timedelta(days=30)  # after the event


def tell() -> int:
    """Whoever has a place since, and did not have one when they were last told; by mail, whoever left an address."""
    with hats.system("those who registered are told where they stand"):
        found = list(to_tell().select_related("event")[:AT_ONCE])
        for one in found:
            if one.person_id is not None:
                notices.tell(person=one.person_id, kind=Notice.Kind.PLACE, about=one.key, path=one.path)
                Registration.objects.filter(pk=one.pk).update(told=one.state)
    by_mail = [one for one in found if one.person_id is None]
    if by_mail:
        with mailers.default as server:
            for one in by_mail:
                mail(one, server)
    return len(found)


def to_tell() -> Any:
    waiting = Registration.objects.exclude(state=Registration.State.CANCELLED).exclude(told=F("state"))
    return waiting.filter(Q(person__isnull=False) | ~Q(mail="")).order_by("pk")


def mail(one: Registration, server: Any) -> None:
    """Marked as told first: a mail sent twice is worse than one that a broken server lost, and says so in the log."""
    with hats.system("those who registered are told where they stand"):
        if not Registration.objects.filter(pk=one.pk, state=one.state).exclude(told=one.state).update(told=one.state):
            return
    try:
        server.send_messages([message(one)])
    except SMTPRecipientsRefused:
        log.warning("The mail server refuses the address of registration %s.", one.key)
    except Exception:
        with hats.system("those who registered are told where they stand"):
            Registration.objects.filter(pk=one.pk, told=one.state).update(told="")
        raise


def message(one: Registration) -> EmailMessage:
    language = one.language if one.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        placed = one.state == Registration.State.PLACE
        words = {"event": one.event, "placed": placed, "page": absolute(one.path)}
        return EmailMessage(
            subject=_("You have a place") if placed else _("You are on the waiting list"),
            body=render_to_string("events/registration/mail.txt", words),
            to=[one.mail],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
        )


def forget(now: dt.datetime | None = None) -> int:
    """Needs and addresses of events that ended 30 days ago."""
    last = ((now or timezone.now()) - KEPT).date()
    with hats.system("what people needed to come is forgotten 30 days after"):
        told = Registration.objects.filter(event__ends_on__lt=last).exclude(needs="", mail="")
        return told.update(needs="", mail="", needs_agreed_at=None)
