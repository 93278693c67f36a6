"""Evidence for the certification: items, answers and effects by criterion, for the delegation."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from entrepairs.core import hats
from entrepairs.items.models import Evidence
from entrepairs.items.tests.making import delegation, led, main_of, noted, said
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text

COPIED = "2.4-01 : mots du manuel"


def test_an_item_shows_a_criterion_of_the_list_and_one_that_was_copied(
    network: Any, claire: Person, david: Person, amel: Person, bruno: Person, as_person: As
) -> None:
    body = delegation(network.escale, claire, david)
    item, early = led(said(body, amel), david, "done"), said(body, amel, "Les chaises")
    noted(early, david, "carry")
    client, page = as_person(david), f"{body.path}evidence/"
    assert "No evidence yet" in text(client.get(page))
    way = f"{item.path}criteria/"
    assert way in text(client.get(item.path))
    assert client.get(f"{early.path}criteria/").status_code == 404  # on no agenda yet
    for other in (amel, bruno):
        assert as_person(other).get(way).status_code == 404
        assert as_person(other).get(page).status_code == 404
    assert "checked" not in main_of(client.get(way))
    client.post(way, once(criteria="has_3_2_03", copied=f" {COPIED} "))
    shown = text(client.get(page))
    for words in ("3.2-03: communication", COPIED, "Six services", "Quatre services"):
        assert words in shown
    assert "to be copied from the manual by a person" in shown
    assert "Les chaises" not in shown
    again = text(client.get(way))
    assert again.count("checked") == 2
    client.post(way, once(criteria=COPIED, copied=""))
    with hats.system("test"):
        assert list(Evidence.objects.values_list("criterion", flat=True)) == [COPIED]


def test_the_evidence_is_a_tagged_pdf_and_a_text_that_can_be_changed(
    network: Any, claire: Person, david: Person, amel: Person, as_person: As
) -> None:
    body = delegation(network.escale, claire, david)
    item = led(said(body, amel), david, "decided")
    client = as_person(david)
    client.post(f"{item.path}criteria/", once(copied=COPIED))
    answer = client.get(f"{body.path}evidence.pdf")
    pdf = PdfReader(BytesIO(answer.content))
    assert pdf.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert "2.4-01" in words
    assert "Six services" in words
    assert client.get(f"{body.path}evidence.odt").content.startswith(b"PK")
    assert as_person(claire).get(f"{body.path}evidence.odt").status_code == 404


def test_the_evidence_makes_as_few_queries_for_thirty_as_for_one(
    network: Any, claire: Person, david: Person, amel: Person, as_person: As, queries: Any
) -> None:
    body = delegation(network.escale, claire, david)
    client, made = as_person(david), []
    for number in (1, 30):
        with hats.system("test"):
            wanted = number - Evidence.objects.count()
        for _one in range(min(wanted, 3)):  # of three items, under many criteria
            item = led(said(body, amel), david, "done")
        with hats.system("test"):
            Evidence.objects.bulk_create(
                Evidence(item=item, criterion=f"{number} {one}") for one in range(wanted)
            )
        with queries() as asked:
            assert client.get(f"{body.path}evidence/").status_code == 200
        made.append(len(asked))
    assert made[0] == made[1] <= 10
