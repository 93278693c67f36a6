"""The house rules and what to do with a worry: read by everyone, in both languages."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone, translation

from entrepairs.safeguarding import house_rules


def in_english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def test_a_stranger_reads_every_rule_in_both_languages(client: Client) -> None:
    for language in ("fr", "en"):
        client.cookies["language"] = language
        page = client.get("/rules/").text
        with translation.override(language):
            for rule in house_rules.rules_now().rules:
                assert f'id="{rule.key}"' in page
                assert str(rule.title) in page
        assert 'href="/easy/rules/"' in page
        assert 'href="/rules/worry/"' in page


def test_an_earlier_version_stays_readable_and_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = house_rules.rules_now()
    second = replace(first, number=2, since=dt.date(2027, 1, 5))
    monkeypatch.setattr(house_rules, "all_versions", lambda: (second, first))
    page = in_english(client).get("/rules/").text
    assert "Version 2" in page
    assert 'href="/rules/1/"' in page
    assert "Another one applies now" not in page
    assert "Another one applies now" in client.get("/rules/1/").text
    assert client.get("/rules/3/").status_code == 404


def test_versions_follow_each_other_and_their_rules_have_keys_of_their_own() -> None:
    versions = house_rules.all_versions()
    assert [one.number for one in versions] == list(range(len(versions), 0, -1))
    for one in versions:
        keys = [rule.key for rule in one.rules]
        assert len(set(keys)) == len(keys)
        assert one.rule(keys[0]) is one.rules[0]
        assert one.rule("nothing") is None


def test_a_worry_has_numbers_and_laws_with_their_source_and_no_form(client: Client) -> None:
    worries, _day = house_rules.all_worries()
    page = in_english(client).get("/rules/worry/").text
    main = page.split("<main")[1].split("</main")[0]
    assert "<form" not in main
    for worry in worries:
        assert worry.laws
        for line in worry.numbers:
            assert f'href="tel:{line.dialled}"' in main or f'href="sms:{line.dialled}"' in main
        for law in worry.laws:
            assert law.source.startswith("https://")
            assert f'href="{law.source}"' in main
            assert law.law in main


def test_sentences_of_rules_and_worries_are_short() -> None:
    rules = [rule for one in house_rules.all_versions() for rule in one.rules]
    lines = [line for rule in rules for line in rule.lines]
    lines += [line for worry in house_rules.all_worries()[0] for line in worry.lines]
    assert lines
    for line in lines:
        for sentence in (line.fr + " " + line.en).replace("?", ".").split("."):
            assert len(sentence.split()) <= 20, sentence


def test_what_is_shown_of_the_law_was_checked_within_a_year() -> None:
    _worries, checked_on = house_rules.all_worries()
    assert timezone.localdate() - checked_on < dt.timedelta(days=366)
