"""Mails: written and sent in one way, no matter who they are for.

None is answered by a machine, all come from the site's own host, and what fails for one address is
that address's.
"""

from email.utils import make_msgid
from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from entrepairs.core.jobs import GivenUp
from entrepairs.ui.language import known_language


class AddressRefused(GivenUp):
    """The mail server says for good that nobody has this address."""


def domain_of_mails() -> str:
    """The site's own host; without one, that of the address mails come from."""
    return urlsplit(settings.ORIGIN).hostname or settings.MAIL_ADDRESS.rpartition("@")[2]


def automatic_headers() -> dict[str, str]:
    """What each mail carries: a machine does not answer it, and its number is of this site."""
    return {
        "Auto-Submitted": "auto-generated",
        "Message-ID": make_msgid(domain=domain_of_mails()),
    }


def write_mail(
    *,
    to: str,
    language: str,
    subject: Any,
    template: str,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> EmailMessage:
    """A mail of plain text in the reader's language. `subject` is lazy, or a function that says
    it.
    """
    language = known_language(language)
    with translation.override(language):
        return EmailMessage(
            subject=str(subject() if callable(subject) else subject),
            body=render_to_string(template, context),
            to=[to],
            headers={**automatic_headers(), "Content-Language": language, **(headers or {})},
        )


def send_mail(message: EmailMessage, server: Any) -> None:
    """Sends one over a connection that others share: a failure leaves it as new for them."""
    try:
        server.send_messages([message])
    except SMTPRecipientsRefused as error:
        server.close()
        codes = [answer[0] for answer in error.recipients.values()]
        if all(code >= 500 for code in codes):
            raise AddressRefused(str(codes)) from error
        raise
    except Exception:
        server.close()
        raise
