"""Notices by email: no name, no one's words, one link."""

from typing import Any

from django.core.mail import EmailMessage
from django.urls import reverse

from entrepairs.notices.actions.choices import sign_stop_token
from entrepairs.notices.due import Due
from entrepairs.notices.ways import TEXT
from entrepairs.ui import mails
from entrepairs.ui.addresses import absolute_url


def send_notice(one: Due, server: Any) -> None:
    mails.send_mail(write_mail(one), server)


def write_mail(one: Due) -> EmailMessage:
    stop = absolute_url(reverse("notices:stop_by_link", args=[sign_stop_token(one.key)]))
    return mails.write_mail(
        to=one.address,
        language=one.language,
        subject=TEXT,
        template="notices/mail.txt",
        context={
            "page": absolute_url("/"),  # an address of its own would tell what waits
            "stop": stop,
            "quiet_from": one.quiet_from,
            "quiet_until": one.quiet_until,
        },
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
