"""How a network begins at the terminal: an organisation, its first coordinator, and the next."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from entrepairs.accounts import organisation_command as command
from entrepairs.accounts.tests.ways_in import send, who
from entrepairs.core import hats
from entrepairs.people.models import Affiliation, Person
from entrepairs.tests.posting import As


def code_in(lines: list[str]) -> str:
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", " ".join(lines))
    assert found
    return found[0]


def coordinators(organisation: str) -> set[str]:
    with hats.system("test"):
        now = Affiliation.objects.current().filter(organisation__name=organisation)
        return set(now.filter(coordinator=True).values_list("person__name", flat=True))


def test_the_first_coordinator_comes_in_by_a_code_on_paper(client: Client, network: Any) -> None:
    told = command.add_organisation("GEM La Passerelle", "Zoé")
    assert coordinators("GEM La Passerelle") == {"Zoé"}
    answer = send(client, "/enter/code/", code=code_in(told), yes="1")
    assert answer.status_code == 302
    with hats.system("test"):
        assert who(client) == Person.objects.get(name="Zoé").pk


def test_or_by_a_mail_that_holds_no_name(network: Any, settings: Any) -> None:
    settings.ORIGIN = "https://pairs.example"
    told = command.add_organisation("GEM La Passerelle", "Zoé", "zoe@mail.example", "en")
    [sent] = mail.outbox
    assert sent.to == ["zoe@mail.example"]
    assert f"https://pairs.example/enter/code/?code={code_in([str(sent.body)])}" in str(sent.body)
    assert not any(word in str(sent.body) for word in ("Zoé", "Passerelle"))
    assert not re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-", " ".join(told))


def test_the_same_name_twice_is_refused_and_nothing_is_written(network: Any) -> None:
    with hats.system("test"):
        before = Person.objects.count()
    with pytest.raises(command.Refused, match="already an organisation"):
        command.add_organisation("gem l’escale", "Zoé")
    with hats.system("test"):
        assert Person.objects.count() == before


def test_without_a_mail_server_no_mail_is_promised(network: Any, settings: Any) -> None:
    settings.MAILS_LEAVE = False
    with pytest.raises(command.Refused, match="No mail server"):
        command.add_organisation("GEM La Passerelle", "Zoé", "zoe@mail.example")


def test_the_list_names_those_to_speak_to(network: Any) -> None:
    told = command.list_organisations()
    assert any(line.startswith("GEM L’Escale: ") and "Claire" in line for line in told)


def test_somebody_of_the_organisation_is_asked_and_coordinates_after_saying_yes(
    david: Person, network: Any, as_person: As
) -> None:
    told = command.add_coordinator("GEM L’Escale", "David")
    assert "after saying yes" in told[0]
    assert coordinators("GEM L’Escale") == {"Claire"}
    with hats.person(david.pk):
        mine = Affiliation.objects.current().get(person=david, organisation=network.escale)
        assert mine.asked_to_coordinate_at is not None


def test_the_last_coordinator_goes_only_when_it_is_said_twice(network: Any, claire: Person) -> None:
    with pytest.raises(command.Refused, match="last coordinator"):
        command.remove_coordinator("GEM L’Escale", "Claire")
    command.remove_coordinator("GEM L’Escale", "Claire", even_last=True)
    assert coordinators("GEM L’Escale") == set()
    with hats.system("test"):
        assert Affiliation.objects.current().filter(person=claire).exists()
    command.add_coordinator("GEM L’Escale", "Zoé")
    assert coordinators("GEM L’Escale") == {"Zoé"}


def test_an_unknown_organisation_is_said_with_those_that_are_here(network: Any) -> None:
    with pytest.raises(command.Refused, match=r"Organisations here: .*GEM L’Escale"):
        command.add_coordinator("Nowhere", "Zoé")
