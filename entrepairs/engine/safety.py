"""What `serve` refuses to start with, and how to mend it. `doctor` asks the same questions."""

import base64
import binascii
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from entrepairs.core.sms_settings import find_faults
from entrepairs.engine.errors import Trouble, say
from entrepairs.engine.folder import DataFolder

LOCAL = {"localhost", "127.0.0.1", "::1"}
SECRET_LENGTH = 50


@dataclass(frozen=True)
class Finding:
    """Something wrong, how to mend it, and whether one may start with it."""

    what: str
    mend: str
    grave: bool = True


def refuse(found: list[Finding]) -> None:
    """Say what is only doubtful; stop at what is unsafe."""
    for finding in found:
        if not finding.grave:
            say(f"Warning: {finding.what}\n  -> {finding.mend}")
    grave = [finding for finding in found if finding.grave]
    if grave:
        told = "\n".join(f"  • {finding.what}\n    -> {finding.mend}" for finding in grave)
        raise Trouble(f"Entrepairs does not start with unsafe settings:\n{told}")


# Settings


def unsafe_settings() -> Iterator[Finding]:
    """Of the environment, before anything is loaded."""
    yield from _addresses()
    yield from _mail()
    yield from _texts()
    if os.geteuid() == 0:
        yield Finding(
            "The web server runs as root.",
            "Start Entrepairs as an ordinary user of this machine, made for it.",
            grave=False,
        )


def unsafe_keys(folder: DataFolder) -> Iterator[Finding]:
    """Of the keys, given by the environment or in their folder."""
    secret = secret_of("ENTREPAIRS_SECRET_KEY", folder.keys / "secret_key")
    if len(secret) < SECRET_LENGTH:
        yield Finding(
            f"The secret key is {'too short' if secret else 'missing'}: sessions could be forged.",
            f"Set ENTREPAIRS_SECRET_KEY to {SECRET_LENGTH} random characters or more, for instance "
            "`python3 -c 'import secrets; print(secrets.token_urlsafe(64))'`.",
        )
    words = secret_of("ENTREPAIRS_WORD_KEYS", folder.keys / "word_keys").replace(",", "\n").split()
    if not words or not all(map(_is_word_key, words)):
        yield Finding(
            f"The keys for words at rest are {'not valid' if words else 'missing'}.",
            "Set ENTREPAIRS_WORD_KEYS to one or more keys of 32 bytes in base64, newest first, "
            "for instance "
            "`python3 -c 'import base64, os; "
            "print(base64.urlsafe_b64encode(os.urandom(32)).decode())'`. Keep a copy.",
        )
    for path in (folder.keys, *(folder.keys.iterdir() if folder.keys.is_dir() else ())):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding(f"Other users of this machine can read {path}.", f"chmod go= '{path}'")


def secret_of(name: str, path: Path) -> str:
    return os.environ.get(name) or (path.read_text().strip() if path.is_file() else "")


def _is_word_key(key: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(key)) == 32
    except (binascii.Error, ValueError):
        return False


def _addresses() -> Iterator[Finding]:
    hosts = [
        host.strip() for host in os.environ.get("ENTREPAIRS_HOSTS", "").split(",") if host.strip()
    ]
    if not hosts or "*" in hosts:
        yield Finding(
            "ENTREPAIRS_HOSTS is missing or allows every name: links in mails could be made to "
            "lead elsewhere.",
            "Set ENTREPAIRS_HOSTS to the names people type, for instance entrepairs.example.org.",
        )
    origin = urlsplit(os.environ.get("ENTREPAIRS_ORIGIN", ""))
    if not origin.hostname or origin.path not in ("", "/"):
        yield Finding(
            "ENTREPAIRS_ORIGIN is missing or is not an origin.",
            "Set ENTREPAIRS_ORIGIN to the address people open, for instance https://entrepairs.example.org.",
        )
    elif origin.scheme != "https" and origin.hostname not in LOCAL:
        yield Finding(
            f"ENTREPAIRS_ORIGIN is {origin.geturl()}: "
            "what people write would cross the network in clear.",
            (
                "Put a web server with a certificate in front (README, “Run it for real”) and set "
                "https:// here."
            ),
        )
    elif origin.scheme == "https" and os.environ.get("ENTREPAIRS_PROXIES") == "0":
        yield Finding(
            "ENTREPAIRS_PROXIES is 0: behind a proxy, all visitors would count as one address.",
            "Set it to how many proxies stand in front, and X-Forwarded-For in them.",
            grave=False,
        )


