"""The settings of mail, read in one way by the site, by `serve` and by `doctor`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr, quote
from typing import Any

NOBODY = "entrepairs@localhost"
SPECIAL = re.compile(r'[][\\()<>@,:;".]')  # what a name is quoted for
LOCAL = ("localhost", "127.0.0.1", "::1")


def mail_sender(text: str) -> tuple[str, str]:
    """As people read it, and the address alone, of `Name <a@b>` or `a@b`; what is neither is
    nobody's.
    """
    name, address = parseaddr(text)
    if "@" not in address.strip("@"):
        name, address = "", NOBODY
    if not name:
        return address, address
    shown = f'"{quote(name)}"' if SPECIAL.search(name) else name
    return f"{shown} <{address}>", address


def mail_security(host: str, port: int) -> str:
    """How the way to the mail server is closed, where nobody says: by its port, and open on this
    machine alone.
    """
    if port == 465:
        return "tls"
    return "none" if host in LOCAL else "starttls"


@dataclass(frozen=True)
class MailSettings:
    """The mail server, and how it is spoken to. Without a host no mail leaves."""

    host: str
    port: int
    security: str
    user: str
    password: str

    @property
    def mailers(self) -> dict[str, dict[str, Any]]:
        """As Django wants it. Nothing is written instead of a mail: a code belongs in no log."""
        if not self.host:
            return {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
        options = {
            "host": self.host,
            "port": self.port,
            "username": self.user,
            "password": self.password,
            "use_tls": self.security == "starttls",
            "use_ssl": self.security == "tls",
            "timeout": 20,
        }
        smtp = "django.core.mail.backends.smtp.EmailBackend"
        return {"default": {"BACKEND": smtp, "OPTIONS": options}}


def read_mail_settings(environ: Mapping[str, str]) -> MailSettings:
    host = environ.get("ENTREPAIRS_MAIL_HOST", "")
    port = int(environ.get("ENTREPAIRS_MAIL_PORT") or "587")
    return MailSettings(
        host=host,
        port=port,
        security=environ.get("ENTREPAIRS_MAIL_SECURITY") or mail_security(host, port),
        user=environ.get("ENTREPAIRS_MAIL_USER", ""),
        password=environ.get("ENTREPAIRS_MAIL_PASSWORD", ""),
    )
