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
from entrepairs.registrations.models import Announcement, Registration
from entrepairs.registrations.notice_kinds import PLACE
from entrepairs.ui import mails
from entrepairs.ui.addresses import absolute_url

AT_ONCE = 200
KEPT = dt.timedelta(days=30)  # after the event
A_DAY = dt.timedelta(days=1)
CANCELLED = Registration.State.CANCELLED
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
        When(state=CANCELLED, then=Value(CANCELLED)),
        When(event__state=Event.State.CANCELLED, then=Value(OFF)),
        default=F("state"),
        output_field=CharField(),
    )
    standing = Registration.objects.annotate(news=news)
    changed = standing.exclude(told=F("news")).exclude(
        news=OFF, event__ends_on__lt=timezone.now().date() - A_DAY
    )
    return changed.filter(Q(person__isnull=False) | ~Q(mail="")).order_by("pk")


def _tell_here(one: Any) -> None:
    """By a notice. One that waits, and whose event takes place after all, waits as before."""
    with hats.system(WHY):
        if one.news == CANCELLED:
            notices.tell(person=one.person_id, kind=PLACE, about=f"{one.key}:no", path=one.path)
        elif one.news != Registration.State.WAITING:
            about = f"{one.key}:{OFF}" if one.news == OFF else one.key
            notices.tell(person=one.person_id, kind=PLACE, about=about, path=one.path, again=True)
        Registration.objects.filter(pk=one.pk).update(told=one.news)


def _mail_registered(one: Any, server: Any) -> bool:
    """Marks it as told first: a mail sent twice is worse than one that comes later."""
    with hats.system(WHY):
        told = {"told": one.news} | ({"mail": ""} if one.news == CANCELLED else {})
        if not registrations_to_tell().filter(pk=one.pk, news=one.news).update(**told):
            return False
    try:
        mails.send_mail(_message_to(one), server)
    except Exception:
        with hats.system(WHY):
            before = {"told": one.told, "mail": one.mail}
            Registration.objects.filter(pk=one.pk, told=one.news).update(**before)
        raise
    return True


def _message_to(one: Any) -> EmailMessage:
    """Where one stands is not said to be about which event; that an event is off is public, and
    said by its name.
    """
    subjects = {
        OFF: lambda: _("The event is cancelled: %(event)s") % {"event": one.event.title},
        Registration.State.PLACE: lambda: _("You have a place"),
        Registration.State.ASKED: lambda: _("Please confirm that you are coming"),
        CANCELLED: lambda: _("Your registration is cancelled"),
        Registration.State.WAITING: lambda: _("You are on the waiting list"),
    }
    asked = one.news == Registration.State.ASKED
    return mails.write_mail(
        to=one.mail,
        language=one.language,
        subject=subjects[one.news],
        template="registrations/mail.txt",
        context={
            "news": one.news,
            "event": one.event,
            "page": absolute_url(one.path),
            "code": one.code,
            "confirm": absolute_url(one.confirm_path) if asked else "",
        },
    )


def tell_announcements() -> int:
    """What those who prepare an event wrote to all: by notice, or by mail, once to each."""
    with hats.system(WHY):
        recent = Announcement.objects.filter(at__gt=timezone.now() - A_DAY * 3).order_by("pk")
        announcements = list(recent.select_related("event"))
    return sum(map(_tell_all, announcements))


def _tell_all(announcement: Announcement) -> int:
    """Each apart: what fails for one stops nobody, and is tried again by the next job."""
    with hats.system(WHY):
        standing = Registration.objects.filter(
            event=announcement.event_id, announced__lt=announcement.pk, at__lte=announcement.at
        )
        reached = Q(person__isnull=False) | (~Q(mail="") if settings.MAILS_LEAVE else Q(pk=None))
        found = list(standing.filter(reached, state__in=("place", "waiting"))[:AT_ONCE])
    if not found:
        return 0
    with mailers.default as server:
        return do_each(found, lambda one: _tell_one(one, announcement, server))


def _tell_one(one: Registration, announcement: Announcement, server: Any) -> None:
    """By a notice, or by mail. Marked as told first: twice is worse than later."""
    mark = Registration.objects.filter(pk=one.pk)
    with hats.system(WHY):
        mark.update(announced=announcement.pk)
        if one.person_id is not None:
            about = f"{one.key}:news"
            notices.tell(person=one.person_id, kind=PLACE, about=about, path=one.path, again=True)
            return
    try:
        mails.send_mail(_announcement_to(one, announcement), server)
    except Exception:
        with hats.system(WHY):
            mark.update(announced=one.announced)
        raise


def _announcement_to(one: Registration, announcement: Announcement) -> EmailMessage:
    return mails.write_mail(
        to=one.mail,
        language=one.language,
        subject=lambda: _("News of an event that you registered for"),
        template="registrations/mail.txt",
        context={
            "news": "announcement",
            "words": announcement.body,
            "event": announcement.event,
            "page": absolute_url(one.path),
        },
    )


def forget_unconfirmed(now: dt.datetime | None = None) -> int:
    """Names that left an address and did not confirm: after three days nothing is kept of them."""
    before = (now or timezone.now()) - 3 * A_DAY
    with hats.system("what nobody confirmed is forgotten after three days"):
        asked = Registration.objects.filter(state=Registration.State.ASKED, at__lt=before)
        return asked.exclude(confirmation="").delete()[0]


def forget_needs(now: dt.datetime | None = None) -> int:
    """Needs and addresses of events that ended 30 days ago."""
    last = ((now or timezone.now()) - KEPT).date()
    return change_each(
        Registration.objects.filter(event__ends_on__lt=last).exclude(needs="", mail=""),
        lambda rows: rows.update(needs="", mail="", needs_agreed_at=None),
        hat=lambda: hats.system("what people needed to come is forgotten 30 days after"),
    )
