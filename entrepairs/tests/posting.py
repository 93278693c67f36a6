"""What tests of pages need: the key that a form carries, and the text of the answer."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from django.test import Client

from entrepairs.people.models import Person

As = Callable[[Person], Client]  # the fixture `as_person`


def once(**more: Any) -> dict[str, Any]:
    """A form of one button, sent for the first time."""
    return {"once": str(uuid4()), **more}


def text(answer: Any) -> str:
    """The page, with its white space folded; it is there, so what is looked for in vain is
    missing."""
    assert answer.status_code in (200, 422), answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def english(client: Client) -> Client:
    """Read in English, whatever its person chose."""
    client.cookies["language"] = "en"
    return client


def hidden_fields(answer: Any) -> dict[str, str]:
    """The hidden fields of a page, which its form sends back."""
    found: dict[str, str] = {}

    class Fields(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            values = dict(attrs)
            if tag == "input" and values.get("type") == "hidden" and values.get("name"):
                found[str(values["name"])] = values.get("value") or ""

    Fields().feed(answer.content.decode())
    return found