def _mail() -> Iterator[Finding]:
    if not os.environ.get("ENTREPAIRS_MAIL_HOST"):
        yield Finding(
            "No mail server is set: nobody can sign up or come in by mail, and none is sent.",
            "Set ENTREPAIRS_MAIL_HOST, and _PORT, _USER, _PASSWORD, _FROM as your provider says.",
            grave=False,
        )


def _texts() -> Iterator[Finding]:
    for what, mend in find_faults(os.environ):
        yield Finding(what, mend)


def refuse_unsafe_settings(folder: DataFolder) -> None:
    refuse([*unsafe_keys(folder), *unsafe_settings()])


# Database


def unsafe_database(login_url: str, *, demo: bool = False) -> Iterator[Finding]:
    """Of the role the web and the jobs log in as: without a hat it must be able to do nothing."""
    try:
        with psycopg.connect(login_url, connect_timeout=10) as link:
            yield from _login_role(link)
            if not demo:
                yield from _sample(link)
    except psycopg.OperationalError as error:
        yield Finding(
            f"The database does not answer: {str(error).strip()}",
            "Check DATABASE_URL and that it runs.",
        )


def _login_role(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    facts = """
        select rolname, rolsuper, rolbypassrls, rolcreaterole,
               exists (
                 select from pg_class where relowner = r.oid and relkind in ('r', 'p', 'v', 'm')),
               (select count(*) from pg_class c
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
                and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')),
               (select count(*) from unnest(array[
                  'entrepairs_person', 'entrepairs_gate', 'entrepairs_system']) hat
                where to_regrole(hat) is not null and pg_has_role(r.oid, to_regrole(hat), 'member'))
        from pg_roles r where rolname = session_user"""
    row = link.execute(facts).fetchone()
    name, superuser, passes, creates, owns, reads, hats = row or ("?", True, True, True, True, 1, 0)
    mend = (
        "Let DATABASE_URL log in as a role of its own; `entrepairs migrate` makes it or prints how."
    )
    for wrong, what in (
        (superuser, "is a superuser"),
        (passes, "passes row security"),
        (creates and not superuser, "may create roles"),
        (owns, "owns tables, and an owner passes row security"),
        (reads and not superuser and not owns, "can use tables without putting on a hat"),
    ):
        if wrong:
            yield Finding(f"The database role “{name}” of DATABASE_URL {what}.", mend)
    if hats < 3:
        yield Finding(
            f"The database role “{name}” may not put on every hat.", "Run `entrepairs migrate`."
        )


def _sample(link: psycopg.Connection[Any]) -> Iterator[Finding]:
    from entrepairs.engine.prepare import state_of

    if state_of(link).sample:
        yield Finding(
            "This database holds the sample network, whose people anyone may sign in as.",
            (
                "Use another folder (--data) or database for real people; keep this one for "
                "`entrepairs demo`."
            ),
        )


def refuse_unsafe_database() -> None:
    refuse(list(unsafe_database(os.environ["DATABASE_URL"])))


def refuse_unsafe_django() -> None:
    """Of the settings as loaded."""
    from django.conf import settings

    if settings.DEBUG:
        raise Trouble(
            "Entrepairs does not start with DEBUG: error pages would show what people wrote.",
            "Set DEBUG = False in the settings.",
        )
