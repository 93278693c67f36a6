"""The files as they are."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from entrepairs.vocabulary import files
from entrepairs.vocabulary.files import read
from entrepairs.vocabulary.models import Scheme

CONCEPTS, NUMBERS = read()
OF_SCHEME = Counter(entry.scheme for entry in CONCEPTS)


def words_in(value: Any, language: str) -> Iterator[str]:
    """What the data of an entry says in one language, however deep it stands."""
    if isinstance(value, list):
        for one in value:
            yield from words_in(one, language)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name == language:
                yield one
            yield from words_in(one, language)


def spoken(language: str) -> list[str]:
    named = (language, f"{language}_hint", f"{language}_for", f"{language}_hours")
    entries: list[files.ConceptEntry | files.NumberEntry] = [*CONCEPTS, *NUMBERS]
    found = [getattr(entry, name, "") for entry in entries for name in named]
    deeper = [text for entry in CONCEPTS for text in words_in(entry.data, language)]
    return [text for text in [*found, *deeper] if text]


def french() -> list[str]:
    return spoken("fr")


def english() -> list[str]:
    return spoken("en")


# What is in them


def test_there_are_about_120_lived_experiences_in_two_levels() -> None:
    experiences = [entry for entry in CONCEPTS if entry.scheme == Scheme.EXPERIENCE]
    below = [entry for entry in experiences if entry.parent]
    assert 110 <= len(below) <= 130
    assert len({entry.parent for entry in below}) == len(experiences) - len(
        below
    )  # no heading is empty


def test_every_list_is_filled() -> None:
    least = {
        "support": 35,
        "contribution": 12,
        "limit": 18,
        "language": 40,
        "role": 14,
        "statute": 6,
        "body": 30,
        "rule": 13,
        "path": 11,
    }
    assert {
        scheme: OF_SCHEME[scheme] for scheme, count in least.items() if OF_SCHEME[scheme] < count
    } == {}


def test_every_entry_has_both_languages_a_source_and_a_date() -> None:
    entries: list[files.ConceptEntry | files.NumberEntry] = [*CONCEPTS, *NUMBERS]
    for entry in entries:
        assert entry.fr, entry
        assert entry.en, entry
        assert entry.source, entry
        assert entry.checked_on, entry


def test_no_two_entries_of_a_list_have_the_same_label() -> None:
    for texts in ([(e.scheme, e.fr) for e in CONCEPTS], [(e.scheme, e.en) for e in CONCEPTS]):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_the_french_is_set_as_french_is() -> None:
    wrong = [
        text
        for text in french()
        if re.search(r"'|\"| [:;?!»]|« |\S[;?!](?!\S)(?<![\u202f\u00a0].)", text)
    ]
    assert wrong == []


def test_the_english_has_curly_apostrophes() -> None:
    assert [text for text in english() if "'" in text or '"' in text] == []


def test_nobody_is_split_by_a_middle_dot() -> None:
    assert [
        text for text in french() if "·" in text or re.search(r"\(e\)|\w\.e\b|-e\b", text)
    ] == []


def test_labels_stand_in_a_sentence_and_hints_are_sentences() -> None:
    proper = {"LSF", "Parkinson"}
    for entry in CONCEPTS:
        if entry.scheme not in {Scheme.LANGUAGE, Scheme.ROLE}:
            assert entry.fr[0].islower() or entry.fr.split()[0] in proper, entry
        for hint in (entry.fr_hint, entry.en_hint):
            assert not hint or ((hint[0].isupper() or hint[0] in "«“") and hint[-1] in ".…»”"), hint


def test_the_roles_and_statutes_of_the_field_are_there() -> None:
    keys = {entry.key for entry in CONCEPTS if entry.scheme == Scheme.ROLE}
    assert keys >= {
        "peer_helper",
        "msp",
        "peer_worker",
        "peer_emulator",
        "patient_expert",
        "patient_resource",
    }
    assert keys >= {
        "patient_partner",
        "patient_teacher",
        "patient_researcher",
        "ru",
        "gem_member",
        "gem_visitor",
    }
    assert keys >= {"gem_facilitator", "sponsor"}
    marks = {entry.key: entry.mark for entry in CONCEPTS}
    assert marks["peer_emulator"] == "K"


def test_the_help_numbers_keep_their_doubts() -> None:
    marks = {entry.key: entry.mark for entry in NUMBERS}
    sure = {
        "fr_112",
        "fr_15",
        "fr_17",
        "fr_18",
        "fr_114",
        "fr_3114",
        "fr_119",
        "fr_3018",
        "fr_3133",
        "fr_fil_sante_jeunes",
    }
    assert {key for key, mark in marks.items() if not mark} == sure
    assert {key for key, mark in marks.items() if mark == "!"} == {"fr_3919", "fr_116117"}
    assert {entry.country for entry in NUMBERS} >= {"FR", "US"}
    assert next(entry for entry in NUMBERS if entry.key == "us_988").number == "988"


# Wrong files


def test_what_changes_with_the_law_was_checked_within_a_year() -> None:
    """It fails one day: then each number, body and rule is checked again at its source, and its
    date changed."""
    legal = [entry for entry in CONCEPTS if entry.scheme in {Scheme.BODY, Scheme.RULE}]
    entries: list[files.ConceptEntry | files.NumberEntry] = [*NUMBERS, *legal]
    long_ago = timezone.localdate() - dt.timedelta(days=366)
    assert [entry.key for entry in entries if entry.checked_on < long_ago] == []
    assert len(legal) > 40


def test_every_kind_of_body_that_is_named_is_told() -> None:
    bodies = {entry.key: entry for entry in CONCEPTS if entry.scheme == Scheme.BODY}
    seed = "cdu cs cme cse clias comedims ethics sustainability mdu cvs crsa cts clsm cls "
    seed += "local_council asv prs ptsm cns"
    second = "cdu_hia cdca cdaph cdsp cci cnaarusp"
    assert {*seed.split(), *second.split()} <= set(bodies)
    cdu = bodies["cdu"].data
    assert (cdu["term_months"], cdu["term_of"], cdu["deputies_each"]) == (36, "body", 1)
    assert len(cdu["receives"]) == 6  # CSP R.1112-80
    assert bodies["crsa"].data["unsure"]["term_months"] == "!"
    for entry in bodies.values():
        assert set(entry.data.get("unsure", {})) <= set(entry.data), entry.key


def test_the_numbers_for_abuse_and_bullying_are_those_of_today() -> None:
    lines = {entry.key: entry for entry in NUMBERS}
    assert "fr_3977" not in lines
    assert (lines["fr_3133"].number, lines["fr_3133"].fr_hours) == (
        "3133",
        "Tous les jours, de 9 h à 20 h",
    )
    assert lines["fr_3018"].fr_hours == "Tous les jours, de 9 h à 23 h"
    assert set(lines["fr_3018"].channels) == {"call", "chat", "app"}
