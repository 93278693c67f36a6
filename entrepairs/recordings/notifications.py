"""Notifications of those asked whether they may be heard: a notice here, or a mail with their
private address."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from entrepairs.core import hats
from entrepairs.core.jobs import do_each
from entrepairs.ledger.models import Deed
from entrepairs.library.channels import private_address
from entrepairs.notices import actions as notices
from entrepairs.recordings.actions.voices import ASK_VOICE
from entrepairs.recordings.models import Consent, ConsentRequest
from entrepairs.recordings.notice_kinds import HEARD
from entrepairs.ui import mails
from entrepairs.ui.addresses import absolute_url

AT_ONCE = 200
WHY = "those heard in a recording are told that they are asked"


def tell_requested(request: int | None = None, *, again: Any = None) -> int:
    """Tells those who have something to answer and were not told of it. How many they were."""
    with hats.system(WHY):
        asked = Consent.objects.filter(
            voice=OuterRef("voice"), state=Consent.State.ASKED, ended_at=None
        )
        waiting = ConsentRequest.objects.filter(Exists(asked), told_at=None).select_related(
            "voice__resource"
        )
        waiting = waiting.filter(pk=request) if request else waiting
        found = list(waiting.order_by("pk")[:AT_ONCE])
    here = [one for one in found if one.person_id is not None or not one.mail]
    told = do_each(here, tell_here, again=again)
    by_mail = [one for one in found if one.person_id is None and one.mail]
    if by_mail and settings.MAILS_LEAVE:
        with mailers.default as server:
            told += do_each(by_mail, lambda one: send_mail(one, server), again=again)
    return told


def tell_here(request: ConsentRequest) -> None:
    """By a notice; nobody is told who has neither a page here nor an address."""
    with hats.system(WHY):
        if request.person_id is not None:
            voice = request.voice
            newest = voice.consents.filter(ended_at=None).latest("pk").pk
            notices.tell(
                person=request.person_id,
                kind=HEARD,
                about=f"{voice.key}:{newest}",
                path=voice.path,
                by=who_asked(request),
            )
        ConsentRequest.objects.filter(pk=request.pk).update(told_at=Now())


def who_asked(request: ConsentRequest) -> int | None:
    """The person who asked last: across a block nobody is told."""
    asked = Deed.objects.filter(
        about_person=request.person_id, verb=ASK_VOICE.name, object_key=request.voice.key
    )
    return asked.order_by("-at", "-pk").values_list("by_person", flat=True).first()


def send_mail(request: ConsentRequest, server: Any) -> bool:
    """Its request is marked as told first: a mail sent twice is worse than one that comes later."""
    with hats.system(WHY):
        if not ConsentRequest.objects.filter(pk=request.pk, told_at=None).update(told_at=Now()):
            return False
    try:
        mails.send_mail(build_mail(request), server)
    except Exception:
        with hats.system(WHY):
            ConsentRequest.objects.filter(pk=request.pk).update(told_at=None)
        raise
    return True


def build_mail(request: ConsentRequest) -> EmailMessage:
    return mails.write_mail(
        to=request.mail,
        language=request.language,
        subject=gettext_lazy("Can we publish what you said?"),
        template="recordings/mail.txt",
        context={"voice": request.voice, "page": absolute_url(path_of(request))},
    )


def path_of(request: ConsentRequest) -> str:
    return f"/library/voice/{private_address(request.voice.key, request.turn)}/"
