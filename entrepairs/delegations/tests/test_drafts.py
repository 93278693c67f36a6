"""Drafts of a delegation: written together, read by it alone."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from entrepairs.core import hats
from entrepairs.delegations.actions.drafts import begin_draft, delete_draft, write_draft
from entrepairs.delegations.models import Draft, DraftVersion
from entrepairs.delegations.tests.making import circle_of
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.actions.mandates import end_mandate
from entrepairs.people.models import Circle, Person
from entrepairs.tests.pages import main_part
from entrepairs.tests.posting import As, hidden_fields, once, text


def begun(circle: Circle, by: Person) -> Draft:
    with hats.person(by.pk):
        return begin_draft(circle=circle, title="Délais", words="Un", once=uuid4(), by=by)


def test_a_draft_is_begun_by_one_and_written_by_the_others_in_versions(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    circle, _mandates = circle_of(claire, network, bruno, [amel])
    form = once(title="Ce que nous disons des délais", words="Trois mois, c’est trop.")
    path = as_person(bruno).post(f"{circle.path}drafts/begin/", form)["Location"]
    read = as_person(amel).get(path)
    assert "Trois mois, c’est trop." in text(read)
    hers = hidden_fields(read) | {"words": "Deux mois, c’est trop."}
    his = hidden_fields(as_person(bruno).get(path)) | {"words": "Quatre mois, c’est trop."}
    assert as_person(amel).post(path, hers).status_code == 302
    answer = as_person(bruno).post(path, his)
    assert answer.status_code == 422
    assert "Somebody wrote a version meanwhile" in text(answer)
    assert "Quatre mois, c’est trop." in text(answer)  # what was typed is not lost
    page = text(as_person(bruno).get(path))
    for words in ("Deux mois", "Trois mois", "Earlier versions", "Version 2"):
        assert words in page
    assert "Ce que nous disons des délais" in text(as_person(amel).get(circle.path))
    assert as_person(claire).get(path).status_code == 404


def test_who_leaves_with_the_mandate_reads_no_draft_and_keeps_their_own_words(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    circle, mandates = circle_of(claire, network, bruno, [amel])
    draft = begun(circle, bruno)
    with hats.person(amel.pk):
        write_draft(draft=draft, words="Deux", after=1, once=uuid4(), by=amel)
        end_mandate(mandate=mandates[1], once=uuid4(), by=amel)
    assert as_person(amel).get(f"{circle.path}drafts/{draft.key}/").status_code == 404
    with hats.person(amel.pk):
        assert [str(one.words) for one in DraftVersion.objects.all()] == ["Deux"]
        assert not Draft.objects.exists()


def test_only_who_began_a_draft_deletes_it(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    circle, _mandates = circle_of(claire, network, bruno, [amel])
    draft = begun(circle, bruno)
    path = f"{circle.path}drafts/{draft.key}/"
    assert "Delete this draft" not in text(as_person(amel).get(path))
    assert as_person(amel).post(f"{path}delete/", once()).status_code == 404
    with hats.person(amel.pk), pytest.raises(NotPossible, match="Only the person who created"):
        delete_draft(draft=draft, once=uuid4(), by=amel)
    with hats.person(amel.pk):
        write_draft(draft=draft, words="Deux", after=1, once=uuid4(), by=amel)
    assert "All its versions" in text(as_person(bruno).get(f"{path}delete/"))
    as_person(bruno).post(f"{path}delete/", once())
    assert as_person(amel).get(path).status_code == 404
    with hats.system("test"):
        assert not DraftVersion.objects.exists()


def test_the_words_of_a_draft_are_encrypted(
    network: Any, claire: Person, bruno: Person, amel: Person
) -> None:
    circle, _mandates = circle_of(claire, network, bruno, [amel])
    begun(circle, bruno)
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(
            "select title from delegations_draft union select words from delegations_draftversion"
        )
        rows = [row[0] for row in cursor.fetchall()]
    assert len(rows) == 2
    assert not any(word in row for row in rows for word in ("Délais", "Un"))


def test_who_is_erased_leaves_the_words_without_their_name(
    network: Any, claire: Person, bruno: Person, amel: Person, as_person: As
) -> None:
    circle, _mandates = circle_of(claire, network, bruno, [amel])
    draft = begun(circle, bruno)
    with hats.system("test"):
        DraftVersion.objects.update(author=None)
        Draft.objects.update(begun_by=None)
    page = main_part(as_person(amel).get(f"{circle.path}drafts/{draft.key}/"))
    assert "someone who left" in page
    assert "Bruno" not in page
