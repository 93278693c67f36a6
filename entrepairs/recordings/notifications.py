"""Telling those who are asked whether they may be heard: here, by a notice; elsewhere, by mail with their private address."""

import logging
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from entrepairs.core import hats
from entrepairs.library import channels
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.recordings.models import Consent, ConsentRequest
from entrepairs.ui.addresses import absolute_url

log = logging.getLogger(__name__)
AT_ONCE = 200


def tell() -> int:
    """Whoever has something to answer and was not told of it."""
    with hats.system("those heard in a recording are told that they are asked"):
        asked = Consent.objects.filter(
            voice=OuterRef("voice"), state=Consent.State.ASKED, ended_at=None
        )
        waiting = ConsentRequest.objects.filter(Exists(asked), told_at=None).select_related(
            "voice__resource"
        )
        found = list(waiting.order_by("pk")[:AT_ONCE])
        for one in found:
            if one.person_id is not None:
                newest = one.voice.consents.filter(ended_at=None).latest("pk").pk
                about = f"{one.voice.key}:{newest}"
                notices.tell(
                    person=one.person_id, kind=Notice.Kind.HEARD, about=about, path=one.voice.path
                )
        ConsentRequest.objects.filter(pk__in=[one.pk for one in found]).update(told_at=Now())
    by_mail = [one for one in found if one.person_id is None and one.mail]
    if by_mail:
        with mailers.default as server:
            for one in by_mail:
                mail(one, server)
    return len(found)


def mail(one: ConsentRequest, server: Any) -> None:
    """Marked as told first: a mail sent twice is worse than one that a broken server lost, and says so in the log."""
    try:
        server.send_messages([message(one)])
    except SMTPRecipientsRefused:
        log.warning("The mail server refuses the address of voice %s.", one.voice.key)
    except Exception:
        with hats.system("those heard in a recording are told that they are asked"):
            ConsentRequest.objects.filter(pk=one.pk).update(told_at=None)
        raise


def message(one: ConsentRequest) -> EmailMessage:
    language = one.language if one.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        page = absolute_url(address_of(one))
        return EmailMessage(
            subject=_("May what you said be heard?"),
            body=render_to_string("recordings/mail.txt", {"voice": one.voice, "page": page}),
            to=[one.mail],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
        )


def address_of(one: ConsentRequest) -> str:
    return f"/library/voice/{channels.door(one.voice.key, one.turn)}/"
