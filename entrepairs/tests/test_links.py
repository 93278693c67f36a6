"""No page leads to nothing: every link that a person is shown answers, no sentence runs into the
next, what a reader of screens leans on is in order, and a first visit weighs under 100 KB.
"""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from entrepairs.tests.walking import FIRST_VISIT, disorders, first_weight, walk

INLINE = re.compile(r"</?(?:a|abbr|b|bdi|em|i|span|strong|time)\b[^>]*>")
RUN_ON = re.compile(r"[^\W\d_]{2}[.?!][A-ZÀ-Ý][^\W\d_]")
OF_A_KIND = 3  # pages of one address that are opened


def words_run_on(page: str) -> list[str]:
    words = re.sub(r"<(?:script|style|svg|title|option|code)\b.*?</", " ", page, flags=re.DOTALL)
    return RUN_ON.findall(unescape(re.sub(r"<[^>]*>", " ", INLINE.sub("", words))))


def find_faults(client: Client) -> tuple[int, list[str]]:
    """How many addresses were opened, and what is wrong with them."""
    opened, faults, known = 0, [], dict[str, int]()
    for seen in walk(client, OF_A_KIND):
        opened += 1
        if seen.answer.status_code >= 400:
            faults.append(f"{seen.answer.status_code} {seen.to} on {seen.on}")
        if seen.is_page:
            faults += [f"{found} run on in {seen.to}" for found in words_run_on(seen.text)]
            faults += [f"{found} in {seen.to}" for found in disorders(seen.text)]
            if (weight := first_weight(client, seen.text, known)) >= FIRST_VISIT:
                faults.append(f"{weight} bytes at the first visit of {seen.to}")
    assert len(known) > 3, "a page without stylesheet, script, font and icon was weighed"
    return opened, faults


@pytest.mark.parametrize("mails", [True, False], ids=["with mails", "without"])
def test_a_stranger_meets_no_dead_link(
    network: Any, client: Client, settings: Any, mails: bool
) -> None:
    settings.MAILS_LEAVE = mails
    opened, faults = find_faults(client)
    assert opened > 15
    assert faults == []


@pytest.mark.parametrize("name", ["Amel", "Bruno", "Claire", "David", "Eve", "Farid"])
def test_none_of_the_six_meets_a_dead_link(
    network: Any, as_person: Any, settings: Any, name: str
) -> None:
    settings.MAILS_LEAVE = False
    client = as_person(network.people[name])
    if name in "Amel Claire Eve":
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    opened, faults = find_faults(client)
    assert opened > 30
    assert faults == []
