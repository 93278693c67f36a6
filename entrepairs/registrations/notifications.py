"""Notices and mails on where a registration stands, and forgetting once the event is over."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.core.jobs import change_each, do_each
from entrepairs.events.models import Event
from entrepairs.notices import actions as notices
from entrepairs.registrations.models import Registration
from entrepairs.registrations.notice_kinds import PLACE
from entrepairs.ui import mails
from entrepairs.ui.addresses import absolute_url

AT_ONCE = 200
KEPT = dt.timedelta(days=30)  # after the event
A_DAY = dt.timedelta(days=1)
OFF = "off"  # told that the event does not take place
WHY = "those who registered are told where they stand"


def tell_registered(registration: int | None = None, *, again: Any = None) -> int:
    """Those whose place has changed since they were last told, or this one alone; by mail, if
    they left an address.
    """
    with hats.system(WHY):
        waiting = registrations_to_tell().select_related("event")
        found = list((waiting.filter(pk=registration) if registration else waiting)[:AT_ONCE])
    told = do_each([one for one in found if one.person_id is not None], _tell_here, again=again)
    by_mail = [one for one in found if one.person_id is None]
    if by_mail and settings.MAILS_LEAVE:
        with mailers.default as server:
            told += do_each(by_mail, lambda one: _mail_registered(one, server), again=again)
    return told


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
    with hats.system(WHY):
        if one.news != Registration.State.WAITING:
            about = f"{one.key}:{OFF}" if one.news == OFF else one.key
            notices.tell(person=one.person_id, kind=PLACE, about=about, path=one.path, again=True)
        Registration.objects.filter(pk=one.pk).update(told=one.news)


def _mail_registered(one: Any, server: Any) -> bool:
    """Marks it as told first: a mail sent twice is worse than one that comes later."""
    with hats.system(WHY):
        if not registrations_to_tell().filter(pk=one.pk, news=one.news).update(told=one.news):
            return False
    try:
        mails.send_mail(_message_to(one), server)
    except Exception:
        with hats.system(WHY):
            Registration.objects.filter(pk=one.pk, told=one.news).update(told=one.told)
        raise
    return True


def _message_to(one: Any) -> EmailMessage:
    """Where one stands is not said to be about which event; that an event is off is public, and
    said by its name.
    """
    subjects = {
        OFF: lambda: _("The event is cancelled: %(event)s") % {"event": one.event.title},
        Registration.State.PLACE: lambda: _("You have a place"),
        Registration.State.WAITING: lambda: _("You are on the waiting list"),
    }
    return mails.write_mail(
        to=one.mail,
        language=one.language,
        subject=subjects[one.news],
        template="registrations/mail.txt",
        context={"news": one.news, "event": one.event, "page": absolute_url(one.path)},
    )


def forget_needs(now: dt.datetime | None = None) -> int:
    """Needs and addresses of events that ended 30 days ago."""
    last = ((now or timezone.now()) - KEPT).date()
    return change_each(
        Registration.objects.filter(event__ends_on__lt=last).exclude(needs="", mail=""),
        lambda rows: rows.update(needs="", mail="", needs_agreed_at=None),
        hat=lambda: hats.system("what people needed to come is forgotten 30 days after"),
    )
