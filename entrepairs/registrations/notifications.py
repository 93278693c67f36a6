"""Notices and mails on where a registration stands, and forgetting once the event is over."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.core.jobs import change_each, do_each
from entrepairs.events.models import Event
from entrepairs.notices import actions as notices
from entrepairs.registrations.models import Announcement, Delivery, Registration
from entrepairs.registrations.notice_kinds import PLACE
from entrepairs.ui import mails
from entrepairs.ui.addresses import absolute_url

AT_ONCE = 200
KEPT = dt.timedelta(days=30)  # after the event
CERTIFIED = dt.timedelta(days=365)  # after it: the name of who came without an account
A_DAY = dt.timedelta(days=1)
CANCELLED = Registration.State.CANCELLED
STANDING = (Registration.State.PLACE, Registration.State.WAITING)
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
        news=OFF, event__ends_on__lt=timezone.localdate() - A_DAY
    )
    return changed.filter(Q(person__isnull=False) | ~Q(mail="")).order_by("pk")


def _tell_here(one: Any) -> None:
    """By a notice. One that waits, and whose event takes place after all, waits as before."""
    with hats.system(WHY):
        if one.news == Registration.State.ASKED:
            about = f"{one.key}:added"
            notices.tell(person=one.person_id, kind=PLACE, about=about, path=one.path, again=True)
        elif one.news == CANCELLED:
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
    """What those who prepare an event wrote: by notice, or by mail, once to each.

    Each apart: what fails for one stops nobody, and is tried again by the next job.
    """
    with hats.system(WHY):
        found = list(deliveries_to_tell()[:AT_ONCE])
    if not found:
        return 0
    with mailers.default as server:
        return do_each(found, lambda one: _tell_delivery(one, server))


def deliveries_to_tell() -> QuerySet[Delivery]:
    """The oldest first. Who left meanwhile hears nothing more."""
    recent = Delivery.objects.filter(
        told_at=None, announcement__at__gt=timezone.now() - A_DAY * 3
    ).filter(registration__state__in=STANDING)
    if not settings.MAILS_LEAVE:
        recent = recent.filter(registration__person__isnull=False)
    return recent.select_related("announcement__event", "registration").order_by("pk")


def _tell_delivery(delivery: Delivery, server: Any) -> bool:
    """By a notice, or by mail. Marked as told first: twice is worse than later."""
    one, mark = delivery.registration, Delivery.objects.filter(pk=delivery.pk)
    with hats.system(WHY):
        if not mark.filter(told_at=None).update(told_at=Now()):
            return False
        if one.person_id is not None:
            about = f"{one.key}:news"
            notices.tell(person=one.person_id, kind=PLACE, about=about, path=one.path, again=True)
            return True
    try:
        mails.send_mail(_announcement_to(one, delivery.announcement), server)
    except Exception:
        with hats.system(WHY):
            mark.update(told_at=None)
        raise
    return True


def _announcement_to(one: Registration, announcement: Announcement) -> EmailMessage:
    page = absolute_url(one.path)
    return write_announcement(to=one.mail, language=one.language, body=announcement.body, page=page)


def write_announcement(*, to: str, language: str, body: str, page: str) -> EmailMessage:
    """The mail that brings it; shown before it is sent too."""
    return mails.write_mail(
        to=to,
        language=language,
        subject=lambda: _("News of an event that you registered for"),
        template="registrations/mail.txt",
        context={"news": "announcement", "words": body, "page": page},
    )


def forget_unconfirmed(now: dt.datetime | None = None) -> int:
    """Names that left an address and did not confirm: after three days nothing is kept of them.
    Nor of persons who were asked and did not answer, once the event is over.
    """
    here = now or timezone.now()
    unconfirmed = Q(at__lt=here - 3 * A_DAY) & ~Q(confirmation="")
    unanswered = Q(person__isnull=False, event__ends_on__lt=timezone.localdate(here) - A_DAY)
    with hats.system("what nobody confirmed is forgotten"):
        asked = Registration.objects.filter(state=Registration.State.ASKED)
        return asked.filter(unconfirmed | unanswered).delete()[0]


def forget_needs(now: dt.datetime | None = None) -> int:
    """Needs and addresses of events that ended 30 days ago."""
    last = timezone.localdate((now or timezone.now()) - KEPT)
    return change_each(
        Registration.objects.filter(event__ends_on__lt=last).exclude(needs="", mail=""),
        lambda rows: rows.update(needs="", mail="", needs_agreed_at=None),
        hat=lambda: hats.system("what people needed to come is forgotten 30 days after"),
    )


def forget_names(now: dt.datetime | None = None) -> int:
    """Names without an account: of those who did not come after 30 days, of the others, who may
    want their certificate, after a year.
    """
    here = now or timezone.now()
    names = Registration.objects.filter(person__isnull=True)
    absent = Q(came_at__isnull=True, event__ends_on__lt=(here - KEPT).date())
    over = names.filter(absent | Q(event__ends_on__lt=(here - CERTIFIED).date()))
    return change_each(
        over,
        QuerySet.delete,
        hat=lambda: hats.system("names without an account are forgotten after the event"),
    )
