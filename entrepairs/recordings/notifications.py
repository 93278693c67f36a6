"""Notifications of those asked whether they may be heard: a notice here, or a mail with their
private address."""

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
from entrepairs.library.channels import private_address
from entrepairs.notices import actions as notices
from entrepairs.recordings.models import Consent, ConsentRequest
from entrepairs.recordings.notice_kinds import HEARD
from entrepairs.ui.addresses import absolute_url

log = logging.getLogger(__name__)
AT_ONCE = 200


def tell_requested() -> int:
    """Tells those who have something to answer and were not told of it. How many they were."""
    with hats.system("those heard in a recording are told that they are asked"):
        asked = Consent.objects.filter(
            voice=OuterRef("voice"), state=Consent.State.ASKED, ended_at=None
        )
        waiting = ConsentRequest.objects.filter(Exists(asked), told_at=None).select_related(
            "voice__resource"
        )
        found = list(waiting.order_by("pk")[:AT_ONCE])
        for request in found:
            if request.person_id is not None:
                voice = request.voice
                newest = voice.consents.filter(ended_at=None).latest("pk").pk
                notices.tell(
                    person=request.person_id,
                    kind=HEARD,
                    about=f"{voice.key}:{newest}",
                    path=voice.path,
                )
        ConsentRequest.objects.filter(pk__in=[request.pk for request in found]).update(
            told_at=Now()
        )
    by_mail = [request for request in found if request.person_id is None and request.mail]
    if by_mail:
        with mailers.default as server:
            for request in by_mail:
                send_mail(request, server)
    return len(found)


def send_mail(request: ConsentRequest, server: Any) -> None:
    """Its request is marked as told already: a mail sent twice is worse than one that was lost."""
    try:
        server.send_messages([build_mail(request)])
    except SMTPRecipientsRefused:
        log.warning("The mail server refuses the address of voice %s.", request.voice.key)
    except Exception:
        with hats.system("those heard in a recording are told that they are asked"):
            ConsentRequest.objects.filter(pk=request.pk).update(told_at=None)
        raise


def build_mail(request: ConsentRequest) -> EmailMessage:
    known = request.language in dict(settings.LANGUAGES)
    language = request.language if known else settings.LANGUAGE_CODE
    with translation.override(language):
        page = absolute_url(path_of(request))
        return EmailMessage(
            subject=_("May what you said be heard?"),
            body=render_to_string("recordings/mail.txt", {"voice": request.voice, "page": page}),
            to=[request.mail],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
        )


def path_of(request: ConsentRequest) -> str:
    return f"/library/voice/{private_address(request.voice.key, request.turn)}/"
