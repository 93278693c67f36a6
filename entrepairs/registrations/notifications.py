"""Notices and mails on where a registration stands, and forgetting once the event is over."""

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

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.notices import actions as notices
from entrepairs.registrations.models import Registration
from entrepairs.registrations.notice_kinds import PLACE
from entrepairs.ui.addresses import absolute_url

log = logging.getLogger(__name__)
AT_ONCE = 200
KEPT = dt.timedelta(days=30)  # after the event
A_DAY = dt.timedelta(days=1)
OFF = "off"  # told that the event does not take place
WHY = "those who registered are told where they stand"


def tell_registered() -> int:
    """Those whose place has changed since they were last told; by mail, if they left an address."""
    with hats.system(WHY):
        found = list(registrations_to_tell().select_related("event")[:AT_ONCE])
        for one in found:
            if one.person_id is not None:
                _tell_here(one)
                Registration.objects.filter(pk=one.pk).update(told=one.news)
    by_mail = [one for one in found if one.person_id is None]
    if by_mail:
        with mailers.default as server:
            for one in by_mail:
                _mail_registered(one, server)
    return len(found)


def registrations_to_tell() -> QuerySet[Any]:
    """Those to tell where they stand, or that the event does not take place, or does after all."""
    news = Case(
        When(event__state=Event.State.CANCELLED, then=Value(OFF)),
        default=F("state"),
        output_field=CharField(),
    )
    standing = Registration.objects.exclude(state=Registration.State.CANCELLED).annotate(news=news)
    changed = standing.exclude(told=F("news")).exclude(
        news=OFF, event__ends_on__lt=timezone.now().date() - A_DAY
    )
    return changed.filter(Q(person__isnull=False) | ~Q(mail="")).order_by("pk")


def _tell_here(one: Any) -> None:
    """By a notice. One that waits, and whose event takes place after all, waits as before."""
    if one.news != Registration.State.WAITING:
        about = f"{one.key}:{OFF}" if one.news == OFF else one.key
        notices.tell(person=one.person_id, kind=PLACE, about=about, path=one.path, again=True)


def _mail_registered(one: Any, server: Any) -> None:
    """Marks it as told first: a mail sent twice is worse than one lost, which the log tells."""
    with hats.system(WHY):
        if not registrations_to_tell().filter(pk=one.pk, news=one.news).update(told=one.news):
            return
    try:
        server.send_messages([_message_to(one)])
    except SMTPRecipientsRefused:
        log.warning("The mail server refuses the address of registration %s.", one.key)
    except Exception:
        with hats.system(WHY):
            Registration.objects.filter(pk=one.pk, told=one.news).update(told="")
        raise


def _message_to(one: Any) -> EmailMessage:
    language = one.language if one.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        subjects = {
            OFF: _("The event is cancelled"),
            Registration.State.PLACE: _("You have a place"),
        }
        return EmailMessage(
            subject=subjects.get(one.news, _("You are on the waiting list")),
            body=render_to_string(
                "registrations/mail.txt", {"news": one.news, "page": absolute_url(one.path)}
            ),
            to=[one.mail],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
        )


def forget_needs(now: dt.datetime | None = None) -> int:
    """Needs and addresses of events that ended 30 days ago."""
    last = ((now or timezone.now()) - KEPT).date()
    with hats.system("what people needed to come is forgotten 30 days after"):
        told = Registration.objects.filter(event__ends_on__lt=last).exclude(needs="", mail="")
        return told.update(needs="", mail="", needs_agreed_at=None)
