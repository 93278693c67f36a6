"""What helps me on hard days: written by oneself, read by those one chose while one is together."""

import re
from typing import Any
from uuid import uuid4

from django.db.models import TextField
from django.db.models.functions import Cast
from django.test import Client

from entrepairs.core import hats
from entrepairs.people.models import Block, Circle, Membership, Person
from entrepairs.safeguarding.helps_me_queries import CallLine, call_lines
from entrepairs.safeguarding.models import HelpsMe, HelpsMeReader
from entrepairs.tests.posting import As, english


def written(client: Client, *readers: Person) -> None:
    told = {"helps": "Marcher au canal", "hinders": "Le bruit", "calls": "Samira 06 39 98 01 23"}
    told |= {"once": str(uuid4()), "readers": [one.pk for one in readers]}  # type: ignore[dict-item]
    assert client.post("/me/helps/write/", told).status_code == 302


def test_it_is_written_read_with_numbers_to_press_and_deleted(amel: Person, as_person: As) -> None:
    client = english(as_person(amel))
    assert "Nothing written yet" in client.get("/me/helps/").text
    assert client.get("/me/helps/delete/").status_code == 404
    written(client)
    page = client.get("/me/helps/").text
    for words in ("Marcher au canal", "Le bruit", 'href="tel:0639980123"', "only you"):
        assert words in page
    with hats.system("test"):
        stood = HelpsMe.objects.annotate(stood=Cast("helps", TextField())).values_list("stood")
        assert "canal" not in stood.get()[0]  # not in clear in the database
    written(client)
    client.post("/me/helps/delete/", {"once": str(uuid4())})
    assert "Nothing written yet" in client.get("/me/helps/").text


def test_those_chosen_read_it_while_they_are_in_a_circle_together(
    amel: Person, bruno: Person, claire: Person, network: Any, as_person: As
) -> None:
    mine, other = english(as_person(amel)), english(as_person(bruno))
    path = f"/people/{amel.key}/helps/"
    written(mine)
    for person in (bruno, claire):
        assert as_person(person).get(path).status_code == 404
    written(mine, bruno)
    assert "Visible to: Bruno" in re.sub(r"\s+", " ", mine.get("/me/helps/").text)
    assert "Marcher au canal" in other.get(path).text
    assert path in other.get(f"/people/{amel.key}/").text
    assert path in other.get("/me/helps/").text
    assert as_person(claire).get(path).status_code == 404
    assert path not in english(as_person(claire)).get(f"/people/{amel.key}/").text
    with hats.system("test"):
        block = Block.objects.create(person=amel, blocked=bruno)
    assert other.get(path).status_code == 404
    with hats.system("test"):
        block.delete()
    assert other.get(path).status_code == 200
    with hats.system("test"):
        together = Membership.objects.filter(person=bruno).exclude(until__isnull=False)
        for one in together.filter(circle__memberships__person=amel):
            one.until = one.since
            one.save()
    assert other.get(path).status_code == 404


def test_who_is_chosen_no_more_reads_it_no_more_and_strangers_cannot_be_chosen(
    amel: Person, bruno: Person, farid: Person, network: Any, as_person: As
) -> None:
    mine = english(as_person(amel))
    page = mine.get("/me/helps/write/").text
    assert "Bruno" in page
    assert "Farid" not in page.split("<main")[1]
    written(mine, bruno)
    assert as_person(bruno).get(f"/people/{amel.key}/helps/").status_code == 200
    written(mine)
    assert as_person(bruno).get(f"/people/{amel.key}/helps/").status_code == 404
    told = {"once": str(uuid4()), "helps": "x", "readers": [farid.pk]}
    assert mine.post("/me/helps/write/", told).status_code == 422
    with hats.system("test"):
        assert not HelpsMeReader.objects.exists()


def test_people_called_alike_are_told_apart_by_a_circle(
    amel: Person, network: Any, as_person: As
) -> None:
    with hats.system("test"):
        for name in ("Le Port", "La Passerelle"):
            circle = Circle.objects.create(kind="group", name=name)
            for person in (amel, Person.objects.create(name="Camille")):
                Membership.objects.create(circle=circle, person=person)
    page = english(as_person(amel)).get("/me/helps/write/").text
    assert "Camille (Le Port)" in page
    assert "Camille (La Passerelle)" in page
    assert "Bruno (" not in page


def test_a_line_is_dialled_by_the_number_in_it() -> None:
    typed = "Samira, 06 39 98 01 23\n\nmon frère\n+33 6 39-98 la nuit\n3114"
    assert list(call_lines(typed)) == [
        CallLine("Samira, 06 39 98 01 23", "0639980123"),
        CallLine("mon frère", ""),
        CallLine("+33 6 39-98 la nuit", "+3363998"),
        CallLine("3114", "3114"),
    ]
