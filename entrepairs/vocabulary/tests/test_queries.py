"""Reading from memory, in the language of the page."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template import engines
from django.utils import translation

from entrepairs.core import hats
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.actions import load_vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded() -> Iterator[None]:
    load_vocabulary(by=None)
    with hats.person(None):
        yield
    vocabulary.forget()


def test_labels_cost_one_query_whatever_their_number(queries: Callable[[], Any]) -> None:
    vocabulary.forget()
    with queries() as made:
        labels = [
            term.label
            for scheme in ("experience", "support", "limit")
            for term in vocabulary.concepts(scheme)
        ]
        vocabulary.tree("experience")
        vocabulary.concept_by_key("role", "msp")
    assert len(labels) > 200
    assert len(made) == 1


def test_help_numbers_cost_one_query_for_all_the_pages(queries: Callable[[], Any]) -> None:
    vocabulary.forget()
    with queries() as made:
        for country in ("FR", "US", "FR"):
            vocabulary.help_numbers(country)
        vocabulary.help_countries()
    assert len(made) == 1


def test_a_label_speaks_the_language_of_the_page() -> None:
    term = vocabulary.concept_by_key("experience", "voices")
    with translation.override("fr"):
        assert str(term) == "entendre des voix"
    with translation.override("en"):
        assert term.label == "hearing voices"


def test_the_tree_has_two_levels_in_the_order_of_the_file() -> None:
    tree = vocabulary.tree("experience")
    assert [heading.key for heading, _ in tree][:3] == ["illness", "mental_health", "addiction"]
    assert [term.key for term in tree[1][1]][:2] == ["voices", "other_reality"]
    assert sum(1 + len(below) for _, below in tree) == len(vocabulary.concepts("experience"))


def test_an_unknown_concept_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        vocabulary.concept(-1)
    with pytest.raises(KeyError):
        vocabulary.concept_by_key("experience", "nothing")


def test_a_concept_loaded_by_another_process_is_found() -> None:
    from entrepairs.vocabulary.models import Concept

    vocabulary.concepts("support")
    with hats.system("test"):
        new = Concept.objects.create(
            scheme="support",
            key="new",
            fr="neuf",
            en="new",
            order=99,
            source="test",
            checked_on=dt.date(2026, 11, 22),
        )
    assert vocabulary.concept(new.pk).fr == "neuf"


def test_help_in_france_begins_with_emergencies_and_can_be_dialled() -> None:
    lines = vocabulary.help_numbers("FR")
    assert lines[0].number == "112"
    assert [line.is_emergency for line in lines] == sorted(
        (line.is_emergency for line in lines), reverse=True
    )
    fil = next(line for line in lines if line.key == "fr_fil_sante_jeunes")
    assert fil.dialled == "0800235236"
    assert next(line for line in lines if line.number == "114").channels[0] == "sms"
    assert [line.number for line in lines if not line.everywhere] == ["116 117"]


def test_help_elsewhere_is_chosen_by_country_in_ones_own_language() -> None:
    assert [line.number for line in vocabulary.help_numbers("US")] == ["911", "988"]
    with translation.override("fr"):
        assert ("US", "États-Unis") in vocabulary.help_countries()
        assert vocabulary.help_numbers("FR")[0].name == "Urgences, numéro européen"
    with translation.override("en"):
        assert vocabulary.help_countries()[0] == ("FR", "France")
        assert vocabulary.help_numbers("FR")[0].name == "Emergency, European number"


def test_a_template_names_a_concept_by_its_id() -> None:
    template = engines["jinja"].from_string(
        "{{ id|concept_label }}, {{ id|concept_hint }}|{{ nothing|concept_label }}"
    )
    term = vocabulary.concept_by_key("experience", "recovery")
    assert template.render({"id": term.id, "nothing": None}) == (
        "recovering, Finding a life of one’s own again, with or without what hurts.|"
    )
