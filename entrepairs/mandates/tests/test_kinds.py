"""Kinds of body and their rules, read by a stranger."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client

from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.actions import load_vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded() -> Iterator[None]:
    load_vocabulary(by=None)
    yield
    vocabulary.forget()


def read(client: Client, path: str, language: str = "en") -> str:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def test_a_stranger_finds_every_kind_and_every_rule_with_its_source(client: Client) -> None:
    for language in ("en", "fr"):
        page = read(client, "/bodies/kinds/", language)
        for kind in vocabulary.concepts("body"):
            label = kind.en if language == "en" else kind.fr
            assert label[1:] in page
            assert f'href="/bodies/kinds/{kind.key}/"' in page
        rules = vocabulary.concepts("rule")
        assert len(rules) > 10
        for rule in rules:
            hint = rule.en_hint if language == "en" else rule.fr_hint
            assert " ".join(hint.split()) in page  # as `read` has its spaces
        assert page.count("checked on" if language == "en" else "vérifié le") == len(rules)


def test_a_commission_is_told_whole(client: Client) -> None:
    page = read(client, "/bodies/kinds/cdu/")
    for told in (
        "Users’ commission",
        "2 · 2 deputies · decide",
        "3 years",
        "All seats end together",
        "3 years · renewable 2 times",
        "CSP L.1112-3",
        "an approved association",
        "serious adverse events and the corrective actions",
        "CRUQPC",
        "4 December 2016",
        "www.legifrance.gouv.fr",
        "checked on 29 November 2026",
    ):
        assert told.lower() in page.lower(), told
    assert page.count("to be checked") == 1  # its sittings
    assert "4 décembre 2016" in read(client, "/bodies/kinds/cdu/", "fr")
    assert "Same name, other rules" in page
    assert 'href="/bodies/kinds/cdu_hia/"' in page


def test_what_nobody_has_checked_says_so(client: Client) -> None:
    assert "to be checked: sources disagree" in read(client, "/bodies/kinds/crsa/")
    assert "is to be checked" in read(client, "/bodies/kinds/comedims/")
    cs = read(client, "/bodies/kinds/cs/")
    assert "Signed by" in cs
    assert "is to be checked" not in cs


def test_every_kind_has_a_page_of_few_queries(client: Client, queries: Callable[[], Any]) -> None:
    read(client, "/bodies/kinds/")
    kinds = vocabulary.concepts("body")
    assert len(kinds) >= 30
    for kind in kinds:
        with queries() as made:
            page = read(client, f"/bodies/kinds/{kind.key}/")
        assert len(made) <= 10
        assert page.count("<h1") == 1
        assert "checked on" in page


def test_a_kind_that_is_none_is_not_found(client: Client) -> None:
    for key in ("cruqpc", "CDU", "peer"):
        assert client.get(f"/bodies/kinds/{key}/").status_code == 404
