"""The settings of mail, read in one way by the site, by `serve` and by `doctor`."""

import re
from email.utils import parseaddr, quote

NOBODY = "entrepairs@localhost"
SECURITIES = ("tls", "starttls", "none")
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
