"""The gateway of text messages: an address of the administrator's provider, or a command of this
machine. Off until one is set. What it is told, and its secrets, are in no log."""

import json
import logging
import shlex
import subprocess
from collections.abc import Callable
from html import escape
from urllib.parse import quote, quote_plus

from django.conf import settings

from entrepairs.core import outgoing
from entrepairs.notices.ways import NotSent, NotSentForGood

COMMAND_TIMEOUT = 60  # seconds: a modem dials
log = logging.getLogger(__name__)
type Put = Callable[[str], str]


def send_text(number: str, text: str) -> None:
    """NotSent when the gateway said no, or nobody took it. An answer that did not come is no
    failure: a text may have left, and is paid."""
    if settings.SMS.command:
        run_command(number, text)
    else:
        ask_gateway(number, text)


def filled(template: str, number: str, text: str, put: Put = str) -> str:
    """The template with both put in; other braces, as those of JSON, stay as they are."""
    return template.replace("{to}", put(number)).replace("{text}", put(text))


def in_json(words: str) -> str:
    return json.dumps(words)[1:-1]


def escaping_of(headers: dict[str, str]) -> Put:
    """How words are put into a body of this type: so that none of them ends it."""
    kind = next((v for k, v in headers.items() if k.lower() == "content-type"), "").lower()
    if "json" in kind:
        return in_json
    return escape if "xml" in kind else str if kind.startswith("text/plain") else quote_plus


def ask_gateway(number: str, text: str) -> None:
    headers = dict(settings.SMS.headers)
    if settings.SMS.body and not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    url = filled(settings.SMS.url, number, text, lambda words: quote(words, safe=""))
    body = filled(settings.SMS.body, number, text, escaping_of(headers)).encode()
    try:
        answer = outgoing.post(url, body, headers, method=settings.SMS.method, public=False)
    except outgoing.Unreached as error:
        raise NotSent(f"gateway not reached: {error}") from None
    except outgoing.Unanswered:
        log.warning("The answer of the gateway did not come: counted as sent")
        return
    if not 200 <= answer.status < 300:
        kind = NotSent if answer.status >= 500 or answer.status == 429 else NotSentForGood
        raise kind(f"gateway answered {answer.status}")
    if settings.SMS.expect and settings.SMS.expect.encode() not in answer.body:
        raise NotSentForGood("gateway answered without ENTREPAIRS_SMS_EXPECT")


def run_command(number: str, text: str) -> None:
    """Without a shell: each word of the template is one argument, whatever is put into it."""
    words = [filled(word, number, text) for word in shlex.split(settings.SMS.command)]
    try:
        ran = subprocess.run(  # noqa: S603
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=COMMAND_TIMEOUT
        )
    except subprocess.TimeoutExpired:
        log.warning("The command of text messages did not end: counted as sent")
    except OSError as error:
        raise NotSentForGood(f"command: {error.strerror}") from None
    else:
        if ran.returncode:
            raise NotSent(f"command ended with {ran.returncode}")
