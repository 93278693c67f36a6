"""No page leads to nothing: every link that a person is shown answers, and no sentence runs into
the next.
"""

import re
from collections import Counter
from html import unescape
from typing import Any

import pytest
from django.test import Client

ELSEWHERE = ("/static/", "/leave/")
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
INLINE = re.compile(r"</?(?:a|abbr|b|bdi|em|i|span|strong|time)\b[^>]*>")
RUN_ON = re.compile(r"[^\W\d_]{2}[.?!][A-ZÀ-Ý][^\W\d_]")
OF_A_KIND = 3  # pages of one address pattern that are opened


def find_dead_links(client: Client) -> tuple[int, list[str]]:
    """How many pages were opened, and the links that gave an error, with the page they stand on."""
    waiting = [("", "/"), ("", "/help/"), ("", "/events/"), ("", "/library/")]
    seen, kinds, dead = {to for _on, to in waiting}, Counter[str](), []
    opened = 0
    while waiting:
        on, to = waiting.pop(0)
        answer = client.get(to, follow=True)
        opened += 1
        if answer.status_code >= 400:
            dead.append(f"{answer.status_code} {to} on {on}")
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        words = re.sub(
            r"<(?:script|style|svg|title|option|code)\b.*?</", " ", page, flags=re.DOTALL
        )
        words = re.sub(r"<[^>]*>", " ", INLINE.sub("", words))
        dead += [f"{found} run on in {to}" for found in RUN_ON.findall(unescape(words))]
        for link in map(unescape, LINK.findall(page)):
            kind = re.sub(r"[0-9a-z]{14}|\d+", "*", link.split("?")[0])
            if link in seen or link.startswith(ELSEWHERE) or kinds[kind] >= OF_A_KIND:
                continue
            kinds[kind] += 1
            seen.add(link)
            waiting.append((to, link))
    return opened, dead


@pytest.mark.parametrize("mails", [True, False], ids=["with mails", "without"])
def test_a_stranger_meets_no_dead_link(
    network: Any, client: Client, settings: Any, mails: bool
) -> None:
    settings.MAILS_LEAVE = mails
    opened, dead = find_dead_links(client)
    assert opened > 15
    assert dead == []


@pytest.mark.parametrize("name", ["Amel", "Bruno", "Claire", "David", "Eve", "Farid"])
def test_none_of_the_six_meets_a_dead_link(
    network: Any, as_person: Any, settings: Any, name: str
) -> None:
    settings.MAILS_LEAVE = False
    client = as_person(network.people[name])
    if name in "Amel Claire Eve":
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    opened, dead = find_dead_links(client)
    assert opened > 30
    assert dead == []
