"""Cards of an organisation: only those ticked are printed, homonyms are told apart until they come
in."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.actions.sign_in import use_code
from entrepairs.accounts.models import Account, CardMark, EntryCode
from entrepairs.core import hats
from entrepairs.ledger.models import Deed
from entrepairs.people.deed_sentences import describe_deed
from entrepairs.people.models import Affiliation, Person
from entrepairs.people.tests.telling import newcomers, post
from entrepairs.tests import posting
from entrepairs.tests.posting import As, hidden_fields


def desk(network: Any) -> str:
    return f"/organisations/{network.escale.key}/mine/"


def codes_page(network: Any) -> str:
    return f"/organisations/{network.escale.key}/import/codes/"


def marks_page(network: Any) -> str:
    return f"/organisations/{network.escale.key}/import/marks/"


def named(network: Any, *names: str) -> list[Person]:
    """People of L'Escale who have never come in."""
    with hats.system("test"):
        people = [Person.objects.create(name=name, audience=0) for name in names]
        Affiliation.objects.bulk_create(
            [Affiliation(person=one, organisation=network.escale) for one in people]
        )
    return people


def carded() -> dict[int, int]:
    """How many unused codes each person has."""
    with hats.gate():
        people = list(EntryCode.objects.filter(used_at=None).values_list("person_id", flat=True))
    return {one: people.count(one) for one in people}


def test_only_those_ticked_get_a_card_and_cards_in_pockets_stay_valid(
    network: Any, claire: Person, as_person: As
) -> None:
    fatou, yann, zoe = named(network, "Fatou", "Yann", "Zoé")
    with hats.person(claire.pk):
        issue_codes(people=[yann], by=claire)
    client = as_person(claire)
    page = posting.text(client.get(desk(network)))
    assert "2 people have no card" in page
    assert "1 with a card, not signed in yet" in page
    assert "2 without a card" in page
    shown = client.get(desk(network)).text
    assert f'value="{fatou.key}" checked' in shown
    assert f'value="{yann.key}"' in shown
    assert f'value="{yann.key}" checked' not in shown
    answer = post(
        client, codes_page(network) + "1/", ticked="yes", who=[fatou.key, yann.key, "nobody"]
    )
    assert answer["Content-Type"] == "application/pdf"
    assert carded() == {fatou.pk: 1, yann.pk: 2}
    assert zoe.pk not in carded()


def test_nobody_ticked_prints_nothing(network: Any, claire: Person, as_person: As) -> None:
    named(network, "Fatou")
    client = as_person(claire)
    answer = post(client, codes_page(network) + "1/", ticked="yes")
    assert "Tick at least one person" in client.get(answer["Location"]).text
    assert carded() == {}


def mark(client: Client, network: Any, said: dict[Person, str]) -> Any:
    return post(
        client, marks_page(network), **{f"mark-{one.key}": words for one, words in said.items()}
    )


