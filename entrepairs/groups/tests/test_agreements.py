"""What a group's people promise each other, in versions, each with its own yes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from entrepairs.core import hats
from entrepairs.groups import starting_texts
from entrepairs.groups.actions.agreements import agree_to_version, write_agreement
from entrepairs.groups.models import Agreement, AgreementYes, Group
from entrepairs.groups.tests.making import group_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people.models import Person
from entrepairs.tests.posting import As


def written(group: Group, by: Person, words: str) -> Agreement:
    with hats.person(by.pk):
        return write_agreement(
            circle=group.circle,
            words=words,
            changes="",
            review_on=date(2040, 1, 1),
            once=uuid4(),
            by=by,
        )


def test_a_group_starts_from_a_text_in_easy_words_and_asks_each_for_their_yes(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david)
    form = as_person(amel).get(f"{group.path}agreement/new/").content.decode()
    assert "What is said here stays here." in form
    later = timezone.localdate() + timedelta(days=180)
    said = {"words": starting_texts.starting_agreement(), "review_on": later.isoformat()}
    as_person(amel).post(f"{group.path}agreement/new/", said | {"once": str(uuid4())})
    assert "has an agreement to read" in as_person(david).get("/today/").content.decode()
    as_person(david).post(f"{group.path}agreement/yes/", {"number": "1", "once": str(uuid4())})
    page = as_person(david).get(f"{group.path}agreement/").content.decode()
    assert "You said yes to this version" in page
    assert "has an agreement to read" not in as_person(david).get("/today/").content.decode()


def test_on_the_day_of_review_those_who_keep_the_page_are_asked_until_a_new_version(
    amel: Person, david: Person, as_person: As
) -> None:
    group, asked = group_of(amel, david), "talk about its agreement again"
    first = written(group, amel, "Se taire")
    assert asked not in as_person(amel).get("/today/").text
    with hats.system("test"):
        Agreement.objects.filter(pk=first.pk).update(review_on=timezone.localdate())
    assert asked in as_person(amel).get("/today/").text
    written(group, amel, "Se taire\nParler")
    assert asked not in as_person(amel).get("/today/").text


def test_a_new_version_asks_again_and_a_yes_is_to_one_version(amel: Person, david: Person) -> None:
    group = group_of(amel, david)
    first = written(group, amel, "Se taire")
    with hats.person(david.pk):
        agree_to_version(agreement=first, once=uuid4(), by=david)
    second = written(group, amel, "Se taire\nParler")
    assert second.number == 2
    with hats.person(david.pk):
        assert not AgreementYes.objects.filter(agreement=second).exists()
        with pytest.raises(NotPossible):
            agree_to_version(agreement=first, once=uuid4(), by=david)
        assert AgreementYes.objects.count() == 1


def test_a_yes_is_read_by_its_person_alone_and_a_version_never_changes(
    amel: Person, david: Person
) -> None:
    group = group_of(amel, david)
    version = written(group, amel, "Se taire")
    with hats.person(david.pk):
        assert Agreement.objects.get(circle=group.circle).words == "Se taire"
        assert not AgreementYes.objects.exists()
        with pytest.raises(NotPossible):
            write_agreement(
                circle=group.circle,
                words="Autre",
                changes="",
                review_on=date(2040, 1, 1),
                once=uuid4(),
                by=david,
            )
    with hats.person(amel.pk):
        assert AgreementYes.objects.get().agreement_id == version.pk


def test_starting_texts_are_in_both_languages_and_can_be_read_aloud_in_two_minutes() -> None:
    for language in ("fr", "en"):
        with translation.override(language):
            text = starting_texts.starting_agreement()
        assert len(text.splitlines()) == 7
        assert len(text.split()) < 260  # about 130 words a minute
    with translation.override("fr"):
        assert starting_texts.starting_agreement().startswith("Ce qui se dit ici")
        assert "On s’arrête." in starting_texts.starting_unwell()


def test_if_someone_is_unwell_the_rule_and_help_are_one_press_away(
    amel: Person, david: Person, as_person: As
) -> None:
    group = group_of(amel, david, unwell="On reste ensemble.")
    page = as_person(david).get(group.path).content.decode()
    assert page.index("If someone is unwell") < page.index("The group has not written what")
    assert 'href="/help/"' in page
    assert "On reste ensemble." in as_person(david).get(f"{group.path}unwell/").content.decode()
