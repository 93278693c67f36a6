"""What coordinators see about a person, and what that person reads about it: the same."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.test import Client

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.models import Account, CardMark
from entrepairs.core import hats
from entrepairs.core.sql_files import QUERY_FUNCTIONS, function_of
from entrepairs.pairs.models import RoundOptIn
from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person
from entrepairs.people.seen_by_coordinators import all_that_opens, read_facts
from entrepairs.people.tests.telling import tell
from entrepairs.tests import posting
from entrepairs.tests.access.personas import FOLDER
from entrepairs.tests.posting import As

MINE = "/me/coordinators/"
FACTS = re.compile(r'<dl class="facts wide">.*?</dl>')
# What shows those who coordinate more than others: policies and functions that ask whether one
# does, or ask a function that does.
OPENED = """
with recursive functions as (
  select proname::text as name, prosrc as body from pg_proc where pronamespace = 'app'::regnamespace
    and provolatile <> 'v' and has_function_privilege('entrepairs_person', oid, 'execute')),
all_bodies as (
  select * from functions
  union all select tablename::text, qual from pg_policies
    where cmd in ('SELECT', 'ALL') and 'entrepairs_person' = any(roles)),
opened as (
  select name from all_bodies where body ~ '\\m(my_coordinations|mine\\.coordinator)\\M'
  union select b.name from all_bodies b join opened o on b.body ~ ('\\m' || o.name || '\\M')
    where o.name in (select name from functions))
select distinct name from opened
"""

# What pages ask is kept as functions too: they open nothing that policies do not.
QUERIES = {
    function_of(room, name).removesuffix("()")
    for room in settings.ROOMS
    for name in QUERY_FUNCTIONS
}


@pytest.fixture
def fatou(network: Any) -> Person:
    """Somebody of L'Escale with something of everything that coordinators see."""
    with hats.system("test"):
        person = Person.objects.create(name="Fatou", audience=0)
        Affiliation.objects.create(person=person, organisation=network.escale)
        Membership.objects.create(person=person, circle=network.group)
        for name, organisation in (("Jardin", network.escale), ("Ailleurs", network.university)):
            circle = Circle.objects.create(kind="team", name=name, organisation=organisation)
            Membership.objects.create(person=person, circle=circle)
        CardMark.objects.create(organisation=network.escale, person=person, words="réf. 12")
    tell(person, "voices")
    return person


def seen_by(reader: Person, person: Person, organisation: Organisation) -> list[tuple[str, str]]:
    with hats.person(reader.pk):
        mine = Affiliation.objects.select_related("person").get(
            person=person, organisation=organisation
        )
        return [(str(one.label), str(one.words)) for one in read_facts([mine])[organisation.pk]]


def test_each_reads_about_themselves_what_the_coordinator_reads(
    network: Any, claire: Person, amel: Person, fatou: Person
) -> None:
    with hats.person(claire.pk):
        issue_codes(people=[fatou], by=claire)
    facts = dict(seen_by(claire, fatou, network.escale))
    assert facts["Name"] == "Fatou"
    assert facts["Circles"] == "Café du mardi (group), Jardin (team)"
    assert facts["Shared with the organisation"] == "1 thing"
    assert facts["Signing in"].startswith("not signed in yet, card printed on")
    assert facts["Mark on the card"] == "réf. 12"
    for person in (fatou, amel, claire):
        assert seen_by(person, person, network.escale) == seen_by(claire, person, network.escale)


def test_the_two_pages_show_the_same_list(
    network: Any, claire: Person, amel: Person, fatou: Person, as_person: As
) -> None:
    with hats.system("test"):
        Account.objects.create(person=fatou, username="fatou")
    for person in (amel, fatou):
        page = f"/organisations/{network.escale.key}/people/{person.key}/"
        theirs = FACTS.findall(posting.text(as_person(claire).get(page)))
        assert "signed in at least once" in theirs[0]
        assert FACTS.findall(posting.text(as_person(person).get(MINE))) == theirs


def test_of_a_card_nobody_reads_but_coordinators_and_its_person(
    network: Any, amel: Person, eve: Person, claire: Person
) -> None:
    """Eve coordinates another organisation."""
    told = {}
    for reader in (amel, eve, claire):
        with hats.person(reader.pk), connection.cursor() as cursor:
            cursor.execute("select name from cards_of(%s) order by 1", [network.escale.pk])
            told[reader.name] = [name for (name,) in cursor.fetchall()]
    assert told == {"Amel": ["Amel"], "Eve": [], "Claire": ["Amel", "Bruno", "Claire", "David"]}


def test_who_left_and_who_is_in_none_read_that_nobody_has_a_page(
    network: Any, amel: Person, farid: Person, as_person: As
) -> None:
    assert "No organisation yet" in posting.text(as_person(farid).get(MINE))
    client = as_person(amel)
    assert "GEM L’Escale" in posting.text(client.get(MINE))
    left = client.post(f"/organisations/{network.escale.key}/leave/", posting.once())
    assert left.status_code == 302
    page = posting.text(client.get(MINE))
    assert "No organisation yet" in page
    assert "signed in at least once" not in page


def test_of_rounds_one_reads_what_one_agreed_to(network: Any, amel: Person, as_person: As) -> None:
    client = as_person(amel)
    assert "You did not agree that this organisation" in posting.text(client.get(MINE))
    with hats.system("test"):
        RoundOptIn.objects.create(person=amel, organisation=network.escale)
    assert "While they check a matching round, they see your name" in posting.text(client.get(MINE))


def test_thirty_organisations_ask_as_much_as_one(
    network: Any, amel: Person, as_person: As, queries: Callable[[], Any]
) -> None:
    client: Client = as_person(amel)
    with queries() as before:
        assert client.get(MINE).status_code == 200
    with hats.system("test"):
        for number in range(29):
            other = Organisation.objects.create(name=f"Organisation {number}")
            Affiliation.objects.create(person=amel, organisation=other)
    with queries() as after:
        assert client.get(MINE).text.count('<dl class="facts wide">') == 30
    assert len(before) == len(after) <= 10


def test_whatever_opens_itself_to_coordinators_is_told_or_says_why_not(db: None) -> None:
    """A policy or a function that shows coordinators more has to be told to the person too."""
    listed = yaml.safe_load((FOLDER / "coordinators_see.yaml").read_text())
    told = set(listed.pop("told"))
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(OPENED)
        opened = {name for (name,) in cursor.fetchall()} - QUERIES
    assert told == all_that_opens()
    assert opened == told | set(listed)
    assert all(listed.values())


def test_every_column_of_a_card_is_told_or_only_puts_it_in_order(db: None) -> None:
    told = {"state", "given_at", "mark", "name"}
    not_shown = {"person_id", "key", "folded", "language", "added_at"}  # of no page: order, address
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select * from cards_of(-1)")
        assert {column.name for column in cursor.description} == told | not_shown