def test_two_people_of_one_name_are_told_apart_on_the_back_of_their_cards(
    network: Any, claire: Person, as_person: As
) -> None:
    one, other, alone = named(network, "Maëlle", "maelle", "Yann")
    client = as_person(claire)
    assert "Several people have the same name: Maëlle" in posting.text(client.get(desk(network)))
    form = client.get(marks_page(network)).text
    assert f"mark-{one.key}" in form
    assert f"mark-{alone.key}" not in form
    assert mark(client, network, {one: "réf. 0412", other: "1971"}).status_code == 302
    page = posting.text(client.get(desk(network)))
    assert "réf. 0412" in page
    assert "Several people have the same name" not in page
    answer = post(client, codes_page(network) + "1/", ticked="yes", who=[one.key, alone.key])
    front, back = (sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Maëlle" in front
    assert "0412" not in front
    assert "réf. 0412" in back
    assert "1971" not in back


def test_the_reference_of_a_list_marks_those_alone_who_share_a_name(
    network: Any, claire: Person, as_person: As
) -> None:
    """Of everyone else it is kept nowhere; the first of that name here has a mark already."""
    (first,) = named(network, "maelle")
    client = as_person(claire)
    with hats.system("test"):
        CardMark.objects.create(organisation=network.escale, person=first, words="1971")
    file = SimpleUploadedFile("liste.csv", "Prénom;Réf.\nMaëlle;A 0412\nYann;A 0519\n".encode())
    preview = client.post(f"/organisations/{network.escale.key}/import/", {"file": file})
    assert "a mark for people of the same name, until they sign in" in posting.text(preview)
    client.post(preview.request["PATH_INFO"], hidden_fields(preview) | {"step": "save"})
    with hats.system("test"):
        marks = CardMark.objects.values_list("person__name", "words")
        assert sorted(marks) == [("Maëlle", "A 0412"), ("maelle", "1971")]
        maelle = Person.objects.get(name="Maëlle")
    assert "A 0412" in posting.text(client.get(desk(network)))
    with hats.system("test"):
        Account.objects.create(person=maelle, username="maelle")
        assert not CardMark.objects.filter(person=maelle).exists()
        told = Deed.objects.filter(about_person=maelle.pk, verb="mark_cards").count()
    assert told == 1


def test_a_mark_is_forgotten_when_its_person_comes_in_and_they_read_of_it(
    network: Any, claire: Person, as_person: As
) -> None:
    one, other = named(network, "Maëlle", "Maëlle")
    mark(as_person(claire), network, {one: "1998", other: "1971"})
    with hats.person(claire.pk):
        (code,) = issue_codes(people=[one], by=claire)
    use_code(code=code)
    with hats.system("test"):
        assert list(CardMark.objects.values_list("words", flat=True)) == ["1971"]
    with hats.person(one.pk):
        told = [
            describe_deed(deed, one.pk, {}) for deed in Deed.objects.filter(about_person=one.pk)
        ]
    assert any("marked your card" in line for line in told)


def test_a_mark_is_forgotten_when_its_person_leaves_the_organisation(
    network: Any, claire: Person, as_person: As
) -> None:
    one, other = named(network, "Maëlle", "Maëlle")
    mark(as_person(claire), network, {one: "1998", other: "1971"})
    with hats.system("test"):
        Affiliation.objects.filter(person=one).update(until=timezone.now())
        assert list(CardMark.objects.values_list("words", flat=True)) == ["1971"]


def test_the_same_mark_for_both_tells_nobody_apart(
    network: Any, claire: Person, as_person: As
) -> None:
    one, other = named(network, "Maëlle", "Maëlle")
    answer = mark(as_person(claire), network, {one: "1971", other: "1971"})
    assert answer.status_code == 422
    assert "Another person of this name has the same mark." in answer.text
    assert answer.text.count('value="1971"') == 2
    with hats.system("test"):
        assert not CardMark.objects.exists()


def test_a_mark_is_changed_and_taken_away(network: Any, claire: Person, as_person: As) -> None:
    one, other = named(network, "Maëlle", "Maëlle")
    client = as_person(claire)
    mark(client, network, {one: "1998", other: "1971"})
    mark(client, network, {one: "", other: "1972"})
    with hats.system("test"):
        assert list(CardMark.objects.values_list("person", "words")) == [(other.pk, "1972")]


@pytest.mark.parametrize("who", ["amel", "david", "eve", "nadia"])
def test_the_desk_and_its_cards_do_not_exist_for_others(
    network: Any, as_person: As, claire: Person, who: str
) -> None:
    """A member, one with a role in a group, who coordinates elsewhere, who coordinated before."""
    one, other = named(network, "Maëlle", "Maëlle")
    if who == "nadia":
        with hats.system("test"):
            person = Person.objects.create(name="Nadia")
            Account.objects.create(person=person, username="nadia")
            now = timezone.now()
            Affiliation.objects.create(
                person=person,
                organisation=network.escale,
                coordinator=True,
                since=now - timedelta(days=9),
                until=now,
            )
    else:
        person = network.people[who.capitalize()]
    client = as_person(person)
    for path in (desk(network), codes_page(network), marks_page(network)):
        assert client.get(path).status_code == 404
        assert as_person(claire).get(path).status_code == 200
    assert mark(client, network, {one: "1", other: "2"}).status_code == 404
    assert post(client, codes_page(network) + "1/", ticked="yes", who=one.key).status_code == 404
    assert carded() == {}
    assert Client().get(desk(network)).status_code == 302


@pytest.mark.parametrize("path", [desk, codes_page, marks_page])
def test_its_pages_make_as_few_queries_for_one_as_for_four_hundred(
    network: Any,
    claire: Person,
    as_person: As,
    queries: Callable[[], Any],
    path: Callable[[Any], str],
) -> None:
    client, counts = as_person(claire), []
    for number in (1, 30, 400):
        newcomers(number, network.escale)
        with queries() as made:
            assert client.get(path(network)).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1] == counts[2] <= 10
